"""Comments and the results of gates on a sheet."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from levier_web.decisions.models import Comment, Decision, GateResult
from levier_web.decisions.services.permitted import demand_edit
from levier_web.organisation import audit
from levier_web.organisation.permission import demand
from levier_web.organisation.queries import voice
from levier_web.ui.refusals import NotAllowed, Refusal

if TYPE_CHECKING:
    from levier_web.organisation.models import Person

EDITABLE = timedelta(minutes=10)
"""For how long an author may change what they said."""


@transaction.atomic
def comment(person: Person, decision: Decision, text: str) -> Comment:
    """Say something on a sheet."""
    demand(person, "decisions.comment")
    row = Comment.objects.create(
        decision=decision, author=person, voice=voice(person), text=_said(text)
    )
    audit.record(person, "decision.commented", decision, key=decision.slug, comment=row.pk)
    return row


@transaction.atomic
def reword(person: Person, row: Comment, text: str) -> Comment:
    """Change one's own comment, within ten minutes."""
    _demand_own(person, row)
    if timezone.now() - row.at > EDITABLE:
        raise Refusal("decisions.refused.too_late")
    row.text, row.edited_at = _said(text), timezone.now()
    row.save(update_fields=["text", "edited_at"])
    audit.record(person, "decision.comment_edited", row.decision, comment=row.pk)
    return row


@transaction.atomic
def withdraw_comment(person: Person, row: Comment) -> None:
    """Take one's own comment back; it is shown to nobody any more."""
    _demand_own(person, row)
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    audit.record(person, "decision.comment_withdrawn", row.decision, comment=row.pk)


def editable(person: Person, row: Comment) -> bool:
    """Whether this person may still change this comment."""
    return row.author_id == person.pk and timezone.now() - row.at <= EDITABLE


@transaction.atomic
def note_gate(
    person: Person, decision: Decision, name: str, verdict: str, figure: str = "", link: str = ""
) -> GateResult:
    """Put the result of a gate on an open sheet."""
    demand_edit(person, decision)
    if not name.strip():
        raise Refusal("decisions.refused.no_gate_name")
    row = GateResult.objects.create(
        decision=decision,
        name=name.strip(),
        verdict=GateResult.Verdict(verdict),
        figure=figure.strip(),
        link=link.strip(),
        stated_on=timezone.localdate(),
    )
    audit.record(person, "decision.gate_noted", decision, key=decision.slug, verdict=verdict)
    return row


@transaction.atomic
def remove_gate(person: Person, row: GateResult) -> None:
    """Take the result of a gate off an open sheet."""
    demand_edit(person, row.decision)
    audit.record(person, "decision.gate_removed", row.decision, key=row.decision.slug)
    row.delete()


def _said(text: str) -> str:
    if not text.strip():
        raise Refusal("decisions.refused.nothing_said")
    return text.strip()


def _demand_own(person: Person, row: Comment) -> None:
    demand(person, "decisions.comment")
    if row.author_id != person.pk:
        raise NotAllowed("decisions.refused.not_yours")
