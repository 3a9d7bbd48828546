"""The tree of opportunities: nodes added, written, moved, ordered, put away and brought back."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from levier_web.decisions.models import RICE_FIELDS, RICE_INPUTS, Opportunity
from levier_web.decisions.services.sheets import free_slug
from levier_web.organisation import audit
from levier_web.organisation.permission import demand
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier_web.organisation.models import Person
    from levier_web.signals.models import Group

Level = Opportunity.Level
PARENTS: Mapping[str, frozenset[str]] = {
    Level.OUTCOME: frozenset(),
    Level.OPPORTUNITY: frozenset({Level.OUTCOME, Level.OPPORTUNITY}),
    Level.SOLUTION: frozenset({Level.OPPORTUNITY}),
    Level.TEST: frozenset({Level.SOLUTION}),
}
"""Under what each level may hang."""
CHILD = {
    Level.OUTCOME: Level.OPPORTUNITY,
    Level.OPPORTUNITY: Level.SOLUTION,
    Level.SOLUTION: Level.TEST,
}
"""What is most often added under each level."""
WRITTEN = ("title", "note", "metric", "target", "threshold", "team", "product", *RICE_FIELDS)


@transaction.atomic
def add(person: Person, level: str, title: str, parent: Opportunity | None = None) -> Opportunity:
    """Add a node at the end of its parent's."""
    demand(person, "decisions.write")
    _demand_title(title)
    _demand_parent(level, parent)
    node = Opportunity.objects.create(
        slug=free_slug(title, lambda slug: Opportunity.objects.filter(slug=slug).exists()),
        title=title.strip(),
        level=Level(level),
        parent=parent,
        position=_last(parent) + 1,
        team=parent.team if parent and parent.team else person.team,
        product=parent.product if parent else None,
    )
    audit.record(person, "opportunity.added", node, level=level)
    return node


@transaction.atomic
def rename(person: Person, node: Opportunity, title: str) -> Opportunity:
    """Give a node another title."""
    return write(person, node, {"title": title})


@transaction.atomic
def write(person: Person, node: Opportunity, values: Mapping[str, Any]) -> Opportunity:
    """Write on a node."""
    demand(person, "decisions.write")
    changed = {name: values[name] for name in WRITTEN if name in values}
    _demand_title(changed.get("title", node.title))
    for name, value in changed.items():
        setattr(node, name, value.strip() if isinstance(value, str) else value)
    _demand_ranges(node)
    node.save()
    audit.record(person, "opportunity.written", node, fields=sorted(changed))
    return node


@transaction.atomic
def step(person: Person, node: Opportunity, by: int) -> None:
    """Move a node up (-1) or down (+1) among those of the same parent."""
    demand(person, "decisions.write")
    rows = list(Opportunity.objects.filter(parent=node.parent, archived_at__isnull=True))
    if node not in rows:
        raise Refusal("decisions.refused.put_away")
    here = rows.index(node)
    there = min(len(rows) - 1, max(0, here + by))
    rows.insert(there, rows.pop(here))
    for place, row in enumerate(rows):
        row.position = place
    Opportunity.objects.bulk_update(rows, ["position"])
    audit.record(person, "opportunity.ordered", node)


@transaction.atomic
def hang(person: Person, node: Opportunity, parent: Opportunity | None) -> None:
    """Put a node, with all that is under it, under another one."""
    demand(person, "decisions.write")
    above = parent
    while above is not None:
        if above.pk == node.pk:
            raise Refusal("decisions.refused.under_itself")
        above = above.parent
    _demand_parent(node.level, parent)
    node.parent, node.position = parent, _last(parent) + 1
    node.save(update_fields=["parent", "position", "changed_at"])
    audit.record(person, "opportunity.moved", node)


@transaction.atomic
def put_away(person: Person, node: Opportunity) -> int:
    """Archive a node and all that is under it; say how many went."""
    demand(person, "decisions.write")
    keys = [row.pk for row in _branch(node)]
    Opportunity.objects.filter(pk__in=keys, archived_at__isnull=True).update(
        archived_at=timezone.now()
    )
    audit.record(person, "opportunity.archived", node, count=len(keys))
    return len(keys)


@transaction.atomic
def bring_back(person: Person, node: Opportunity) -> int:
    """Undo an archive: the node, what went with it, and the parents it hangs from."""
    demand(person, "decisions.write")
    gone = node.archived_at
    keys = [row.pk for row in _branch(node) if row.archived_at == gone]
    above = node.parent
    while above is not None:
        keys.append(above.pk)
        above = above.parent
    Opportunity.objects.filter(pk__in=keys).update(archived_at=None)
    audit.record(person, "opportunity.restored", node, count=len(keys))
    return len(keys)


@transaction.atomic
def link(person: Person, node: Opportunity, group: Group, *, on: bool = True) -> None:
    """Link a group of signals as evidence of a node, or take it off."""
    demand(person, "decisions.write")
    if on:
        node.groups.add(group)
    else:
        node.groups.remove(group)
    action = "opportunity.evidence_linked" if on else "opportunity.evidence_removed"
    audit.record(person, action, node, group=group.pk)


def _branch(node: Opportunity) -> list[Opportunity]:
    """Give a node and all under it, one query per level."""
    found, rows = [node], [node]
    while rows := list(Opportunity.objects.filter(parent__in=rows)):
        found += rows
    return found


def _last(parent: Opportunity | None) -> int:
    rows = Opportunity.objects.filter(parent=parent)
    last = rows.aggregate(last=Max("position"))["last"]
    return -1 if last is None else int(last)


def _demand_title(title: str) -> None:
    if not title.strip():
        raise Refusal("decisions.refused.no_title")


def _demand_parent(level: str, parent: Opportunity | None) -> None:
    if parent is not None and parent.level not in PARENTS[Level(level)]:
        raise Refusal("decisions.refused.wrong_parent")


def _demand_ranges(node: Opportunity) -> None:
    """Refuse ranges that are incomplete, out of order, or out of what they can be."""
    for name in RICE_INPUTS:
        ends = [getattr(node, f"{name}_{end}") for end in ("low", "mid", "high")]
        given = [end for end in ends if end is not None]
        if not given:
            continue
        if len(given) < 3:
            raise Refusal("decisions.refused.range_incomplete", field=name)
        low, mid, high = given
        if not low <= mid <= high or not all(math.isfinite(end) for end in given):
            raise Refusal("decisions.refused.range_order", field=name)
        if (name == "confidence" and not (low >= 0 and high <= 1)) or (name == "reach" and low < 0):
            raise Refusal(f"decisions.refused.{name}_range")
        if name == "effort" and low <= 0:
            raise Refusal("decisions.refused.effort_range")
