"""A signal posted once, whatever the number of clicks; taken back within the hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from levier_web.organisation import audit
from levier_web.organisation.permission import demand
from levier_web.signals.models import Group, Signal
from levier_web.ui.refusals import NotAllowed, Refusal

if TYPE_CHECKING:
    from levier_web.metrics.models import Metric
    from levier_web.organisation.models import Client, Person, Product, Team

LONGEST = 280
TAKEN_BACK_WITHIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody is about to post."""

    text: str
    token: str
    kind: str = Signal.Kind.OBSERVATION
    detail: str = ""
    function: str = ""
    """Of whom it was heard from; empty: the author's own."""
    team: Team | None = None
    client: Client | None = None
    product: Product | None = None
    metric: Metric | None = None
    screen: str = ""
    step: str = ""
    effect: str = ""
    origin: str = ""
    group: Group | None = None
    """The group that it joins; none: it founds its own."""


def post(author: Person, draft: Draft) -> Signal:
    """Keep a signal; the same draft sent twice gives the signal of the first time.

    Raises
    ------
    Refusal
        When there is no sentence, or a word that no list knows.
    """
    demand(author, "signals.post")
    text = " ".join(draft.text.split())
    _check(draft, text)
    try:
        with transaction.atomic():
            return _earlier(author, draft) or _kept(author, draft, text)
    except IntegrityError:
        # Two clicks at once: the other one was first.
        found = _earlier(author, draft)
        if found is None:
            raise
        return found


def withdraw(person: Person, signal: Signal) -> None:
    """Take one's own signal back, while nobody has answered it and the hour is not over."""
    demand(person, "signals.post")
    with transaction.atomic():
        kept = Signal.objects.select_for_update().get(pk=signal.pk)
        if kept.author_id != person.pk:
            raise NotAllowed("signals.refused.not_yours")
        if kept.withdrawn_at is not None:
            return
        late = timezone.now() - kept.created_at > TAKEN_BACK_WITHIN
        if late or kept.answered_at is not None:
            raise Refusal("signals.refused.too_late")
        kept.withdrawn_at = timezone.now()
        kept.save(update_fields=["withdrawn_at"])
        audit.record(person, "signal.withdrawn", kept)


def _check(draft: Draft, text: str) -> None:
    if not text:
        raise Refusal("signals.refused.empty")
    if len(text) > LONGEST:
        raise Refusal("signals.refused.too_long", longest=LONGEST, length=len(text))
    if draft.kind not in Signal.Kind.values:
        raise Refusal("signals.refused.kind")
    if not 8 <= len(draft.token) <= 64:
        raise Refusal("signals.refused.token")
    if draft.origin and not draft.origin.startswith(("https://", "http://")):
        raise Refusal("signals.refused.origin")


def _earlier(author: Person, draft: Draft) -> Signal | None:
    found = Signal.objects.filter(token=draft.token).first()
    if found is not None and found.author_id != author.pk:
        raise Refusal("signals.refused.token")
    return found


def _kept(author: Person, draft: Draft, text: str) -> Signal:
    group = draft.group or Group.objects.create(title=text)
    heard = bool(draft.function or draft.team)
    signal = Signal.objects.create(
        text=text,
        detail=draft.detail.strip(),
        kind=draft.kind,
        function=draft.function.strip() if heard else author.function,
        team=draft.team if heard else author.team,
        client=draft.client,
        product=draft.product,
        metric=draft.metric,
        screen=draft.screen.strip(),
        step=draft.step.strip(),
        effect=draft.effect.strip(),
        origin=draft.origin,
        author=author,
        token=draft.token,
        group=group.merged_into or group,
        created_at=timezone.now(),
    )
    audit.record(author, "signal.posted", signal, kind=draft.kind, group=signal.group_id)
    return signal
