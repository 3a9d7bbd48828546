"""From a draft to an answer: propose, decide, refuse, send back, reopen, stop, add a version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from levier_web.decisions.events import announce
from levier_web.decisions.models import Decision, StateChange
from levier_web.decisions.services.permitted import demand_decide, demand_edit, may_edit
from levier_web.decisions.services.versions import freeze
from levier_web.organisation import audit
from levier_web.organisation.permission import demand
from levier_web.organisation.queries import voice
from levier_web.ui.refusals import NotAllowed, Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from levier_web.organisation.models import Person

State = Decision.State
AMENDED = ("owner", "review_on", "reason", "planned_cost", "stage", "starts_on")
"""What a version added later may change; the forecasts of the day stay as they were."""


def missing_to_propose(decision: Decision) -> list[str]:
    """Give what a sheet still lacks before it can be proposed, as keys of the catalogue."""
    lacks = {
        "stage": not decision.stage,
        "kind": not decision.kind,
        "owner": not decision.owner,
        "context": not decision.context.strip(),
        "forecast": not decision.expectations.exists(),
    }
    return [f"decisions.missing.{name}" for name, missing in lacks.items() if missing]


@transaction.atomic
def propose(person: Person, decision: Decision) -> None:
    """Put a sheet before those who decide; from now on everybody sees it."""
    demand_edit(person, decision)
    _demand_state(decision, State.DRAFT, State.SENT_BACK)
    if lacks := missing_to_propose(decision):
        raise Refusal(lacks[0])
    now = timezone.now()
    before = decision.state
    decision.state = State.PROPOSED
    decision.proposed_at = decision.proposed_at or now
    decision.awaiting_since = now
    _step(person, decision, before)
    audit.record(person, "decision.proposed", decision, key=decision.slug)


@transaction.atomic
def withdraw(person: Person, decision: Decision) -> None:
    """Take a proposal back to work on it."""
    demand_edit(person, decision)
    _demand_state(decision, State.PROPOSED)
    decision.state, decision.awaiting_since = State.SENT_BACK, None
    _step(person, decision, State.PROPOSED)
    audit.record(person, "decision.withdrawn", decision, key=decision.slug)


@transaction.atomic
def decide(
    person: Person, decision: Decision, reason: str = "", starts_on: date | None = None
) -> None:
    """Decide a proposal: its sheet is frozen as a version."""
    escalated = _demand_settling(person, decision, reason)
    decision.state = State.DECIDED
    decision.decided_on = timezone.localdate()
    decision.starts_on = starts_on or decision.starts_on
    _settle(person, decision, reason, escalated=escalated)
    freeze(decision, person, reason.strip())
    audit.record(person, "decision.decided", decision, key=decision.slug, escalated=escalated)
    announce(decision, person)


@transaction.atomic
def refuse(person: Person, decision: Decision, reason: str) -> None:
    """Refuse a proposal, with the reason why."""
    if not reason.strip():
        raise Refusal("decisions.refused.no_reason")
    escalated = _demand_settling(person, decision, reason)
    decision.state = State.REFUSED
    _settle(person, decision, reason, escalated=escalated)
    freeze(decision, person, reason.strip())
    audit.record(person, "decision.refused", decision, key=decision.slug, escalated=escalated)


@transaction.atomic
def send_back(person: Person, decision: Decision, reason: str) -> None:
    """Send a proposal back with what it lacks."""
    if not reason.strip():
        raise Refusal("decisions.refused.no_reason")
    escalated = _demand_settling(person, decision, reason)
    decision.state, decision.awaiting_since = State.SENT_BACK, None
    _step(person, decision, State.PROPOSED, reason, escalated=escalated)
    audit.record(person, "decision.sent_back", decision, key=decision.slug)


@transaction.atomic
def reopen(person: Person, decision: Decision, reason: str) -> None:
    """Open a settled decision again; one that has started is stopped, not reopened."""
    if not reason.strip():
        raise Refusal("decisions.refused.no_reason")
    _demand_state(decision, State.REFUSED, State.DECIDED)
    demand_decide(person, decision, reason)
    begun = decision.starts_on is not None and decision.starts_on <= timezone.localdate()
    if decision.state == State.DECIDED and begun:
        raise Refusal("decisions.refused.started")
    before = decision.state
    decision.state, decision.decided_on, decision.settled_at = State.SENT_BACK, None, None
    _step(person, decision, before, reason)
    audit.record(person, "decision.reopened", decision, key=decision.slug)
    if before == State.DECIDED:
        announce(decision, person)


@transaction.atomic
def stop(person: Person, decision: Decision, reason: str, ends_on: date) -> None:
    """Stop a decision that runs: from that day on it acts no more."""
    if not reason.strip():
        raise Refusal("decisions.refused.no_reason")
    _demand_state(decision, State.DECIDED)
    escalated = demand_decide(person, decision, reason)
    if decision.starts_on and ends_on < decision.starts_on:
        raise Refusal("decisions.refused.ends_before_start")
    decision.state, decision.ends_on, decision.stop_reason = State.STOPPED, ends_on, reason.strip()
    _step(person, decision, State.DECIDED, reason, escalated=escalated)
    freeze(decision, person, reason.strip())
    audit.record(person, "decision.stopped", decision, key=decision.slug)
    announce(decision, person)


@transaction.atomic
def amend(person: Person, decision: Decision, values: Mapping[str, Any], note: str) -> None:
    """Add a version to a settled decision, with a note that says why."""
    demand(person, "decisions.write")
    if not may_edit(person, decision):
        raise NotAllowed("decisions.refused.not_your_team")
    _demand_state(decision, State.DECIDED, State.STOPPED)
    if not note.strip():
        raise Refusal("decisions.refused.no_note")
    changed = {k: values[k] for k in AMENDED if k in values and getattr(decision, k) != values[k]}
    if not changed:
        raise Refusal("decisions.refused.nothing_changed")
    for name, value in changed.items():
        setattr(decision, name, value)
    decision.save()
    freeze(decision, person, note.strip())
    audit.record(person, "decision.amended", decision, key=decision.slug, fields=sorted(changed))
    announce(decision, person)


def _demand_state(decision: Decision, *states: str) -> None:
    """Refuse when somebody else changed its state meanwhile: it is read again, and held."""
    now = (
        Decision.objects.select_for_update(of=("self",))
        .values_list("state", flat=True)
        .get(pk=decision.pk)
    )
    if now not in states or decision.state != now:
        raise Refusal("decisions.refused.other_state")


def _demand_settling(person: Person, decision: Decision, reason: str) -> bool:
    _demand_state(decision, State.PROPOSED)
    return demand_decide(person, decision, reason)


def _settle(person: Person, decision: Decision, reason: str, *, escalated: bool) -> None:
    decision.settled_at, decision.awaiting_since = timezone.now(), None
    _step(person, decision, State.PROPOSED, reason, escalated=escalated)


def _step(
    person: Person, decision: Decision, before: str, reason: str = "", *, escalated: bool = False
) -> None:
    decision.save()
    StateChange.objects.create(
        decision=decision,
        before=before,
        after=decision.state,
        reason=reason.strip(),
        escalated=escalated,
        by=person,
        voice=voice(person),
        at=timezone.now(),
    )
