"""Definitions of metrics: every change is a version with its reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max

from levier_web.metrics.definitions import Definition, definition_of
from levier_web.metrics.events import after_commit, definitions_changed
from levier_web.metrics.models import Metric, MetricVersion
from levier_web.organisation import audit
from levier_web.organisation.permission import demand
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier_web.organisation.models import Person

SLUG = re.compile(r"^\w[\w.\-]{0,79}$")
PLAIN = (
    "title",
    "unit",
    "grain",
    "direction",
    "kind",
    "stage",
    "value_low",
    "value_mid",
    "value_high",
    "parent",
    "team",
)


def define(person: Person, slug: str, wish: Definition) -> Metric:
    """Define a new metric.

    Raises
    ------
    NotAllowed, Refusal
        When the person may not, when the id is taken or the definition contradicts itself.
    """
    demand(person, "metrics.write")
    _check_slug(slug, None)
    _check(wish, None)
    with transaction.atomic():
        last = Metric.objects.aggregate(last=Max("position"))["last"]
        metric = Metric(slug=slug, position=0 if last is None else last + 1)
        _fill(metric, wish)
        _add_version(metric, "", person)
        audit.record(person, "metric.defined", metric, slug=slug)
        after_commit(definitions_changed, [metric.pk])
    return metric


def redefine(person: Person, metric: Metric, slug: str, wish: Definition, reason: str) -> Metric:
    """Change a definition, saying why; nothing is written when nothing changes.

    Raises
    ------
    NotAllowed, Refusal
        When the person may not, when no reason is given or the definition contradicts itself.
    """
    demand(person, "metrics.write")
    with transaction.atomic():
        held = Metric.objects.select_for_update().get(pk=metric.pk)
        if slug != held.slug and held.observations.exists():
            raise Refusal("metrics.define.slug_fixed")
        _check_slug(slug, held)
        _check(wish, held)
        before = definition_of(held)
        if before == {**wish.stored(), "slug": slug}:
            return held
        if not reason.strip():
            raise Refusal("metrics.define.reason_missing")
        if not held.versions.exists():
            _add_version(held, "", None)
        held.slug = slug
        _fill(held, wish)
        _add_version(held, reason.strip(), person)
        audit.record(person, "metric.redefined", held, version=held.versions.count())
        after_commit(definitions_changed, [held.pk])
    return held


def archive(person: Person, metric: Metric, *, archived: bool) -> None:
    """Put a metric away, or take it back; its values and its history stay.

    Raises
    ------
    NotAllowed
        When the person may not write metrics.
    """
    demand(person, "metrics.write")
    with transaction.atomic():
        Metric.objects.filter(pk=metric.pk).update(archived=archived)
        word = "metric.archived" if archived else "metric.taken_back"
        audit.record(person, word, metric)


def hang_under(person: Person, metric: Metric, parent: Metric | None, reason: str) -> Metric:
    """Move a metric in the tree."""
    wish = Definition.standing(metric)
    return redefine(person, metric, metric.slug, wish.under(parent), reason)


def _check_slug(slug: str, metric: Metric | None) -> None:
    if not SLUG.match(slug):
        raise Refusal("metrics.define.bad_slug", slug=slug)
    others = Metric.objects.filter(slug=slug)
    if metric is not None:
        others = others.exclude(pk=metric.pk)
    if others.exists():
        raise Refusal("metrics.define.slug_taken", slug=slug)


def _check(wish: Definition, metric: Metric | None) -> None:
    given = [value for value in wish.value if value is not None]
    if given and len(given) < len(wish.value):
        raise Refusal("metrics.define.value_partial")
    if given != sorted(given):
        raise Refusal("metrics.define.value_order")
    if metric is not None and metric.pk in {control.pk for control in wish.controls}:
        raise Refusal("metrics.define.control_itself")
    if metric is not None and wish.parent is not None:
        _check_cycle(metric, wish.parent)


def _check_cycle(metric: Metric, parent: Metric) -> None:
    """Refuse a parent that hangs, at any depth, under the metric itself."""
    above = dict(Metric.objects.values_list("pk", "parent"))
    met: set[int] = set()
    here: int | None = parent.pk
    while here is not None and here not in met:
        if here == metric.pk:
            raise Refusal("metrics.define.cycle", parent=parent.title, metric=metric.title)
        met.add(here)
        here = above.get(here)


def _fill(metric: Metric, wish: Definition) -> None:
    fields: Mapping[str, Any] = wish.fields()
    for name in PLAIN:
        setattr(metric, name, fields[name])
    metric.save()
    metric.controls.set(wish.controls)


def _add_version(metric: Metric, reason: str, person: Person | None) -> None:
    number = (metric.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    MetricVersion.objects.create(
        metric=metric,
        number=number,
        definition=definition_of(metric),
        reason=reason,
        author=person,
        team_id=person.team_id if person is not None else None,
    )
