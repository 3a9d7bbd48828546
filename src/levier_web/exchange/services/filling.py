"""The tables filled from a checked workspace; called inside one transaction.

What is already here keeps its place: a metric or a draft is brought up to date, a decision that
was frozen here is left as it is (the preview says so), everything else is added.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from levier.workspace.measurement.planned_effects import applied
from levier_web.decisions.models import Cost, Decision, Expectation, ExperimentArm, Exposure
from levier_web.decisions.services.versions import freeze
from levier_web.exchange.services.differences import product_names
from levier_web.exchange.services.lives import fill_phases, fill_sessions
from levier_web.exchange.services.rows import (
    arm_fields,
    cost_amount,
    decision_fields,
    expectation_fields,
    metric_fields,
)
from levier_web.impact.kept_files import brought_file, brought_settings
from levier_web.impact.models import KeptFile
from levier_web.metrics.models import Metric, MetricVersion
from levier_web.metrics.services.batches import apply_rows
from levier_web.metrics.services.reading import rows_of
from levier_web.organisation.floors import groups
from levier_web.organisation.models import Client, Company, Product, Team
from levier_web.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from levier.workspace.model import Workspace
    from levier_web.organisation.models import Person

OWN_TABLES = frozenset(
    [
        "levier.toml",
        "metrics",
        "decisions",
        "expectations",
        "exposures",
        "experiments",
        "costs",
        "phases",
        "sessions",
    ]
)
LARGEST_KEPT = 50 * 1024 * 1024


def fill(
    person: Person,
    workspace: Workspace,
    settings: Mapping[str, Any],
    folder: Path,
    fingerprint: str,
) -> Decision | None:
    """Fill every table; give one of the decisions, by which the others hear of it."""
    _company(workspace, settings)
    _clients(workspace)
    metrics = _metrics(person, workspace, settings.get("metrics", {}))
    rows = rows_of(workspace)
    if rows.height:
        apply_rows(person, f"{workspace.company.name} · metrics", fingerprint, rows)
    products = _named(Product, product_names(workspace))
    decisions, open_to_change = _decisions(person, workspace, products)
    _evidence(workspace, decisions, metrics, open_to_change)
    _costs(workspace, decisions, products)
    _covers(workspace, decisions, open_to_change)
    fill_phases(workspace, products)
    fill_sessions(workspace, decisions)
    _kept_files(folder)
    for slug, one in decisions.items():
        if slug in open_to_change:
            freeze(one, person, say("exchange.frozen_note"))
    return next(iter(decisions.values()), None)


def _company(workspace: Workspace, settings: Mapping[str, Any]) -> None:
    head = dict(settings.get("company", {}))
    known = {name: head.pop(name, None) for name in ("name", "currency", "country", "languages")}
    here = Company.objects.first()
    rest = {name: table for name, table in settings.items() if name not in ("company", "metrics")}
    if head:
        rest["company"] = head
    Company.objects.update_or_create(
        pk=1,
        defaults={
            "name": known["name"] or workspace.company.name,
            "currency": workspace.company.currency,
            "country": workspace.company.country,
            "settings": brought_settings(_json(rest), here.settings if here else {}, groups()),
        },
    )


def _json(value: Any) -> Any:  # noqa: ANN401 - any table of a settings file
    """Write days as text: a settings file reads both."""
    if isinstance(value, dict):
        return {key: _json(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_json(one) for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _clients(workspace: Workspace) -> None:
    _named(Client, workspace.clients)


def _named(model: Any, names: Iterable[str]) -> dict[str, Any]:  # noqa: ANN401 - any named table
    """Give the rows of these names, whatever their case, made where there is none."""
    wanted = sorted({name for name in names if name})
    here = {row.name.lower(): row for row in model._default_manager.all()}
    made: dict[str, Any] = {
        name.lower(): model(name=name) for name in wanted if name.lower() not in here
    }
    model._default_manager.bulk_create(list(made.values()), batch_size=500)
    here |= made
    return {name: here[name.lower()] for name in wanted}


def _metrics(person: Person, workspace: Workspace, tables: Mapping[str, Any]) -> dict[str, Metric]:
    here = {one.slug: one for one in Metric.objects.all()}
    for place, (slug, told) in enumerate(workspace.metrics.items()):
        table = tables.get(slug, {})
        fields = {**metric_fields(told, table), "position": place, "archived": False}
        fields["settings"] = _json(fields["settings"])
        one = here.setdefault(slug, Metric(slug=slug))
        changed = one._state.adding or any(getattr(one, k) != v for k, v in fields.items())
        for name, value in fields.items():
            setattr(one, name, value)
        if changed:
            one.save()
            _version(person, one, table)
    for slug, told in workspace.metrics.items():
        one = here[slug]
        parent = here[told.parent] if told.parent else None
        if one.parent_id != (parent.pk if parent else None):
            one.parent = parent
            one.save(update_fields=["parent"])
        one.controls.set([here[control] for control in told.controls])
    return here


def _version(person: Person, one: Metric, table: Mapping[str, Any]) -> None:
    number = one.versions.count() + 1
    MetricVersion.objects.create(
        metric=one,
        number=number,
        definition=_json(dict(table)),
        author=person,
        team_id=person.team_id,
    )


def _decisions(
    person: Person, workspace: Workspace, products: Mapping[str, Product]
) -> tuple[dict[str, Decision], set[str]]:
    """Bring decisions in; give all of them, and those that may be changed."""
    held = groups()
    named = (one.team for one in workspace.decisions.values())
    teams = _named(Team, (name for name in named if not held.joint(name)))
    here = {one.slug: one for one in Decision.objects.filter(slug__in=workspace.decisions)}
    open_to_change: set[str] = set()
    made: list[Decision] = []
    for place, (slug, told) in enumerate(workspace.decisions.items()):
        one = here.get(slug) or Decision(slug=slug, created_by=person)
        if not one._state.adding and not one.open_to_change:
            continue
        open_to_change.add(slug)
        for name, value in decision_fields(told).items():
            setattr(one, name, value)
        one.product = products.get(told.product)
        if one.team_id not in held.joint(told.team):  # a group says no more of a team known here
            one.team = teams.get(told.team)
        one.position = place
        one.state = Decision.State.DECIDED if applied(told) else Decision.State.REFUSED
        if one._state.adding:
            made.append(one)
        else:
            one.save()
    Decision.objects.bulk_create(made, batch_size=500)
    everything = Decision.objects.filter(slug__in=workspace.decisions).order_by("position", "pk")
    return {one.slug: one for one in everything}, open_to_change


def _evidence(
    workspace: Workspace,
    decisions: Mapping[str, Decision],
    metrics: Mapping[str, Metric],
    open_to_change: set[str],
) -> None:
    changed = [decisions[slug].pk for slug in open_to_change]
    for model in (Expectation, Exposure, ExperimentArm):
        model._default_manager.filter(decision__in=changed).delete()
    Expectation.objects.bulk_create(
        [
            Expectation(
                decision=decisions[one.decision],
                metric=metrics[one.metric],
                **expectation_fields(one),
            )
            for one in workspace.expectations
            if one.decision in open_to_change
        ],
        batch_size=500,
    )
    Exposure.objects.bulk_create(
        [
            Exposure(
                decision=decisions[one.decision],
                unit=one.unit,
                starts_on=one.starts_on,
                ends_on=one.ends_on,
                share=one.share,
            )
            for one in workspace.exposures
            if one.decision in open_to_change
        ],
        batch_size=500,
    )
    ExperimentArm.objects.bulk_create(
        [
            ExperimentArm(
                decision=decisions[one.decision],
                metric=metrics[one.metric],
                **arm_fields(one),
            )
            for one in workspace.experiments
            if one.decision in open_to_change
        ],
        batch_size=500,
    )


def _costs(
    workspace: Workspace, decisions: Mapping[str, Decision], products: Mapping[str, Product]
) -> None:
    """Add the costs that are not here yet: the same line twice in a folder is two costs."""
    held = groups()
    named = (one.team or "" for one in workspace.costs)
    teams = _named(Team, (name for name in named if not held.joint(name)))
    here: dict[tuple[object, ...], int] = {}
    for row in Cost.objects.all():
        key = (*_cost_key(row), held.written(row.team_id))
        here[key] = here.get(key, 0) + 1
    made: list[Cost] = []
    for told in workspace.costs:
        row = Cost(
            day=told.date,
            amount=cost_amount(told),
            decision=decisions[told.decision] if told.decision else None,
            product=products[told.product] if told.product else None,
            team=teams.get(told.team or "") or _first(held.joint(told.team or "")),
            category=told.category,
            person_days=told.person_days,
            rate=told.rate,
        )
        key = (*_cost_key(row), held.written_named(told.team or ""))
        if here.get(key, 0):
            here[key] -= 1
        else:
            made.append(row)
    Cost.objects.bulk_create(made, batch_size=500)


def _first(joint: frozenset[int]) -> Team | None:
    """Give one team of a group: a cost of the group stays one, whichever of them bears it."""
    return Team.objects.get(pk=min(joint)) if joint else None


def _cost_key(row: Cost) -> tuple[object, ...]:
    return (row.day, row.amount, row.decision_id, row.product_id, row.category)


def _covers(
    workspace: Workspace, decisions: Mapping[str, Decision], open_to_change: set[str]
) -> None:
    for slug, told in workspace.decisions.items():
        if told.covers and slug in open_to_change:
            decisions[slug].covers.set([decisions[covered] for covered in told.covers])


def _kept_files(folder: Path) -> None:
    """Keep the files of practices that no page edits yet, byte for byte."""
    held = groups()
    here = {one.name: bytes(one.content) for one in KeptFile.objects.all()}
    for path in sorted(folder.iterdir()):
        stem = path.name.split(".")[0]
        own = path.name in OWN_TABLES or stem in OWN_TABLES
        if own or not path.is_file() or path.stat().st_size > LARGEST_KEPT:
            continue
        content = path.read_bytes()
        if path.name in here:
            content = brought_file(path.name, content, here[path.name], held)
        KeptFile.objects.update_or_create(
            name=path.name,
            defaults={"content": content, "fingerprint": hashlib.sha256(content).hexdigest()},
        )
