"""What assistants ask to change: tried and taken back, kept for a day, done by a person."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from levier_web.integrations.models import AccessToken, Preview
from levier_web.integrations.services.calling import called
from levier_web.organisation import audit
from levier_web.organisation.permission import demand
from levier_web.ui.api.rooms import Program
from levier_web.ui.api.tools import TOOLS
from levier_web.ui.refusals import NotAllowed, Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier_web.organisation.models import Person
    from levier_web.ui.api.tools import Tool

KEPT = timedelta(hours=24)
MOST = 50
"""Previews of one person that wait at a time."""


def keep(person: Person, program: Program, tool: Tool, arguments: Mapping[str, Any]) -> Preview:
    """Try a change, take it back, and keep what it would have been.

    Raises
    ------
    Refusal
        When the change is refused as it is, or when too many wait already.
    """
    now = timezone.now()
    if waiting(person).count() >= MOST:
        raise Refusal("integrations.refused.too_many_previews", most=MOST)
    with transaction.atomic():
        outcome = called(person, program, tool, arguments)
        transaction.set_rollback(True)
    with transaction.atomic():
        made = Preview.objects.create(
            person=person,
            token=AccessToken.objects.filter(pk=program.token).first(),
            tool=tool.name,
            arguments=dict(arguments),
            outcome=outcome,
            created_at=now,
            expires_at=now + KEPT,
        )
        audit.record(person, "preview.kept", made, tool=tool.name)
    return made


def confirm(person: Person, preview: Preview) -> Preview:
    """Do what was previewed, with the rights that this person has now; once.

    Raises
    ------
    Refusal
        When it is not theirs, is over, was refused, or when the change is refused now.
    """
    demand(person, "integrations.tokens")
    with transaction.atomic():
        kept = _held(person, preview)
        if kept.state == Preview.State.CONFIRMED:
            return kept
        _open(kept)
        tool = TOOLS.get(kept.tool)
        if tool is None:
            raise Refusal("integrations.refused.preview_over")
        program = Program(0, frozenset({tool.form.scope}))
        kept.outcome = called(person, program, tool, kept.arguments)
        _decide(kept, Preview.State.CONFIRMED)
        audit.record(person, "preview.confirmed", kept, tool=kept.tool)
    return kept


def refuse(person: Person, preview: Preview) -> Preview:
    """Say no: nothing is done."""
    demand(person, "integrations.tokens")
    with transaction.atomic():
        kept = _held(person, preview)
        if kept.state == Preview.State.REFUSED:
            return kept
        _open(kept)
        _decide(kept, Preview.State.REFUSED)
        audit.record(person, "preview.refused", kept, tool=kept.tool)
    return kept


def waiting(person: Person) -> Any:  # noqa: ANN401 - a query set
    """Give what waits for a person's word."""
    return Preview.objects.filter(
        person=person, state=Preview.State.WAITING, expires_at__gt=timezone.now()
    )


def _held(person: Person, preview: Preview) -> Preview:
    kept = Preview.objects.select_for_update().get(pk=preview.pk)
    if kept.person_id != person.pk:
        raise NotAllowed("integrations.refused.not_yours")
    return kept


def _open(kept: Preview) -> None:
    if kept.state != Preview.State.WAITING or kept.expires_at <= timezone.now():
        raise Refusal("integrations.refused.preview_over")


def _decide(kept: Preview, state: str) -> None:
    kept.state, kept.decided_at = state, timezone.now()
    kept.save(update_fields=["state", "decided_at", "outcome"])
