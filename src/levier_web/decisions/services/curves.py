"""A forecast drawn and said in words while it is typed: the engine's own distribution."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
from django.core.cache import cache

from levier.forecasting.elicitation import SplitNormal, elicit
from levier.language import numbers
from levier_web.metrics.queries import current_observations
from levier_web.organisation.queries import company
from levier_web.ui.words import current_language, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier_web.decisions.models import Decision, Expectation
    from levier_web.decisions.services.forecasts import Stated
    from levier_web.metrics.models import Metric

WIDTH, HEIGHT, FOOT, EDGE = 640.0, 180.0, 22.0, 12.0
"""Of the drawing, in its own units; ``FOOT`` is the room for the figures under the line."""
POINTS = 121
QUANTILES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class Tick:
    """A figure under the drawing; ``rank`` keeps those that matter on a narrow screen."""

    at: float
    text: str
    word: str = ""


@dataclass(frozen=True, slots=True)
class Curve:
    """A drawing, its table and its sentences."""

    outline: str
    middle: str
    """The eight chances in ten."""
    zero: float | None
    median: float
    ticks: tuple[Tick, ...]
    table: tuple[tuple[str, str], ...]
    sentences: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """One forecast of a sheet, its curve, and whether it was stated after the decision."""

    row: Expectation
    curve: Curve | None
    late: bool


def drawn(decision: Decision) -> list[Drawn]:
    """Draw the forecasts of a sheet."""
    currency, kept = company().currency, _held_when_decided(decision)
    on = decision.decided_on

    def late(place: int, row: Expectation) -> bool:
        if kept is not None:
            return place >= kept
        return bool(on and row.stated_on and row.stated_on > on)

    rows = enumerate(decision.expectations.all())
    return [Drawn(row, curve_of(row, currency), late(place, row)) for place, row in rows]


def _held_when_decided(decision: Decision) -> int | None:
    """Give how many forecasts the sheet held when it was decided; None when that was elsewhere."""
    steps = [step.at for step in decision.steps.all() if step.after == decision.State.DECIDED]
    if not steps or decision.decided_on is None:
        return None
    kept = [one for one in decision.versions.all() if one.at >= steps[-1]]
    return len(kept[0].content["expectations"]) if kept else None


def curve_of(row: Expectation | Stated, currency: str = "") -> Curve | None:
    """Draw one forecast; None when it states no range."""
    if row.low is None or row.mid is None or row.high is None:
        return None
    if not row.low <= row.mid <= row.high:
        return None
    found = elicit(row.low, row.mid, row.high)
    write = _Writing(row.metric, row.scale)
    sentences = _sentences(found, row.metric, write)
    if spread := money_per_year(row.metric, row.scale, row.low, row.mid, row.high):
        sentences.append(_in_money(spread, currency or company().currency))
    return _drawn(found, write, sentences)


def _drawn(found: SplitNormal, write: _Writing, sentences: Sequence[str]) -> Curve:
    first, last = found.quantile(0.004), found.quantile(0.996)
    first, last = (min(first, 0.0), last) if -first < (last - first) / 4 else (first, last)
    room = (last - first) or 1.0
    top = float(found.pdf([found.median - 1e-12 * room, found.median]).max())

    def x(value: float) -> float:
        return round(EDGE + (WIDTH - 2 * EDGE) * (value - first) / room, 1)

    def path(low: float, high: float) -> str:
        places = np.linspace(low, high, POINTS)
        places = np.sort(np.append(places, [found.median - 1e-9 * room, found.median]))
        places = places[(places >= low) & (places <= high)]
        heights = HEIGHT - FOOT - (HEIGHT - FOOT - 8) * found.pdf(places) / top
        points = " ".join(f"{x(v):.1f},{h:.1f}" for v, h in zip(places, heights, strict=True))
        return f"M{x(low)},{HEIGHT - FOOT} L{points} L{x(high)},{HEIGHT - FOOT} Z"

    ends = [(0.1, "P10"), (0.5, "P50"), (0.9, "P90")]
    ticks = tuple(Tick(x(found.quantile(q)), write(found.quantile(q)), w) for q, w in ends)
    return Curve(
        outline=path(first, last),
        middle=path(found.quantile(0.1), found.quantile(0.9)),
        zero=x(0.0) if first <= 0 <= last else None,
        median=x(found.median),
        ticks=_apart(ticks),
        table=tuple((f"P{round(100 * q)}", write(found.quantile(q))) for q in QUANTILES),
        sentences=tuple(sentences),
        label=" ".join(sentences),
    )


def _apart(ticks: Sequence[Tick]) -> tuple[Tick, ...]:
    """Keep the figures from running into each other: the middle one yields."""
    low, mid, high = ticks
    if high.at - low.at < 110:
        return (mid,)
    return tuple(ticks) if mid.at - low.at > 80 and high.at - mid.at > 80 else (low, high)


@dataclass(frozen=True, slots=True)
class _Writing:
    """Writes values of one forecast: shares as percentages, others with the metric's unit."""

    metric: Metric
    scale: str

    def __call__(self, value: float) -> str:
        language = current_language()
        if self.scale == "relative":
            return numbers.percent(value, language, signed=True)
        return numbers.quantity(value, self.metric.unit, language, signed=True)


def _sentences(found: SplitNormal, metric: Metric, write: _Writing) -> list[str]:
    language = current_language()
    low, high = found.quantile(0.1), found.quantile(0.9)
    said = [say("decisions.curve.eight", low=write(low), high=write(high))]
    wrong = float(found.cdf(0.0)) if metric.direction == "up" else 1 - float(found.cdf(0.0))
    if wrong >= 0.005:
        odds = max(2, round(1 / wrong)) if wrong < 0.4 else 0
        key = "decisions.curve.wrong_way" if odds else "decisions.curve.toss_up"
        share = numbers.chance(wrong, language)
        said.append(say(key, odds=odds, share=share) if odds else say(key, share=share))
    else:
        said.append(say("decisions.curve.right_way"))
    return said


def _in_money(spread: tuple[float, float, float], currency: str) -> str:
    language = current_language()
    return say(
        "decisions.curve.money",
        span=numbers.money_span(spread[0], spread[2], currency, language),
        mid=numbers.money(spread[1], currency, language),
    )


def money_per_year(
    metric: Metric, scale: str, low: float, mid: float, high: float
) -> tuple[float, float, float] | None:
    """Give what the P10, P50 and P90 of an effect bring in a year at the metric's middle value.

    Only where values add up to a year: a share of last year's sum, or an amount per period.
    """
    if metric.value_mid is None or metric.kind not in {"sum", "count"}:
        return None
    factor = year_of(metric) if scale == "relative" else PERIODS.get(metric.grain, 0.0)
    if not factor:
        return None
    # A metric that should fall saves money when it does.
    sign = 1 if metric.direction == "up" else -1
    ends = sorted(sign * factor * metric.value_mid * effect for effect in (low, mid, high))
    return ends[0], ends[1], ends[2]


PERIOD_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "quarter": 91.3, "year": 365.25}
PERIODS = {"day": 365.25, "week": 365.25 / 7, "month": 12.0, "quarter": 4.0, "year": 1.0}


def year_of(metric: Metric) -> float:
    """Give what a metric adds up to in a year; kept a minute while somebody types."""
    return float(cache.get_or_set(f"decisions.year.{metric.pk}", lambda: _year(metric), 60) or 0.0)


def _year(metric: Metric) -> float:
    rows = current_observations([metric.pk])
    if rows.is_empty():
        return 0.0
    days: list[date] = rows.get_column("day").to_list()
    values: list[float] = rows.get_column("value").to_list()
    first = max(days) - timedelta(days=364)
    recent = [(day, value) for day, value in zip(days, values, strict=True) if day >= first]
    whole = sum(value for _, value in recent)
    # Values lie at the beginning of their period: the last period is whole too.
    seen = (max(days) - min(day for day, _ in recent)).days + PERIOD_DAYS.get(metric.grain, 1.0)
    return float(whole * 365.25 / seen)
