"""What a person may do with one decision, beyond what their role allows everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from levier_web.decisions.queries.rights import Rights, due_on, rights_of
from levier_web.organisation.permission import demand
from levier_web.organisation.roles import LEADERS, MAKERS
from levier_web.ui.refusals import NotAllowed, Refusal

if TYPE_CHECKING:
    from levier_web.decisions.models import Decision
    from levier_web.organisation.models import Person


def may_edit(person: Person, decision: Decision) -> bool:
    """Whether this person may change this sheet, if its state lets anybody."""
    if not person.has_perm("decisions.write"):
        return False
    own_team = person.team_id is not None and person.team_id == decision.team_id
    return own_team or decision.created_by_id == person.pk or bool(person.role_names & MAKERS)


def demand_edit(person: Person, decision: Decision) -> None:
    """Refuse those who may not change this sheet, and everybody once it is settled."""
    demand(person, "decisions.write")
    if not may_edit(person, decision):
        raise NotAllowed("decisions.refused.not_your_team")
    if not decision.open_to_change:
        raise Refusal("decisions.refused.frozen")


def named_to_decide(person: Person, rights: Rights) -> bool:
    """Whether the decision rights name this person's function, or nobody and their role runs it."""
    if rights.defined:
        return rights.names(person.function, rights.decides)
    return bool(person.role_names & MAKERS)


def overdue(decision: Decision, rights: Rights) -> int:
    """Give by how many days an answer is late; zero when it is not."""
    due = due_on(decision, rights)
    return 0 if due is None else max(0, (timezone.localdate() - due).days)


def may_escalate(person: Person, decision: Decision, rights: Rights) -> bool:
    """Whether this person may settle it over the head of those named."""
    if person.role_names & LEADERS:
        return True
    late = overdue(decision, rights) > 0
    return late and rights.names(person.function, rights.escalates_to)


def may_decide(person: Person, decision: Decision, rights: Rights | None = None) -> bool:
    """Whether this person may settle this decision."""
    known = rights_of(decision) if rights is None else rights
    if not person.has_perm("decisions.decide"):
        return False
    return named_to_decide(person, known) or may_escalate(person, decision, known)


def demand_may_decide(person: Person, decision: Decision) -> Rights:
    """Refuse those who may not settle it; give the rights that say who does."""
    demand(person, "decisions.decide")
    rights = rights_of(decision)
    if not may_decide(person, decision, rights):
        who = ", ".join(rights.decides) or "—"
        raise NotAllowed("decisions.refused.not_named", who=who)
    return rights


def demand_decide(person: Person, decision: Decision, reason: str) -> bool:
    """Refuse those who may not settle it; say whether it is an escalation, which needs a reason."""
    rights = demand_may_decide(person, decision)
    if named_to_decide(person, rights):
        return False
    if not reason.strip():
        raise Refusal("decisions.refused.escalation_reason")
    return rights.defined
