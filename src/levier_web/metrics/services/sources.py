"""Sources: declared, changed, put away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from levier_web.metrics.models import Source
from levier_web.metrics.sources import folder, query
from levier_web.organisation import audit
from levier_web.organisation.permission import demand
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from datetime import datetime

    from levier_web.organisation.models import Person, Team


@dataclass(frozen=True, slots=True)
class SourceWish:
    """What a source should be."""

    name: str
    kind: str
    team: Team | None = None
    path: str = ""
    connection: str = ""
    query: str = ""
    cadence: str = ""
    applies_alone: bool = False


def declare(person: Person, wish: SourceWish) -> Source:
    """Declare a source; one with a cadence is asked at the next tick.

    Raises
    ------
    NotAllowed, Refusal
        When the person may not, or when the source reaches for what it must not.
    """
    demand(person, "metrics.sources")
    _check(wish, None)
    with transaction.atomic():
        source = Source(kind=wish.kind, created_by=person)
        _fill(source, wish)
        audit.record(person, "source.declared", source, kind=str(source.kind))
    return source


def change(person: Person, source: Source, wish: SourceWish) -> Source:
    """Change a source; its kind stays.

    Raises
    ------
    NotAllowed, Refusal
        As ``declare``.
    """
    demand(person, "metrics.sources")
    _check(wish, source)
    with transaction.atomic():
        held = Source.objects.select_for_update().get(pk=source.pk)
        _fill(held, wish)
        audit.record(person, "source.changed", held)
    return held


def archive(person: Person, source: Source, *, archived: bool) -> None:
    """Stop asking a source, or take it up again; what it brought stays.

    Raises
    ------
    NotAllowed
        When the person may not bring values in.
    """
    demand(person, "metrics.sources")
    with transaction.atomic():
        source.archived = archived
        source.failures, source.failure, source.late_since = 0, {}, None
        source.due_at = source.next_try = _next_hour(source)
        source.save()
        audit.record(person, "source.archived" if archived else "source.taken_back", source)


def _check(wish: SourceWish, source: Source | None) -> None:
    twins = Source.objects.filter(name__iexact=wish.name)
    if source is not None:
        twins = twins.exclude(pk=source.pk)
    if twins.exists():
        raise Refusal("metrics.source.name_taken", name=wish.name)
    if wish.kind == Source.Kind.FOLDER:
        folder.checked(wish.path)
    if wish.kind == Source.Kind.QUERY:
        query.checked(wish.query)
        query.address(wish.connection)


def _fill(source: Source, wish: SourceWish) -> None:
    pulled = wish.kind != Source.Kind.PUSH
    source.name, source.team = wish.name, wish.team
    source.path = wish.path if wish.kind == Source.Kind.FOLDER else ""
    asked = wish.kind == Source.Kind.QUERY
    source.connection = wish.connection if asked else ""
    source.query = wish.query.strip() if asked else ""
    cadence = wish.cadence if pulled else ""
    if cadence != source.cadence or source.pk is None:
        source.cadence = cadence
        source.late_since = None
        source.due_at = source.next_try = _next_hour(source)
    source.applies_alone = wish.applies_alone
    source.save()


def _next_hour(source: Source) -> datetime | None:
    return timezone.now() if source.cadence and not source.archived else None
