"""The ``.csv`` files of the demonstration, as rows of text."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from levier.language import translate
from levier.workspace.demonstration.csv_text import csv_text
from levier.workspace.demonstration.experiments import draw_experiments
from levier.workspace.demonstration.faults import recorded_value
from levier.workspace.demonstration.forecasts import draw_forecasts
from levier.workspace.demonstration.plan_decisions import DECISIONS
from levier.workspace.demonstration.spending import expenses
from levier.workspace.demonstration.truth import truths
from levier.workspace.model import Kind, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from levier.language import Language
    from levier.workspace.demonstration.plan_decisions import DecisionPlan, EffectPlan
    from levier.workspace.demonstration.series import Series

REVIEW_AFTER = timedelta(days=91)


def metrics_table(series: Mapping[str, Series]) -> str:
    """Write every value as it was recorded."""
    rows = (row for one in series.values() for row in _metric_rows(one))
    return csv_text(("date", "metric", "value", "unit", "weight"), rows)


def decisions_table(language: Language) -> str:
    """Write every decision, rejected ones too."""
    columns = (
        "id", "title", "starts_on", "decided_on", "status", "kind", "origin", "team", "product",
        "owner", "stage", "reason", "options", "review_on", "covers",
    )  # fmt: skip
    return csv_text(columns, (_decision_row(one, language) for one in DECISIONS))


def expectations_table(seed: int) -> str:
    """Write every forecast, one row per author."""
    columns = (
        "decision", "metric", "shape", "ramp_days", "half_life_days", "scale", "low", "mid",
        "high", "author", "stated_on", "design",
    )  # fmt: skip
    rows = (
        (
            one.decision.id,
            one.effect.metric,
            *_shape_cells(one.effect),
            one.scale.value,
            *(_number(value) for value in (one.low, one.mid, one.high)),
            one.author,
            one.stated_on,
            one.effect.design.value if one.effect.design else "",
        )
        for one in draw_forecasts(seed)
    )
    return csv_text(columns, rows)


def exposures_table() -> str:
    """Write which region or depot each decision reached, and when."""
    rows = ((one.id, unit, day) for one in DECISIONS for unit, day in one.reaches)
    return csv_text(("decision", "unit", "starts_on"), rows)


def experiments_table(seed: int) -> str:
    """Write the arms of the tests, at each look."""
    columns = (
        "decision", "metric", "arm", "users", "conversions", "mean", "sd", "stratum",
        "covariate_mean", "covariate_sd", "covariate_correlation", "starts_on", "ends_on",
        "planned_share", "launched", "looked_on", "planned_users",
    )  # fmt: skip
    rows = (
        (
            one.plan.decision,
            one.plan.metric,
            one.arm,
            one.users,
            one.conversions,
            one.mean,
            one.sd,
            one.stratum,
            one.covariate_mean,
            one.covariate_sd,
            one.covariate_correlation,
            one.plan.starts_on,
            one.plan.ends_on,
            round(one.plan.share(one.arm), 6),
            "yes" if one.arm == one.plan.launched_arm else "no",
            one.looked_on,
            one.planned_users,
        )
        for one in draw_experiments(seed)
    )
    return csv_text(columns, rows)


def costs_table(language: Language) -> str:
    """Write every expense; days are left to the dated rates of ``levier.toml``."""
    rows = (
        (
            one.day,
            _number(one.amount),
            one.decision,
            _named("products", one.product, language),
            _named("teams", one.team, language),
            one.category,
            _number(one.person_days),
        )
        for one in expenses()
    )
    return csv_text(
        ("date", "amount", "decision", "product", "team", "category", "person_days"), rows
    )


def truth_table(series: Mapping[str, Series]) -> str:
    """Write what each decision really did."""
    columns = (
        "decision", "metric", "arm", "scale", "effect", "relative", "average", "cumulative",
        "money",
    )  # fmt: skip
    rows = (
        (
            one.decision,
            one.metric,
            one.arm,
            one.scale.value,
            f"{one.effect:.6g}",
            f"{one.relative:.6g}",
            f"{one.average:.6g}",
            f"{one.cumulative:.6g}",
            "" if one.money is None else f"{one.money:.2f}",
        )
        for one in truths(series)
    )
    return csv_text(columns, rows)


def _metric_rows(series: Series) -> Iterable[tuple[object, ...]]:
    whole = series.plan.kind is Kind.COUNT or series.plan.decimals == 0
    for period, day in enumerate(series.dates):
        weight = "" if series.weights is None else round(float(series.weights[period]))
        for unit, name in enumerate(series.units or ("",)):
            value = recorded_value(series, period, unit)
            if value is not None:
                yield day, series.plan.id, int(value) if whole else value, name, weight


def _decision_row(one: DecisionPlan, language: Language) -> tuple[object, ...]:
    sentence = f"demonstration.decisions.{one.id}"
    status = "shipped" if one.shipped else "rejected"
    return (
        one.id,
        translate(f"{sentence}.title", language),
        one.starts_on,
        one.decided_on,
        _named("status", status, language),
        _named("kinds", one.kind, language),
        one.origin,
        _named("teams", one.team, language),
        _named("products", one.product, language),
        _named("owners", one.team, language),
        one.stage.value,
        translate(f"{sentence}.reason", language),
        translate(f"{sentence}.options", language),
        one.starts_on + REVIEW_AFTER,
        " ".join(one.covers),
    )


def _shape_cells(effect: EffectPlan) -> tuple[str, str, str]:
    days = _number(effect.days)
    ramp = days if effect.shape is Shape.RAMP else ""
    return effect.shape.value, ramp, days if effect.shape is Shape.PULSE else ""


def _named(table: str, name: str, language: Language) -> str:
    return translate(f"demonstration.{table}.{name}", language) if name else ""


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
