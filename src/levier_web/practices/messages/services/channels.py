"""Rooms of Slack and Teams: set by the owner, told in the shape of each, tried again."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation

from levier_web.integrations import outgoing
from levier_web.integrations.events import ALL
from levier_web.integrations.forms import kind_said
from levier_web.organisation import audit
from levier_web.organisation.floors import groups
from levier_web.organisation.permission import demand
from levier_web.practices.messages.models import Channel, Notice
from levier_web.practices.messages.services.pages import page_of
from levier_web.practices.messages.services.writing import site
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from levier_web.organisation.models import AuditLine, Person, Team

WAITS = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 480, 1440))
"""After the last one the room is told nothing more, until somebody takes it up again."""
LEASE = timedelta(minutes=5)
AT_ONCE = 100
MOST = 50
TRIAL = "webhook.tried"


def register(
    person: Person,
    name: str,
    kind: str,
    address: str,
    language: str,
    kinds: Sequence[str],
    team: Team | None = None,
) -> Channel:
    """Tell a room, of the company or of a team, what happens.

    Raises
    ------
    Refusal
        When the address may not be written to, or a kind is unknown.
    """
    demand(person, "messages.channels")
    words, chosen = " ".join(name.split()), sorted(set(kinds))
    if not words or len(words) > 120 or kind not in Channel.Kind.values:
        raise Refusal("messages.refused.channel")
    if not chosen or not set(chosen) <= ALL or language not in Channel.Language.values:
        raise Refusal("messages.refused.kinds")
    try:
        outgoing.checked(address)
    except outgoing.Unsafe as refusal:
        audit.record(person, "channel.address_refused", reason=refusal.key)
        raise
    with transaction.atomic():
        if Channel.objects.filter(removed_at=None).count() >= MOST:
            raise Refusal("messages.refused.too_many", most=MOST)
        made = Channel.objects.create(
            name=words, kind=kind, address=address, language=language, kinds=chosen, team=team,
            created_by=person,
        )  # fmt: skip
        audit.record(person, "channel.registered", made, kinds=len(chosen))
    return made


def pause(person: Person, channel: Channel, *, on: bool) -> None:
    """Hold notices back, or let them go again; taking up also ends a stop."""
    demand(person, "messages.channels")
    with transaction.atomic():
        kept = _open(channel)
        kept.paused_at = timezone.now() if on else None
        if not on:
            kept.stopped_at = None
        kept.save(update_fields=["paused_at", "stopped_at"])
        audit.record(person, "channel.paused" if on else "channel.taken_up", kept)


def remove(person: Person, channel: Channel) -> None:
    """Tell this room nothing any more, and forget its address."""
    demand(person, "messages.channels")
    with transaction.atomic():
        kept = _open(channel)
        kept.removed_at, kept.address = timezone.now(), ""
        kept.save(update_fields=["removed_at", "address"])
        kept.notices.filter(state=Notice.State.WAITING).update(state=Notice.State.FAILED)
        audit.record(person, "channel.removed", kept)


def try_out(person: Person, channel: Channel) -> Notice:
    """Send a trial now, and say what came of it."""
    demand(person, "messages.channels")
    with transaction.atomic():
        made = _notice(_open(channel), TRIAL, "", timezone.now())
        made.due_at += LEASE
        made.save()
        audit.record(person, "channel.tried", channel)
    _attempt(made, timezone.now())
    made.refresh_from_db()
    return made


def ask_trial(person: Person, channel: Channel) -> Notice:
    """Have the worker send a trial: a call that may be repeated waits for no other server."""
    demand(person, "messages.channels")
    with transaction.atomic():
        made = _notice(_open(channel), TRIAL, "", timezone.now())
        made.save()
        audit.record(person, "channel.tried", channel)
    return made


def told(line: AuditLine, **_sent: object) -> None:
    """Put one audited line into the box of every room that asked for it."""
    if line.action not in ALL:
        return
    rooms = Channel.objects.filter(removed_at=None, stopped_at=None)
    wanted = [room for room in rooms if line.action in room.kinds]
    if not wanted:
        return
    told_with = _told_with(line) if any(room.team_id for room in wanted) else frozenset()
    Notice.objects.bulk_create(
        _notice(room, line.action, page_of(line), line.at)
        for room in wanted
        if room.team_id is None or room.team_id in told_with
    )


def send_due(now: datetime) -> int:
    """Send what is due; safe to be called by any number of workers at once."""
    heard = Q(channel__paused_at=None, channel__stopped_at=None) | Q(kind=TRIAL)
    waiting = Notice.objects.filter(
        heard, state=Notice.State.WAITING, due_at__lte=now, channel__removed_at=None
    )
    sent = 0
    for found in waiting.order_by("due_at", "pk").select_related("channel")[:AT_ONCE]:
        mine = Notice.objects.filter(pk=found.pk, state=Notice.State.WAITING, due_at=found.due_at)
        # From now, not from when the job began: the last may come long after the first.
        found.due_at = timezone.now() + LEASE
        if mine.update(due_at=found.due_at):
            _attempt(found, now)
            sent += 1
    return sent


def payload(notice: Notice) -> dict[str, Any]:
    """Say what happened in the shape that the room's tool takes: no text that a person wrote."""
    language = "en" if notice.channel.language == "en" else "fr"
    with translation.override(language):
        sentence = kind_said(notice.kind)
        sentence = f"Levier · {sentence[:1].upper()}{sentence[1:]}"
        address = site() + (notice.address or "/")
        shape = _slack if notice.channel.kind == Channel.Kind.SLACK else _teams
        return shape(sentence, say("messages.channel.open"), address)


def _slack(sentence: str, opening: str, address: str) -> dict[str, Any]:
    plain = sentence.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return {
        "text": plain,
        "blocks": [
            {
                "type": "section",
                "text": {"type": "mrkdwn", "text": f"{plain}\n<{address}|{opening}>"},
            }
        ],
    }


def _teams(sentence: str, opening: str, address: str) -> dict[str, Any]:
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": [{"type": "TextBlock", "text": sentence, "wrap": True}],
        "actions": [{"type": "Action.OpenUrl", "title": opening, "url": address}],
    }
    kind = "application/vnd.microsoft.card.adaptive"
    return {
        "type": "message",
        "attachments": [{"contentType": kind, "contentUrl": None, "content": card}],
    }


def _attempt(found: Notice, now: datetime) -> None:
    if not _in_hand(found):
        return
    body = json.dumps(payload(found), ensure_ascii=False).encode()
    fault = ""
    try:
        answer = outgoing.send(found.channel.address, body, {"Content-Type": "application/json"})
        if not 200 <= answer.status < 300:
            fault = str(answer.status)
    except outgoing.Unsafe:
        fault = "refused"
        audit.record(None, "channel.send_refused", found.channel)
    except outgoing.Unanswered as unanswered:
        fault = unanswered.fault
    with transaction.atomic():
        _settled(found, fault, now)


def _in_hand(found: Notice) -> bool:
    """Whether a notice is still this worker's: who slept too long leaves it to the next.

    A room knows no number of what it is told, so that it would show a second one.
    """
    waiting = Notice.objects.filter(pk=found.pk, state=Notice.State.WAITING, due_at=found.due_at)
    return timezone.now() < found.due_at and waiting.exists()


def _settled(found: Notice, fault: str, now: datetime) -> None:
    """Keep what became of an attempt, unless another worker has the notice or its end by now."""
    waiting = Notice.objects.select_for_update().filter(pk=found.pk, state=Notice.State.WAITING)
    held = (waiting.filter(due_at=found.due_at) if fault else waiting).first()
    if held is None:
        return
    held.tries += 1
    held.fault = fault
    if not fault:
        held.state = Notice.State.SENT
    elif held.tries > len(WAITS) or held.kind == TRIAL:
        held.state = Notice.State.FAILED
        if held.kind != TRIAL:
            Channel.objects.filter(pk=held.channel_id, stopped_at=None).update(stopped_at=now)
            audit.record(None, "channel.stopped", found.channel, fault=fault)
    else:
        held.due_at = now + WAITS[held.tries - 1]
    held.save(update_fields=["tries", "fault", "state", "due_at"])


def _notice(channel: Channel, kind: str, address: str, at: datetime) -> Notice:
    return Notice(channel=channel, kind=kind, address=address, due_at=at, created_at=at)


def _told_with(line: AuditLine) -> frozenset[int]:
    """Give the teams that are told together with the team of what a line is about.

    A room of a team under the floor is told of its whole group: by its own team alone, counting
    the messages would tell what few people did.
    """
    team = _team_of(line)
    return frozenset() if team is None else groups().told_with(team)


def _team_of(line: AuditLine) -> int | None:
    """Give the team of what a line is about, where it has one."""
    if not line.object_type or not line.object_id.isdigit():
        return None
    model = apps.get_model(line.object_type)
    names = {field.name for field in model._meta.fields}
    if "team" not in names:
        return None
    rows = model._default_manager.filter(pk=line.object_id)
    team: int | None = rows.values_list("team_id", flat=True).first()
    return team


def _open(channel: Channel) -> Channel:
    kept = Channel.objects.select_for_update().filter(pk=channel.pk, removed_at=None).first()
    if kept is None:
        raise Refusal("messages.refused.channel_removed")
    return kept
