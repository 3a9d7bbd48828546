"""Signals put together and taken apart; all of it can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from levier_web.organisation import audit
from levier_web.organisation.permission import demand
from levier_web.signals.models import Group, Merge, Signal
from levier_web.ui.refusals import NotAllowed, Refusal

if TYPE_CHECKING:
    from levier_web.organisation.models import Person


def move(person: Person, signal: Signal, to: Group | None) -> Group:
    """Put a signal into another group, or into one of its own.

    Its author may let it join others while it stands alone; afterwards those who handle signals do.
    """
    _may_move(person, signal, to)
    with transaction.atomic():
        kept = Signal.objects.select_for_update().get(pk=signal.pk)
        if kept.withdrawn_at is not None:
            raise Refusal("signals.refused.withdrawn")
        target = to or Group.objects.create(title=kept.text)
        if target.merged_into_id is not None:
            raise Refusal("signals.refused.merged_away")
        left = kept.group_id
        kept.group = target
        kept.save(update_fields=["group"])
        audit.record(person, "signal.moved", kept, left=left, joined=target.pk)
    return target


def merge(person: Person, kept: Group, emptied: Group) -> Merge:
    """Make one group of two; every signal of the second goes to the first."""
    demand(person, "signals.handle")
    if kept.pk == emptied.pk:
        raise Refusal("signals.refused.same_group")
    with transaction.atomic():
        groups = Group.objects.select_for_update().in_bulk([kept.pk, emptied.pk])
        if any(group.merged_into_id is not None for group in groups.values()):
            raise Refusal("signals.refused.merged_away")
        moved = list(Signal.objects.filter(group=emptied).values_list("pk", flat=True))
        Signal.objects.filter(pk__in=moved).update(group=kept)
        Group.objects.filter(pk=emptied.pk).update(merged_into=kept)
        done = Merge.objects.create(kept=kept, emptied=emptied, moved=moved, by=person)
        audit.record(person, "signal.groups_merged", kept, emptied=emptied.pk, signals=len(moved))
    return done


def undo_merge(person: Person, done: Merge) -> Group:
    """Take two groups apart again; signals moved elsewhere since then stay where they are."""
    demand(person, "signals.handle")
    with transaction.atomic():
        known = Merge.objects.select_for_update().get(pk=done.pk)
        if known.undone_at is not None:
            raise Refusal("signals.refused.undone_already")
        back = Signal.objects.filter(pk__in=known.moved, group=known.kept_id)
        number = back.update(group=known.emptied_id)
        Group.objects.filter(pk=known.emptied_id).update(merged_into=None)
        known.undone_at = timezone.now()
        known.save(update_fields=["undone_at"])
        audit.record(person, "signal.merge_undone", known.kept, signals=number)
    return known.emptied


def rename(person: Person, group: Group, title: str) -> None:
    """Give a group better words than those of its first signal."""
    demand(person, "signals.handle")
    words = " ".join(title.split())[:280]
    if not words:
        raise Refusal("signals.refused.empty")
    with transaction.atomic():
        Group.objects.filter(pk=group.pk).update(title=words)
        audit.record(person, "signal.group_renamed", group)


def _may_move(person: Person, signal: Signal, to: Group | None) -> None:
    if person.has_perm("signals.handle"):
        return
    demand(person, "signals.post")
    alone = not Signal.objects.filter(group=signal.group_id).exclude(pk=signal.pk).exists()
    if signal.author_id != person.pk or not alone or to is None:
        raise NotAllowed("signals.refused.not_yours")
