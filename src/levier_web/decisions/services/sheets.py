"""Writing sheets: from nothing, from a solution of the tree; changed while they are open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.text import slugify

from levier_web.decisions.models import Decision, DecisionOption
from levier_web.decisions.services.permitted import demand_edit
from levier_web.organisation import audit
from levier_web.organisation.permission import demand
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from levier_web.decisions.models import Opportunity
    from levier_web.organisation.models import Person

EDITED = (
    "title",
    "kind",
    "origin",
    "team",
    "product",
    "owner",
    "stage",
    "context",
    "reason",
    "planned_cost",
    "starts_on",
    "review_on",
)
"""What the sheet's form writes."""


@dataclass(frozen=True, slots=True)
class Way:
    """One option of a sheet."""

    title: str
    pros: str = ""
    cons: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a person wrote on a sheet."""

    values: Mapping[str, Any]
    ways: Sequence[Way] = field(default=())


def create(person: Person, sheet: Sheet, solution: Opportunity | None = None) -> Decision:
    """Begin a draft, of the person's own team unless they say another."""
    demand(person, "decisions.write")
    values = {name: sheet.values[name] for name in EDITED if name in sheet.values}
    _demand_title(values)
    values.setdefault("team", person.team)
    with transaction.atomic():
        decision = Decision(slug=free_slug(values["title"], taken_decision), created_by=person)
        _write(decision, values, sheet.ways)
        if solution is not None:
            solution.decision = decision
            solution.save(update_fields=["decision", "changed_at"])
        audit.record(person, "decision.drafted", decision, key=decision.slug)
    return decision


def save(person: Person, decision: Decision, sheet: Sheet) -> Decision:
    """Change a sheet that is still open."""
    demand_edit(person, decision)
    values = {name: sheet.values[name] for name in EDITED if name in sheet.values}
    _demand_title(values)
    with transaction.atomic():
        changed = sorted(k for k, v in values.items() if getattr(decision, k) != v)
        _write(decision, values, sheet.ways)
        audit.record(person, "decision.edited", decision, key=decision.slug, fields=changed)
    return decision


def autosave(person: Person, decision: Decision, sheet: Sheet, seen: str) -> bool:
    """Keep what was typed so far on a sheet that nobody has to answer yet.

    Give False when nothing changed. ``seen`` is when the sheet that the person works on had last
    been changed: somebody else's later text is never written over.
    """
    demand_edit(person, decision)
    if decision.state == Decision.State.PROPOSED:
        raise Refusal("decisions.refused.autosave_proposed")
    if decision.changed_at.isoformat() != seen:
        raise Refusal("decisions.refused.changed_meanwhile")
    known = [Way(one.title, one.pros, one.cons) for one in decision.ways.all()]
    written = [way for way in sheet.ways if way.title.strip()]
    values = {"title": decision.title, **sheet.values}
    same = all(getattr(decision, name) == values[name] for name in EDITED if name in values)
    if same and written == known:
        return False
    save(person, decision, Sheet(values, written))
    return True


def discard(person: Person, decision: Decision) -> None:
    """Throw a draft away that was never proposed."""
    demand_edit(person, decision)
    if decision.state != Decision.State.DRAFT or decision.versions.exists():
        raise Refusal("decisions.refused.not_a_draft")
    with transaction.atomic():
        audit.record(person, "decision.discarded", decision, key=decision.slug)
        decision.delete()


def free_slug(title: str, taken: Callable[[str], bool]) -> str:
    """Make an address from a title that nothing else has."""
    base = slugify(title)[:70].strip("-") or "x"
    found, number = base, 2
    while taken(found):
        found, number = f"{base}-{number}", number + 1
    return found


def taken_decision(slug: str) -> bool:
    """Whether a decision (or an address of the room) has this slug."""
    return slug in RESERVED or Decision.objects.filter(slug=slug).exists()


RESERVED = frozenset(
    {"new", "tree", "committee", "latency", "pick", "curve", "ranking", "proof", "comments"}
)


def _demand_title(values: Mapping[str, Any]) -> None:
    if not str(values.get("title", "")).strip():
        raise Refusal("decisions.refused.no_title")


def _write(decision: Decision, values: Mapping[str, Any], ways: Sequence[Way]) -> None:
    for name, value in values.items():
        setattr(decision, name, value)
    kept = [way for way in ways if way.title.strip()]
    if kept or decision.pk is None or decision.ways.exists():
        decision.options = "; ".join(way.title.strip() for way in kept)
    decision.save()
    decision.ways.all().delete()
    DecisionOption.objects.bulk_create(
        DecisionOption(
            decision=decision,
            position=place,
            title=way.title.strip(),
            pros=way.pros.strip(),
            cons=way.cons.strip(),
        )
        for place, way in enumerate(kept)
    )
