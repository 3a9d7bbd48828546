"""The company written out as a folder of plain files: what is measured and what is exported.

Measuring and exporting go through the same writing, so that ``levier measure`` on an export
gives the figures of the pages, figure for figure. Teams are written by the group under which they
are told: totals by team are those of groups, drawn together, and a file tells no more than a page.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import tomli_w

from levier_web.decisions.models import (
    AgendaItem,
    Cost,
    Decision,
    Expectation,
    ExperimentArm,
    Exposure,
)
from levier_web.impact.kept_files import told_file, told_settings
from levier_web.impact.models import DesignPin, KeptFile
from levier_web.metrics.models import Metric
from levier_web.metrics.queries import current_observations
from levier_web.metrics.services.reading import definition_table
from levier_web.organisation.floors import groups
from levier_web.organisation.models import Company, ProductPhase
from levier_web.organisation.queries import company

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from django.db.models import QuerySet

    from levier_web.organisation.floors import Groups

DECISION = [
    "id",
    "title",
    "starts_on",
    "decided_on",
    "ends_on",
    "status",
    "kind",
    "origin",
    "team",
    "product",
    "owner",
    "stage",
    "reason",
    "options",
    "review_on",
    "covers",
]
EXPECTATION = [
    "decision",
    "metric",
    "shape",
    "ramp_days",
    "half_life_days",
    "scale",
    "low",
    "mid",
    "high",
    "author",
    "stated_on",
    "design",
]
ARM = ["decision", "metric", "arm", "users", "conversions", "mean", "sd", "starts_on", "ends_on"]
MORE = [
    "stratum",
    "covariate_mean",
    "covariate_sd",
    "covariate_correlation",
    "planned_share",
    "launched",
    "looked_on",
    "reading",
    "planned_users",
    "denominator_mean",
    "denominator_sd",
    "denominator_correlation",
    "clusters",
    "cluster_size_sd",
    "intra_cluster_correlation",
]
PHASE = ["product", "phase", "starts_on", "ends_on", "comment"]
SESSION = [
    "date",
    "decision",
    "title",
    "purpose",
    "outcome",
    "reason",
    "next_owner",
    "next_on",
]
STATUS = {
    Decision.State.DECIDED: "decided",
    Decision.State.STOPPED: "stopped",
    Decision.State.PROPOSED: "proposed",
}
"""What a decision without a word of its own is called in the folder."""


def write_folder(root: Path) -> None:
    """Write every file of the company's workspace into an empty folder."""
    told = list(told_decisions())
    numbers, held = [one.pk for one in told], groups()
    _write_settings(root, company(), held)
    _write_observations(root)
    _write_table(root / "decisions.csv", DECISION, (_decision_row(one, held) for one in told))
    _write_some(root / "expectations.csv", EXPECTATION, _expectation_rows(numbers))
    _write_some(
        root / "exposures.csv",
        ["decision", "unit", "starts_on", "ends_on", "share"],
        _exposures(numbers),
    )
    _write_some(root / "experiments.csv", [*ARM, *MORE], _arm_rows(numbers))
    _write_some(
        root / "costs.csv",
        ["date", "amount", "decision", "product", "team", "category", "person_days", "rate"],
        _cost_rows(set(numbers), held),
    )
    _write_some(root / "phases.csv", PHASE, _phase_rows())
    _write_some(root / "sessions.csv", SESSION, _session_rows(numbers))
    for kept in KeptFile.objects.all():
        (root / kept.name).write_bytes(told_file(kept.name, bytes(kept.content), held))


def told_decisions() -> QuerySet[Decision]:
    """Give the decisions that a folder tells of: dated, and more than a draft.

    A proposal is told only where it came from a folder: what nobody decided did nothing.
    """
    dated = Decision.objects.filter(starts_on__isnull=False)
    settled = dated.filter(state__in=[Decision.State.DECIDED, Decision.State.STOPPED])
    from_folder = dated.exclude(status="").exclude(state=Decision.State.DRAFT)
    return (
        (settled | from_folder)
        .select_related("product")
        .prefetch_related("covers")
        .order_by("position", "pk")
    )


def settings_table(owner: Company, held: Groups) -> dict[str, Any]:
    """Give ``levier.toml`` as a table."""
    head: dict[str, Any] = {
        "name": owner.name,
        "currency": owner.currency,
        "country": owner.country,
    }
    head |= {"languages": ["fr", "en"]}
    rest = told_settings(owner.settings, held)
    head |= rest.pop("company", {})
    rows = Metric.objects.filter(archived=False).select_related("parent")
    metrics = {one.slug: definition_table(one) for one in rows.prefetch_related("controls")}
    return {"company": head, "metrics": metrics, **rest}


def _write_settings(root: Path, owner: Company, held: Groups) -> None:
    (root / "levier.toml").write_text(tomli_w.dumps(settings_table(owner, held)), encoding="utf-8")


def _write_observations(root: Path) -> None:
    shown = list(Metric.objects.filter(archived=False).values_list("pk", flat=True))
    rows = current_observations(shown).rename({"day": "date", "published": "published_on"})
    columns = ["date", "metric", "value", "unit", "weight"]
    if rows["published_on"].is_not_null().any():
        columns.append("published_on")
    rows.select(columns).write_csv(root / "metrics.csv", datetime_format="%Y-%m-%dT%H:%M:%S")


def _decision_row(one: Decision, held: Groups) -> list[object]:
    return [
        one.slug,
        one.title,
        one.starts_on,
        one.decided_on,
        one.ends_on,
        one.status or STATUS.get(Decision.State(one.state), ""),
        one.kind,
        one.origin,
        held.label(one.team_id),
        one.product.name if one.product else "",
        one.owner,
        one.stage,
        one.reason,
        one.options,
        one.review_on,
        " ".join(covered.slug for covered in one.covers.all()),
    ]


def _expectation_rows(decisions: Sequence[int]) -> Iterable[list[object]]:
    pins = {
        (pin.decision_id, pin.metric_id): pin.design
        for pin in DesignPin.objects.filter(withdrawn_at__isnull=True)
    }
    rows = Expectation.objects.filter(decision__in=decisions, metric__archived=False)
    for one in rows.select_related("decision", "metric"):
        yield [
            one.decision.slug,
            one.metric.slug,
            one.shape,
            one.ramp_days,
            one.half_life_days,
            one.scale,
            one.low,
            one.mid,
            one.high,
            one.author,
            one.stated_on,
            pins.get((one.decision_id, one.metric_id), one.design),
        ]


def _exposures(decisions: Sequence[int]) -> Iterable[list[object]]:
    rows = Exposure.objects.filter(decision__in=decisions).select_related("decision")
    for one in rows:
        yield [one.decision.slug, one.unit, one.starts_on, one.ends_on, one.share]


def _arm_rows(decisions: Sequence[int]) -> Iterable[list[object]]:
    rows = ExperimentArm.objects.filter(decision__in=decisions, metric__archived=False)
    for one in rows.select_related("decision", "metric"):
        yield [
            one.decision.slug,
            one.metric.slug,
            one.arm,
            one.users,
            one.conversions,
            one.mean,
            one.sd,
            one.starts_on,
            one.ends_on,
            *(one.more.get(name) for name in MORE),
        ]


def _cost_rows(told: set[int], held: Groups) -> Iterable[list[object]]:
    for one in Cost.objects.select_related("decision", "product"):
        if one.decision_id is not None and one.decision_id not in told:
            continue
        yield [
            one.day,
            float(one.amount),
            one.decision.slug if one.decision else "",
            one.product.name if one.product else "",
            held.written(one.team_id),
            one.category,
            one.person_days,
            one.rate,
        ]


def _phase_rows() -> Iterable[list[object]]:
    for one in ProductPhase.objects.select_related("product"):
        yield [one.product.name, one.phase, one.starts_on, one.ends_on, one.comment]


def _session_rows(decisions: Sequence[int]) -> Iterable[list[object]]:
    rows = AgendaItem.objects.filter(decision__in=decisions).select_related("decision", "session")
    for one in rows.order_by("session__day", "session", "position", "pk"):
        yield [
            one.session.day,
            one.decision.slug,
            one.session.title,
            one.purpose,
            one.outcome,
            one.reason,
            one.next_owner,
            one.next_on,
        ]


def _write_some(path: Path, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table unless it has no row: an absent file says the same."""
    kept = list(rows)
    if kept:
        _write_table(path, heads, kept)


def _write_table(path: Path, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heads)
        writer.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: object | date) -> str:
    """Write a cell exactly: every digit of a number, days and moments as the standard says."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return repr(value)
    isoformat = getattr(value, "isoformat", None)
    return isoformat() if isoformat else str(value)
