"""The answer in words: what the decisions brought, what is proven, what is not known."""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING

from levier.workspace.results import Design, Verdict

if TYPE_CHECKING:
    from levier.workspace.report.wording import Wording
    from levier.workspace.results import Interval, Results


MATTERS = 0.1
"""Share of a range beyond which a difference between two middles is worth a sentence."""


def has_money(results: Results) -> bool:
    """Tell whether any effect has a value in money."""
    return any(effect.money is not None for effect in results.effects)


def stands_out(results: Results) -> bool:
    """Tell whether any effect of the total is proven by the data alone."""
    return any(
        effect.verdict is not Verdict.NOT_PROVEN and effect.in_total for effect in results.effects
    )


def answer(wording: Wording) -> tuple[str, ...]:
    """Say the whole answer in a few sentences that need no statistics to be read."""
    results = wording.results
    if not results.effects:
        return (wording.say("report.sentence.nothing"),)
    if not has_money(results):
        effects = len(results.effects)
        said = [wording.count("report.sentence.no_money", effects)]
    else:
        said = [_value(wording), _net(wording), _proven(wording), *_without_forecasts(wording)]
        if results.portfolio.declared is not None:
            declared = wording.money(results.portfolio.declared.p50)
            said.append(wording.say("report.sentence.declared", declared=declared))
    return (*said, *_unknown(wording))


def _value(wording: Wording) -> str:
    value = wording.results.portfolio.value
    sure = value.p10 > 0 or value.p90 < 0
    return wording.say(
        f"report.sentence.{'value' if sure else 'value_sign_unknown'}",
        middle=wording.money(value.p50),
        low=wording.money(value.p10),
        high=wording.money(value.p90),
    )


def _without_forecasts(wording: Wording) -> tuple[str, ...]:
    """Say the value of the data alone when forecasts change it by a tenth of its range."""
    portfolio = wording.results.portfolio
    value, alone = portfolio.value, portfolio.without_forecasts
    if abs(value.p50 - alone.p50) <= MATTERS * (alone.p90 - alone.p10):
        return ()
    figures = {"middle": alone.p50, "low": alone.p10, "high": alone.p90}
    said = {name: wording.money(figure) for name, figure in figures.items()}
    return (wording.say("report.sentence.without_forecasts", **said),)


def _net(wording: Wording) -> str:
    portfolio = wording.results.portfolio
    if not portfolio.cost:
        return wording.say("report.sentence.net_no_cost")
    chance = _chances(wording, chance_above_zero(portfolio.net))
    cost = wording.money(portfolio.cost)
    return wording.say("report.sentence.net_gain", cost=cost, chance=chance)


def _proven(wording: Wording) -> str:
    if not stands_out(wording.results):
        return wording.say("report.sentence.proven_none")
    proven = wording.money(wording.results.portfolio.proven.p50)
    return wording.say("report.sentence.proven", proven=proven)


def _unknown(wording: Wording) -> tuple[str, ...]:
    results = wording.results
    measured = [effect for effect in results.effects if effect.design is not Design.DECLARED]
    open_ = sum(effect.verdict is Verdict.NOT_PROVEN for effect in measured)
    unvalued = sum(effect.money is None for effect in results.effects)
    counts = {
        "not_proven": open_,
        "not_measured": len(results.not_measured),
        "no_money": unvalued if has_money(results) else 0,
    }
    parts = [
        wording.count(f"report.sentence.unknown_{name}", count, total=len(measured))
        for name, count in counts.items()
        if count
    ]
    return (wording.say("report.sentence.unknown", parts=wording.listed(parts)),) if parts else ()


def chance_above_zero(interval: Interval) -> float:
    """Read the chance of being above zero off five quantiles.

    Between two quantiles the chance is interpolated on the normal scale, which is exact for a
    normal distribution; beyond the 95 % range it is taken at its end.

    Returns
    -------
    float
        Between 0.025 and 0.975.
    """
    shares = (0.025, 0.1, 0.5, 0.9, 0.975)
    ends = (interval.low95, interval.p10, interval.p50, interval.p90, interval.high95)
    normal = NormalDist()
    if ends[0] >= 0:
        return 1 - shares[0]
    for low, high, below, above in zip(ends, ends[1:], shares, shares[1:], strict=False):
        if low < 0 <= high:
            weight = -low / (high - low)
            bottom, top = normal.inv_cdf(below), normal.inv_cdf(above)
            return 1 - normal.cdf(bottom + weight * (top - bottom))
    return 1 - shares[-1]


def _chances(wording: Wording, chance: float) -> str:
    if chance > 0.95:
        return wording.say("report.sentence.almost_sure")
    if chance < 0.05:
        return wording.say("report.sentence.hardly")
    count = min(9, max(1, round(10 * chance)))
    key = "report.sentence.chances"
    return wording.say(f"{key}_one" if count == 1 else key, count=count)
