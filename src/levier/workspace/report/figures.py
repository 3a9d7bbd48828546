"""The figures at the top of the page and in its breakdowns, with the bars that compare them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier.language import numbers as write
from levier.workspace.report.headline import has_money
from levier.workspace.results import Interval

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from levier.workspace.report.wording import Wording
    from levier.workspace.results import GroupTotal

BREAKDOWNS = ("by_team", "by_product", "by_origin", "by_grade")


@dataclass(frozen=True, slots=True)
class Bar:
    """A range on a scale shared by several bars; all positions in percent of the width."""

    left: float
    width: float
    middle: float
    zero: float


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the headline."""

    label: str
    value: str
    range: str
    note: str
    bar: Bar | None


@dataclass(frozen=True, slots=True)
class BreakdownRow:
    """One line of a breakdown."""

    name: str
    total: GroupTotal
    bar: Bar


def headline_figures(wording: Wording) -> tuple[Figure, ...]:
    """Give value, cost, net, proven and return; none when there is no money at all."""
    portfolio = wording.results.portfolio
    if not has_money(wording.results):
        return ()
    cost = _certain(portfolio.cost)
    shown = [portfolio.value, cost, portfolio.net, portfolio.proven]
    scale = _scale(shown)
    day = wording.day(wording.results.as_of)
    figures = [_figure(wording, "value", portfolio.value, scale)]
    if portfolio.cost:
        note = wording.say("report.headline.cost_note", day=day)
        label = wording.say("report.headline.cost")
        figures.append(Figure(label, wording.money(cost.p50), "", note, _bar(cost, scale)))
        figures.append(_figure(wording, "net", portfolio.net, scale))
    figures.append(_figure(wording, "proven", portfolio.proven, scale))
    if portfolio.return_on_cost is not None:
        figures.append(_return(wording, portfolio.return_on_cost))
    return tuple(figures)


def breakdown_rows(wording: Wording, breakdown: str) -> tuple[BreakdownRow, ...]:
    """Give the lines of one breakdown, largest value first; grades in their order."""
    totals: Mapping[str, GroupTotal] = getattr(wording.results.portfolio, breakdown)
    names = sorted(totals)
    if breakdown != "by_grade":
        names.sort(key=lambda name: -totals[name].value.p50)
    scale = _scale([totals[name].value for name in names])
    return tuple(
        BreakdownRow(
            wording.group_name(breakdown, name), totals[name], _bar(totals[name].value, scale)
        )
        for name in names
    )


def _figure(wording: Wording, name: str, interval: Interval, scale: tuple[float, float]) -> Figure:
    return Figure(
        label=wording.say(f"report.headline.{name}"),
        value=wording.money(interval.p50),
        range=wording.money_range(interval),
        note=wording.say(f"report.headline.{name}_note"),
        bar=_bar(interval, scale),
    )


def _return(wording: Wording, ratio: Interval) -> Figure:
    low, middle, high = (
        write.quantity(round(100 * end), "%", wording.language)
        for end in (ratio.p10, ratio.p50, ratio.p90)
    )
    one = wording.money(1)
    return Figure(
        label=wording.say("report.headline.return"),
        value=middle,
        range=write.span(low, high, wording.language),
        note=wording.say("report.headline.return_note", one=one),
        bar=None,
    )


def _certain(amount: float) -> Interval:
    """Give an amount known for sure, drawn as a bar from zero."""
    return Interval(0.0, amount, amount, 0.0, amount)


def _scale(intervals: Sequence[Interval]) -> tuple[float, float]:
    ends = [0.0, *(end for interval in intervals for end in (interval.p10, interval.p90))]
    return min(ends), max(ends)


def _bar(interval: Interval, scale: tuple[float, float]) -> Bar:
    low, high = scale
    room = (high - low) or 1.0
    left, middle, right, zero = (
        round(100 * (at - low) / room, 1) for at in (interval.p10, interval.p50, interval.p90, 0.0)
    )
    return Bar(left, max(round(right - left, 1), 0.6), middle, zero)
