"""Sessions of the committee: their agenda, the outcome of each line, and what they add up to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from levier.intervals.wilson import score_interval
from levier_web.decisions.models import AgendaItem, CommitteeSession, Decision, StateChange
from levier_web.decisions.services import deciding
from levier_web.organisation import audit
from levier_web.organisation.permission import demand
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from levier_web.organisation.models import Person

State, Outcome, Purpose = Decision.State, AgendaItem.Outcome, AgendaItem.Purpose
CRITICAL = 1.959964


@dataclass(frozen=True, slots=True)
class Answer:
    """What the committee says of one line."""

    outcome: str
    reason: str = ""
    next_owner: str = ""
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of counts with its range; without any count there is no share."""

    count: int
    out_of: int

    @property
    def share(self) -> float | None:
        """What was seen."""
        return self.count / self.out_of if self.out_of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's interval at 95 %."""
        if self.share is None:
            return None
        return score_interval(self.share, self.out_of, CRITICAL)


@transaction.atomic
def convene(person: Person, title: str, day: date) -> CommitteeSession:
    """Set up a session; what was put off in the last one comes back first."""
    demand(person, "decisions.committee")
    if not title.strip():
        raise Refusal("decisions.refused.no_title")
    session = CommitteeSession.objects.create(title=title.strip(), day=day)
    put_off = Decision.objects.filter(
        agenda__outcome=Outcome.POSTPONED, state__in=(State.PROPOSED, State.DECIDED)
    ).exclude(agenda__session__closed_at__isnull=True, agenda__outcome="")
    for decision in put_off.distinct().order_by("pk"):
        last = decision.agenda.order_by("-session__day", "-pk").first()
        if last is not None and last.outcome == Outcome.POSTPONED:
            _put(session, decision)
    audit.record(person, "committee.convened", session)
    return session


@transaction.atomic
def put(person: Person, session: CommitteeSession, keys: Collection[int]) -> int:
    """Put decisions on the agenda: those proposed are to be decided, those decided reviewed."""
    demand(person, "decisions.committee")
    _demand_open(session)
    held = set(session.items.values_list("decision_id", flat=True))
    rows = Decision.objects.filter(pk__in=keys, state__in=(State.PROPOSED, State.DECIDED))
    new = [row for row in rows.order_by("awaiting_since", "review_on", "pk") if row.pk not in held]
    for row in new:
        _put(session, row)
    audit.record(person, "committee.agenda_added", session, count=len(new))
    return len(new)


@transaction.atomic
def take_off(person: Person, item: AgendaItem) -> None:
    """Take a line off an agenda before it is answered."""
    demand(person, "decisions.committee")
    _demand_open(item.session)
    if item.outcome:
        raise Refusal("decisions.refused.answered")
    audit.record(person, "committee.agenda_removed", item.session, decision=item.decision.slug)
    item.delete()


@transaction.atomic
def move(person: Person, item: AgendaItem, step: int) -> None:
    """Move a line up (-1) or down (+1)."""
    demand(person, "decisions.committee")
    _demand_open(item.session)
    items = list(item.session.items.all())
    here = items.index(item)
    there = min(len(items) - 1, max(0, here + step))
    items.insert(there, items.pop(here))
    for place, one in enumerate(items):
        one.position = place
    AgendaItem.objects.bulk_update(items, ["position"])
    audit.record(person, "committee.agenda_moved", item.session, decision=item.decision.slug)


@transaction.atomic
def answer(person: Person, item: AgendaItem, said: Answer) -> AgendaItem:
    """Write the outcome of a line; the decision itself changes with it."""
    demand(person, "decisions.committee")
    _demand_open(item.session)
    if item.outcome and item.outcome != Outcome.POSTPONED:
        raise Refusal("decisions.refused.answered")
    if said.outcome not in outcomes_of(item):
        raise Refusal("decisions.refused.other_outcome")
    outcome = Outcome(said.outcome)
    if not said.reason.strip():
        raise Refusal("decisions.refused.no_reason")
    _carry_out(person, item.decision, outcome, said.reason)
    item.outcome, item.reason = outcome, said.reason.strip()
    item.next_owner, item.next_on = said.next_owner.strip(), said.next_on
    item.answered_at = timezone.now()
    item.save()
    audit.record(
        person, "committee.answered", item.session, decision=item.decision.slug, outcome=outcome
    )
    return item


@transaction.atomic
def close(person: Person, session: CommitteeSession) -> None:
    """Close a session; what was not answered is put off."""
    demand(person, "decisions.committee")
    _demand_open(session)
    session.items.filter(outcome="").update(outcome=Outcome.POSTPONED, answered_at=timezone.now())
    session.closed_at = timezone.now()
    session.save(update_fields=["closed_at"])
    audit.record(person, "committee.closed", session)


def outcomes_of(item: AgendaItem) -> tuple[str, ...]:
    """Give the answers that a line can have."""
    if item.purpose == Purpose.DECIDE:
        return Outcome.DECIDED, Outcome.REFUSED, Outcome.SENT_BACK, Outcome.POSTPONED
    return Outcome.CONTINUED, Outcome.STOPPED, Outcome.POSTPONED


def settled_rate(items: Collection[AgendaItem]) -> Rate:
    """Count the lines that got a yes or a no."""
    return Rate(sum(one.outcome in AgendaItem.SETTLING for one in items), len(items))


def overall() -> tuple[Rate, Rate]:
    """Give, over all closed sessions, the rate of lines settled and of decisions reopened."""
    items = AgendaItem.objects.filter(session__closed_at__isnull=False)
    settled = items.filter(outcome__in=AgendaItem.SETTLING)
    firm = items.filter(outcome__in=(Outcome.DECIDED, Outcome.REFUSED))
    decisions = set(firm.values_list("decision_id", flat=True))
    reopened = StateChange.objects.filter(
        decision__in=decisions,
        before__in=(State.DECIDED, State.REFUSED),
        after=State.SENT_BACK,
    )
    again = set(reopened.values_list("decision_id", flat=True))
    return Rate(settled.count(), items.count()), Rate(len(again), len(decisions))


def _put(session: CommitteeSession, decision: Decision) -> None:
    last = session.items.aggregate(last=Max("position"))["last"]
    purpose = Purpose.DECIDE if decision.state == State.PROPOSED else Purpose.REVIEW
    AgendaItem.objects.create(
        session=session,
        decision=decision,
        purpose=purpose,
        position=0 if last is None else last + 1,
    )


def _carry_out(person: Person, decision: Decision, outcome: str, reason: str) -> None:
    if outcome == Outcome.DECIDED:
        deciding.decide(person, decision, reason)
    elif outcome == Outcome.REFUSED:
        deciding.refuse(person, decision, reason)
    elif outcome == Outcome.SENT_BACK:
        deciding.send_back(person, decision, reason)
    elif outcome == Outcome.STOPPED:
        deciding.stop(person, decision, reason, timezone.localdate())


def _demand_open(session: CommitteeSession) -> None:
    if session.closed_at is not None:
        raise Refusal("decisions.refused.session_closed")
