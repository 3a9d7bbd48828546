"""Solutions ranked by reach × impact × confidence ÷ effort, each a range: the engine's draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri

from levier.portfolio.common_draws import probabilities
from levier.portfolio.rank_stability import rank_stability
from levier.portfolio.rice import rice_scores
from levier.valuation.unit_value import unit_value_draws
from levier_web.decisions.models import RICE_INPUTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from levier_web.decisions.models import Opportunity

    Array = NDArray[np.float64]

MOST_WORK = 4_000_000
"""Pairs of solutions times draws above which fewer futures are drawn."""
TOP = 3
SEED = 1


@dataclass(frozen=True, slots=True)
class Ranked:
    """One solution in the order: its score with a range, and how firm its place is."""

    solution: Opportunity
    low: float
    mid: float
    high: float
    place: int
    top: float
    """Chance of being among the first three."""
    first: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """The order, the pairs that cannot be told apart, and the futures drawn."""

    rows: tuple[Ranked, ...]
    tangled: int
    pairs: int
    draws: int


def ranked(solutions: Sequence[Opportunity]) -> Ranking:
    """Rank the solutions whose four ranges are given."""
    kept = [one for one in solutions if one.scored]
    if not kept:
        return Ranking((), 0, 0, 0)
    draws = int(min(4000, max(400, MOST_WORK // len(kept) ** 2)))
    inputs = [np.array([_drawn(one, name, draws) for one in kept]) for name in RICE_INPUTS]
    scores = rice_scores(*inputs)
    found = rank_stability(scores)
    order = np.argsort(found.expected, kind="stable")
    low, mid, high = np.quantile(scores, (0.1, 0.5, 0.9), axis=1)
    rows = tuple(
        Ranked(
            kept[n],
            float(low[n]),
            float(mid[n]),
            float(high[n]),
            place + 1,
            float(found.probabilities[n, :TOP].sum()),
            float(found.first[n]),
        )
        for place, n in enumerate(order)
    )
    return Ranking(rows, len(found.tangled()), len(kept) * (len(kept) - 1) // 2, draws)


def _drawn(solution: Opportunity, name: str, draws: int) -> Array:
    """Draw one input; what the tails of a range would make impossible is cut at its bound."""
    low, mid, high = (float(getattr(solution, f"{name}_{end}")) for end in ("low", "mid", "high"))
    normals = ndtri(probabilities(f"{solution.slug}/{name}", draws, SEED))
    values = unit_value_draws(low, mid, high, normals)
    if name == "confidence":
        return np.clip(values, 0.0, 1.0)
    return np.maximum(values, 0.0) if name == "reach" else values
