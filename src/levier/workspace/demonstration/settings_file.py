"""``levier.toml`` of the demonstration, in the reader's language."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from levier.language import translate
from levier.workspace.demonstration import (
    calendar,
    gate_settings,
    opportunity_rows,
    revenue,
    shared_costs,
    thin_data,
)
from levier.workspace.demonstration.faults import OUTAGE
from levier.workspace.demonstration.plan_metrics import METRICS
from levier.workspace.demonstration.spending import RATES
from levier.workspace.model import PeriodKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.language import Language
    from levier.workspace.demonstration.plan_metrics import MetricPlan

COMPANY = "Compas & Filoche"
CURRENCY = "EUR"
MARKER = "levier demo --seed"
"""On the first line of ``levier.toml``: it tells a demonstration from anybody's own folder."""


def settings_text(seed: int, language: Language) -> str:
    """Write the whole file."""
    comment = translate("demonstration.settings.comment", language, marker=MARKER, seed=seed)
    blocks = [comment, _company(language)]
    blocks += [_table(f"metrics.{plan.id}", _metric(plan, language)) for plan in METRICS]
    blocks.append(translate("demonstration.settings.periods_comment", language))
    blocks += [_array_of_tables("periods", period) for period in _periods(language)]
    blocks.append(translate("demonstration.settings.rates_comment", language))
    blocks += [_array_of_tables("rates", rate) for rate in _rates(language)]
    blocks.append(translate("demonstration.settings.allocations_comment", language))
    blocks += [_table(name, table) for name, table in shared_costs.settings_tables(language)]
    blocks.append(translate("demonstration.settings.gates_comment", language))
    blocks += [_table(name, table) for name, table in gate_settings.settings_tables(language)]
    blocks.append(translate("demonstration.settings.portfolio_comment", language))
    blocks += [_table(name, table) for name, table in opportunity_rows.settings_tables(language)]
    blocks.append(translate("demonstration.settings.products_comment", language))
    blocks += [_table(name, table) for name, table in revenue.product_tables(language)]
    blocks.append(translate("demonstration.settings.thin_data_comment", language))
    blocks += [_table(name, table) for name, table in thin_data.settings_tables(language)]
    return "\n\n".join(blocks) + "\n"


def _company(language: Language) -> str:
    languages = ["fr", "en"] if language == "fr" else ["en", "fr"]
    return _table(
        "company",
        {
            "name": COMPANY,
            "currency": CURRENCY,
            "country": calendar.COUNTRY,
            "languages": languages,
        },
    )


def _metric(plan: MetricPlan, language: Language) -> dict[str, object]:
    return {
        "title": translate(f"demonstration.metrics.{plan.id}", language),
        "unit": translate(f"demonstration.units.{plan.id}", language),
        "grain": plan.grain.value,
        "direction": plan.direction.value,
        "kind": plan.kind.value,
        "stage": plan.stage and plan.stage.value,
        "value_per_unit": plan.value_per_unit and list(plan.value_per_unit),
        "controls": list(plan.controls) or None,
        "parent": plan.parent,
    }


def _periods(language: Language) -> list[dict[str, object]]:
    """List school holidays and the August closure, then the two faults that were declared."""
    stretches = [(one.name.value, one.first, one.last) for one in calendar.school_periods()]
    stretches += [("august", *closure) for closure in calendar.AUGUST_CLOSURES]
    touched = [plan.id for plan in METRICS if plan.school or plan.august]
    events = [
        _period(name, PeriodKind.EVENT, first, last, touched, language)
        for name, first, last in sorted(stretches, key=lambda one: one[1])
    ]
    outage = _period(
        "outage", PeriodKind.OUTAGE, OUTAGE.first, OUTAGE.last, [OUTAGE.metric], language
    )
    changed = calendar.DEFINITION
    definition = _period(
        "definition", PeriodKind.DEFINITION, changed.first, None, [changed.metric], language
    )
    return [*events, outage, definition]


def _period(
    name: str,
    kind: PeriodKind,
    first: object,
    last: object,
    metrics: list[str],
    language: Language,
) -> dict[str, object]:
    return {
        "name": translate(f"demonstration.periods.{name}", language),
        "kind": kind.value,
        "starts_on": first,
        "ends_on": last,
        "metrics": metrics,
    }


def _rates(language: Language) -> list[dict[str, object]]:
    return [
        {
            "starts_on": day,
            "amount": amount,
            "team": team and translate(f"demonstration.teams.{team}", language),
        }
        for day, amount, team in RATES
    ]


def _table(name: str, values: Mapping[str, object]) -> str:
    return f"[{name}]\n{_pairs(values)}"


def _array_of_tables(name: str, values: Mapping[str, object]) -> str:
    return f"[[{name}]]\n{_pairs(values)}"


def _pairs(values: Mapping[str, object]) -> str:
    return "\n".join(
        f"{key} = {_literal(value)}" for key, value in values.items() if value is not None
    )


def _literal(value: object) -> str:
    """Write a TOML value: JSON's strings, numbers and lists are TOML's; dates are bare."""
    if isinstance(value, str | int | float | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
