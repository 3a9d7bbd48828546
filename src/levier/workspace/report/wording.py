"""How results are said: titles for ids, figures with their unit, words for codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier.language import numbers as write
from levier.language import translate
from levier.language.catalogue import load_subject
from levier.workspace.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from levier.language import Language
    from levier.workspace.model import Metric
    from levier.workspace.results import (
        Effect,
        Forecast,
        Interval,
        Results,
        ScaledInterval,
        Window,
    )

RELATIVE = "relative"
ON_UNITS = "†"
"""Beside a figure that is that of the units reached; ``report.table.on_units`` explains it."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Says results in one language; the page, the terminal and the ledger share it."""

    results: Results
    language: Language

    def say(self, key: str, **fields: object) -> str:
        """Give a sentence of the catalogue."""
        return translate(key, self.language, **fields)

    def count(self, key: str, count: int, **fields: object) -> str:
        """Give the singular (``key.one``) or the plural (``key.other``) of a counted sentence."""
        single = count < 2 if self.language == "fr" else count == 1
        figure = write.number(count, self.language)
        return self.say(f"{key}.{'one' if single else 'other'}", count=figure, **fields)

    def decision(self, name: str) -> str:
        """Give the title of a decision, or its id when it has none."""
        decision = self.results.workspace.decisions.get(name)
        return (decision.title if decision else "") or name

    def metric(self, name: str) -> str:
        """Give the title of a metric, or its id when it has none."""
        metric = self.results.workspace.metrics.get(name)
        return (metric.title if metric else "") or name

    def pair(self, effect: Effect) -> str:
        """Give the decision, its arm if any, and the metric of an effect."""
        arm = f" ({self.say('report.detail.arm', arm=effect.arm)})" if effect.arm else ""
        return f"{self.decision(effect.decision)}{arm} · {self.metric(effect.metric)}"

    def money(self, amount: float, *, signed: bool = False) -> str:
        """Write an amount in the company's currency."""
        return write.money(amount, self.results.currency, self.language, signed=signed)

    def money_range(self, interval: Interval) -> str:
        """Write P10 to P90 of an amount."""
        currency = self.results.currency
        return write.money_span(interval.p10, interval.p90, currency, self.language)

    def amount(self, metric: str, value: float, *, signed: bool = False) -> str:
        """Write a value of a metric in its unit; ``signed`` makes it a change."""
        known = self.results.workspace.metrics.get(metric)
        if is_share(known):
            return self._share(value, value, signed=signed)
        return write.quantity(value, known.unit if known else "", self.language, signed=signed)

    def bare(
        self, metric: str, value: float | None, *, signed: bool = False, like: float | None = None
    ) -> str:
        """Write a value without its unit, for columns of figures as precise as ``like``."""
        if value is None:
            return ""
        if is_share(self.results.workspace.metrics.get(metric)):
            return self._share(value, value if like is None else like, signed=signed)
        return write.number(value, self.language, signed=signed, like=like)

    def _share(self, value: float, like: float, *, signed: bool) -> str:
        """Write a share as a percentage, and a change of it in points."""
        unit = self.say("report.unit.points") if signed else "%"
        return write.quantity(100 * value, unit, self.language, signed=signed, like=100 * like)

    def axis_format(self, metric: str, level: float) -> str:
        """Give the D3 format of an axis of a metric's values around ``level``."""
        if is_share(self.results.workspace.metrics.get(metric)):
            return ".2~%"
        return ",~f" if abs(level) < 100_000 else ".3~s"

    def amount_range(self, metric: str, interval: Interval | ScaledInterval | Forecast) -> str:
        """Write P10 to P90 of a change of a metric."""
        known = self.results.workspace.metrics.get(metric)
        factor, unit = 1.0, known.unit if known else ""
        if is_share(known):
            factor, unit = 100.0, self.say("report.unit.points")
        return write.quantity_span(
            factor * interval.p10, factor * interval.p90, unit, self.language
        )

    def brought(self, metric: str, interval: Interval) -> tuple[str, str]:
        """Write what a decision brought, and its P10 to P90: cases for a share of counted cases."""
        observed = self.results.workspace.observations.get(metric)
        if not is_share(self.results.workspace.metrics.get(metric)) or (
            observed is None or observed.weights is None
        ):
            return (
                self.amount(metric, interval.p50, signed=True),
                self.amount_range(metric, interval),
            )
        cases = self.say("report.unit.cases")
        return (
            write.quantity(interval.p50, cases, self.language, signed=True),
            write.quantity_span(interval.p10, interval.p90, cases, self.language),
        )

    def _percent_range(self, interval: Interval | ScaledInterval | Forecast) -> str:
        low, high = (
            write.percent(end, self.language, signed=True) for end in (interval.p10, interval.p90)
        )
        return write.span(low, high, self.language)

    def scaled(self, metric: str, scale: str, value: float) -> str:
        """Write one figure of an effect on its scale."""
        if scale == RELATIVE:
            return write.percent(value, self.language, signed=True)
        return self.amount(metric, value, signed=True)

    def effect(self, metric: str, effect: ScaledInterval) -> str:
        """Write the middle of an effect."""
        return self.scaled(metric, effect.scale, effect.p50)

    def measured(self, effect: Effect) -> str:
        """Write the middle of a measured effect, marked where it is that of the units reached."""
        figure = self.effect(effect.metric, effect.effect)
        return figure if effect.reached is None else f"{figure}{ON_UNITS}"

    def on_units(self) -> str:
        """Explain the mark; empty when no effect bears it."""
        marked = any(effect.reached is not None for effect in self.results.effects)
        return self.say("report.table.on_units") if marked else ""

    def effect_range(self, metric: str, scale: str, interval: ScaledInterval | Forecast) -> str:
        """Write P10 to P90 of an effect or of its forecast."""
        if scale == RELATIVE:
            return self._percent_range(interval)
        return self.amount_range(metric, interval)

    def percent(self, share: float) -> str:
        """Write a share as a percentage without decimals."""
        return write.quantity(round(100 * share), "%", self.language)

    def origin(self, code: str) -> str:
        """Give the word for an origin; a company's own words stay as they are."""
        known = load_subject("report", self.language)
        return known.get(f"origin.{code.lower() or 'unknown'}", code)

    def author(self, code: str) -> str:
        """Give the word for who stated a forecast; a role stays as it is."""
        return load_subject("report", self.language).get(f"author.{code.lower()}", code)

    def group_name(self, breakdown: str, name: str) -> str:
        """Give the name of a line of a breakdown, in words."""
        if breakdown == "by_origin":
            return self.origin(name)
        return name or self.say("report.breakdown.unnamed")

    def priors(self) -> str:
        """Say whether forecasts were used as priors; another word is given as it is."""
        priors = self.results.provenance.priors
        return load_subject("report", self.language).get(f"provenance.priors_{priors}", priors)

    def day(self, when: date) -> str:
        """Write a date in full."""
        return write.day(when, self.language)

    def short_day(self, when: date) -> str:
        """Write a date briefly."""
        return write.short_day(when, self.language)

    def periods(self, metric: str, window: Window) -> str:
        """Write the length of a window in periods of its metric."""
        known = self.results.workspace.metrics.get(metric)
        grain = known.grain.value if known else "day"
        return self.count(f"report.count.periods.{grain}", window.periods)

    def listed(self, parts: Sequence[str]) -> str:
        """Join the parts of an enumeration."""
        last = {"fr": " et ", "en": " and "}[self.language]
        return ", ".join(parts[:-1]) + last + parts[-1] if len(parts) > 1 else "".join(parts)


_SHARES = frozenset({"", "share", "rate", "proportion", "ratio", "part", "taux"})
"""First words of a unit that say that the values are shares of one."""


def is_share(metric: Metric | None) -> bool:
    """Tell whether a metric's values are shares of one, written as percentages."""
    if metric is None or metric.kind is not Kind.RATIO:
        return False
    return metric.unit.lower().partition(" ")[0] in _SHARES
