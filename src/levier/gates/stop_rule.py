"""A stop rule registered before the data: the chance to reach a threshold by its date."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from levier.errors import InvalidArgument
from levier.gates.count_forecast import count_forecast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

DRAWS = 10_000
CONTINUE_AT, STOP_AT = 0.5, 0.1


class Action(StrEnum):
    """What the rule says to do."""

    CONTINUE = "continue"
    ITERATE = "iterate"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Fan:
    """The cumulative count after each period to come: P10, P50, P90 and the 95 % range."""

    low95: tuple[float, ...]
    p10: tuple[float, ...]
    p50: tuple[float, ...]
    p90: tuple[float, ...]
    high95: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class StopRule:
    """The answer of the rule.

    Attributes
    ----------
    reached
        Counted so far.
    threshold
        To be reached by the date.
    probability
        Chance that it is; 0 or 1 once nothing is left to chance.
    action
        By the probability against ``continue_at`` and ``stop_at``.
    final
        P10, P50 and P90 of the count at the date.
    fan
        After each period to come, from now on.
    growth
        P10, P50, P90 of the relative change from one period to the next.
    dispersion
        0 for a Poisson count.
    needed_pace, seen_pace
        Count per period needed from now on (None once the date has passed), and seen so far.
    """

    reached: float
    threshold: float
    probability: float
    action: Action
    continue_at: float
    stop_at: float
    final: tuple[float, float, float]
    fan: Fan
    growth: tuple[float, float, float]
    dispersion: float
    needed_pace: float | None
    seen_pace: float


def stop_rule(
    counts: Sequence[float],
    threshold: float,
    future: Sequence[float],
    *,
    lengths: Sequence[float] | None = None,
    before: float = 0.0,
    continue_at: float = CONTINUE_AT,
    stop_at: float = STOP_AT,
    growth: bool = True,
    seed: int = 0,
    draws: int = DRAWS,
) -> StopRule:
    """Give the chance to reach the threshold by the date, and what the rule then says.

    Parameters
    ----------
    counts
        (T,) counted in each period so far, in order; at least one.
    threshold
        Cumulative count to be reached; positive.
    future
        (H,) length of each period to come, 1 for a whole one; empty when the date has passed.
    lengths
        (T,) the same for the periods seen; None when all are whole.
    before
        Counted before the first of them, at no known pace.
    continue_at, stop_at
        The rule: continue from the first probability on, stop up to the second, iterate between.
    growth
        Whether the pace may grow or fall.
    seed, draws
        Of the simulation.

    Raises
    ------
    InvalidArgument
        When there is no count, one is negative, or the thresholds are out of order.
    """
    seen = np.asarray(counts, dtype=np.float64)
    spans = np.ones_like(seen) if lengths is None else np.asarray(lengths, dtype=np.float64)
    to_come = np.asarray(future, dtype=np.float64)
    _check(seen, spans, to_come, threshold, (stop_at, continue_at))
    reached = before + float(seen.sum())
    # A threshold passed before the first period says nothing of the pace: one event is assumed.
    asked = max(threshold - before, 1.0)
    pace = asked / float(spans.sum() + to_come.sum())
    forecast = count_forecast(seen, spans, to_come, pace, growth=growth, seed=seed, draws=draws)
    totals = reached + forecast.totals
    last = totals[:, -1] if len(to_come) else np.full(draws, reached)
    probability = float((last >= threshold).mean())
    low, middle, high = np.quantile(last, (0.1, 0.5, 0.9))
    left = max(0.0, threshold - reached)
    return StopRule(
        reached=reached,
        threshold=threshold,
        probability=probability,
        action=_action(probability, continue_at, stop_at),
        continue_at=continue_at,
        stop_at=stop_at,
        final=(float(low), float(middle), float(high)),
        fan=_fan(totals),
        growth=forecast.growth,
        dispersion=forecast.dispersion,
        needed_pace=left / float(to_come.sum()) if len(to_come) else None,
        seen_pace=float(seen.sum()) / float(spans.sum()),
    )


def _check(
    seen: NDArray[np.float64],
    spans: NDArray[np.float64],
    to_come: NDArray[np.float64],
    threshold: float,
    rule: tuple[float, float],
) -> None:
    if len(seen) == 0:
        raise InvalidArgument("counts must hold at least one period, got none")
    if not (np.isfinite(seen).all() and (seen >= 0).all()):
        raise InvalidArgument(f"counts must be zero or more, got {float(seen.min())}")
    if spans.shape != seen.shape or not ((spans > 0).all() and (to_come > 0).all()):
        raise InvalidArgument("lengths must be above 0, one for each period")
    if not threshold > 0:
        raise InvalidArgument(f"threshold must be a count above 0, got {threshold}")
    stop_at, continue_at = rule
    if not 0 <= stop_at < continue_at <= 1:
        raise InvalidArgument(
            "expected 0 <= stop_at < continue_at <= 1, "
            f"got stop_at {stop_at} and continue_at {continue_at}"
        )


def _action(probability: float, continue_at: float, stop_at: float) -> Action:
    if probability >= continue_at:
        return Action.CONTINUE
    return Action.STOP if probability <= stop_at else Action.ITERATE


def _fan(totals: NDArray[np.float64]) -> Fan:
    if totals.shape[1] == 0:
        return Fan((), (), (), (), ())
    found = np.quantile(totals, (0.025, 0.1, 0.5, 0.9, 0.975), axis=0)
    return Fan(*(tuple(float(value) for value in row) for row in found))
