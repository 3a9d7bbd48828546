"""A plan in words and small tables: what the terminal and the notebook show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier.language.numbers import day, percent, short_day
from levier.workspace.planning.results import Source
from levier.workspace.planning.words import lasting, say, signed, size
from levier.workspace.told import Section, ToldTable

if TYPE_CHECKING:
    from levier.language import Language
    from levier.workspace.planning.results import (
        DesignOutlook,
        MetricOutlook,
        Plan,
        Rollout,
        Seen,
        UnitsFirst,
    )


def sections(plan: Plan, language: Language, columns: int = 6) -> list[Section]:
    """Say a plan.

    Parameters
    ----------
    plan
        What ``levier.plan`` answered.
    language
        Of every word.
    columns
        How many horizons a table may show.
    """
    decision = plan.workspace.decisions.get(plan.decision or "")
    name = say("unnamed", language) if decision is None else decision.title or decision.id
    title = say(
        "title",
        language,
        decision=name,
        company=plan.workspace.company.name,
        day=day(plan.as_of, language),
    )
    chance = say("chance", language, power=percent(plan.power, language))
    several = (_best(plan, language),) if len(plan.metrics) > 1 else ()
    told = (_Told(plan, one, language, columns) for one in plan.metrics)
    return [Section(title, (chance, *several)), *(one.section() for one in told)]


def metric_title(plan: Plan, metric: str) -> str:
    """Give the title of a metric, or its id when it has none."""
    return plan.workspace.metrics[metric].title or metric


def _best(plan: Plan, language: Language) -> str:
    if plan.best is None:
        return say("best_none", language)
    verdict = plan.metrics[0].verdict[language]
    return say("best", language, metric=metric_title(plan, plan.best), verdict=verdict)


@dataclass(frozen=True, slots=True)
class _Told:
    plan: Plan
    outlook: MetricOutlook
    language: Language
    columns: int

    def section(self) -> Section:
        outlook, language = self.outlook, self.language
        tables = (*self._designs(), *self._first(), *self._waves())
        after = [one.sentence[language] for one in (outlook.rollout, outlook.users) if one]
        refused = tuple(
            f"{say(f'design.{one.design.value}', language)} – {one.sentence[language]}"
            for one in outlook.refused
        )
        return Section(
            self._heading(),
            (*self._expected(), outlook.verdict[language]),
            tables,
            (*self._answers(), *after, *refused),
            self._assumptions(),
        )

    def _heading(self) -> str:
        title, assumed = metric_title(self.plan, self.outlook.metric), self.outlook.assumed
        if assumed.value is None:
            return say("metric_heading_free", self.language, metric=title)
        told = self._size(assumed.value)
        return say("metric_heading", self.language, metric=title, size=told)

    def _expected(self) -> tuple[str, ...]:
        assumed = self.outlook.assumed
        if assumed.source is not Source.EXPECTED or assumed.low is None or assumed.high is None:
            return ()
        low, mid, high = (
            signed(one or 0.0, assumed.scale, self._unit(), self.language)
            for one in (assumed.low, assumed.value, assumed.high)
        )
        return (say("expected_range", self.language, low=low, mid=mid, high=high),)

    def _designs(self) -> tuple[ToldTable, ...]:
        designs = self.outlook.designs
        if not designs:
            return ()
        every = sorted({seen.periods for one in designs for seen in one.seen})
        shown = every[-self.columns :]
        heads = (
            say("table.design", self.language),
            *(self._lasting(periods) for periods in shown),
            say("table.seen_in", self.language),
        )
        rows = tuple(
            (
                self._design(one),
                *(self._after(one.seen, periods) for periods in shown),
                self._needed(one),
            )
            for one in designs
        )
        return (ToldTable(say("table.least", self.language), heads, rows, 1),)

    def _design(self, design: DesignOutlook) -> str:
        return say(f"design.{design.design.value}", self.language)

    def _needed(self, design: DesignOutlook) -> str:
        if self.outlook.assumed.value is None:
            return "—"
        if design.periods_needed is None:
            return say("table.not_seen", self.language)
        return self._lasting(design.periods_needed)

    def _after(self, seen: tuple[Seen, ...], periods: int) -> str:
        found = next((one for one in seen if one.periods == periods), None)
        return "—" if found is None else self._size(found.effect)

    def _answers(self) -> tuple[str, ...]:
        return tuple(
            f"{self._design(one)} – {one.sentence[self.language]}" for one in self.outlook.designs
        )

    def _first(self) -> tuple[ToldTable, ...]:
        first = self.outlook.first
        if not first:
            return ()
        after = self._lasting(first[0].seen.periods)
        heads = ("first", "least", "usual", "balance")
        return (
            ToldTable(
                say("table.groups", self.language, after=after),
                tuple(say(f"table.{name}", self.language) for name in heads),
                tuple(self._group(one) for one in first),
                1,
            ),
        )

    def _group(self, first: UnitsFirst) -> tuple[str, ...]:
        usual = "—" if first.usual is None else self._size(first.usual.effect)
        drift = (f"{one:.3f}" for one in (first.drift, first.usual_drift))
        if self.language == "fr":
            drift = (one.replace(".", ",") for one in drift)
        return ", ".join(first.units), self._size(first.seen.effect), usual, " / ".join(drift)

    def _waves(self) -> tuple[ToldTable, ...]:
        order: Rollout | None = self.outlook.rollout
        if order is None:
            return ()
        heads = ("wave", "starts_on", "units")
        seed = self.plan.provenance.seed
        return (
            ToldTable(
                say("table.waves", self.language, seed=seed),
                tuple(say(f"table.{name}", self.language) for name in heads),
                tuple(
                    (str(one.number), short_day(one.starts_on, self.language), ", ".join(one.units))
                    for one in order.waves
                ),
                3,
            ),
        )

    def _assumptions(self) -> tuple[str, ...]:
        outlook = self.outlook
        told = [one for design in outlook.designs for one in design.assumptions]
        told += outlook.users.assumptions if outlook.users else ()
        return tuple(dict.fromkeys(one[self.language] for one in told))

    def _size(self, value: float | None) -> str:
        return size(value, self.outlook.assumed.scale, self._unit(), self.language)

    def _unit(self) -> str:
        return self.plan.workspace.metrics[self.outlook.metric].unit

    def _lasting(self, periods: int) -> str:
        return lasting(periods, self.outlook.grain, self.language)
