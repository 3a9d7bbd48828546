"""The order of benefit per person-day, how firm it is, and what would settle it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.portfolio.rank_stability import rank_stability, settled_by
from levier.portfolio.rice import rice_scores
from levier.workspace.choosing.results import RankedSolution
from levier.workspace.choosing.spreads import spread

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from levier.workspace.choosing.drawn import DrawnSolution

    Array = NDArray[np.float64]

MOST_RANKED = 60
"""Beyond, which input settles a rank is not looked for: pairs grow as the square."""
_LIKELY = 0.8
_LITTLE = 0.01


@dataclass(frozen=True, slots=True)
class Ranking:
    """The order, the highest expected benefit per person-day first."""

    basis: str
    rows: tuple[RankedSolution, ...]
    tangled: tuple[tuple[str, str], ...]


def ranked(solutions: Sequence[DrawnSolution]) -> Ranking:
    """Rank the solutions that can be compared: those with a value, else those with a score.

    What takes no day at all has no benefit per day.
    """
    worked = [one for one in solutions if (one.effort > 0).all()]
    valued = [one for one in worked if one.gross is not None]
    kept = valued or [one for one in worked if one.score_base is not None]
    if not kept:
        return Ranking("value", (), ())
    inputs = _inputs(kept)
    scores = _scores(inputs)
    found = rank_stability(scores)
    unsettled = _unsettled(inputs, len(kept))
    rows = [
        RankedSolution(
            solution=one.row.id,
            score=spread(scores[n]),
            first=float(found.first[n]),
            expected_rank=float(found.expected[n]),
            likely_from=_rank_at(found.probabilities[n], (1 - _LIKELY) / 2),
            likely_to=_rank_at(found.probabilities[n], (1 + _LIKELY) / 2),
            unsettled_by=unsettled[n],
            ranks=tuple(found.probabilities[n].tolist()),
        )
        for n, one in enumerate(kept)
    ]
    rows.sort(key=lambda row: (row.expected_rank, row.solution))
    pairs = tuple((kept[n].row.id, kept[m].row.id) for n, m in found.tangled())
    return Ranking("value" if valued else "score", tuple(rows), pairs)


def _inputs(kept: Sequence[DrawnSolution]) -> dict[str, Array]:
    """Give (N, S) of each input; one that a solution has not is 1 for it."""
    names = sorted({name for one in kept for name in one.inputs if name != "success"})
    ones = np.ones_like(kept[0].effort)
    found = {
        name: np.array([one.inputs[name].draws if name in one.inputs else ones for one in kept])
        for name in names
    }
    certain = np.array([[one.row.confidence] for one in kept])
    return {**found, "confidence": np.broadcast_to(certain, found["effort"].shape)}


def _scores(inputs: Mapping[str, Array]) -> Array:
    """Score by reach × impact × confidence / effort, a value being both reach and impact."""
    benefit = [draws for name, draws in inputs.items() if name not in ("effort", "confidence")]
    certain = np.ones_like(inputs["effort"])
    return rice_scores(certain, np.prod(benefit, axis=0), inputs["confidence"], inputs["effort"])


def _unsettled(inputs: Mapping[str, Array], size: int) -> list[str | None]:
    if size > MOST_RANKED:
        return [None] * size
    certain = {"confidence": inputs["confidence"]}
    uncertain = {name: draws for name, draws in inputs.items() if name not in certain}
    falls = settled_by(uncertain, lambda changed: _scores({**changed, **certain}))
    names = sorted(falls)
    table = np.array([falls[name] for name in names])
    best = table.argmax(axis=0)
    return [names[best[n]] if table[best[n], n] > _LITTLE else None for n in range(size)]


def _rank_at(probabilities: Array, level: float) -> int:
    return int(np.searchsorted(np.cumsum(probabilities), level - 1e-12)) + 1
