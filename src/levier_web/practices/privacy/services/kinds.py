"""What does not stay for ever: each kind with its usual days, its bounds, and its removal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import transaction
from django.db.models import Q, QuerySet
from django_tasks_db.models import DBTaskResult

from levier_web.decisions.models import Decision
from levier_web.exchange.models import Arrival
from levier_web.identity.models import FailureCount, ScimToken
from levier_web.integrations.models import AccessToken, Call, Delivery, Preview
from levier_web.metrics.models import Import, PushToken
from levier_web.organisation.models import Invitation, PeopleImport
from levier_web.signals.models import Signal

if TYPE_CHECKING:
    from collections.abc import Callable

Rows = QuerySet[Any]
BLANK = "—"
WAITING = "waiting"
"""What is still to be sent stays, whatever its age."""
NOT_APPLIED = (Import.State.PREVIEW, Import.State.REFUSED)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing: usual days, bounds, which rows are too old, what becomes of them."""

    name: str
    days: int
    least: int
    most: int
    old: Callable[[datetime], Rows]
    remove: Callable[[Rows], object]


def _messages(table: str) -> Rows:
    """Give the rows of a table of messages; rooms of practices do not know one another."""
    found: Rows = apps.get_model("levier_messages", table)._default_manager.all()
    return found


def _delete(rows: Rows) -> object:
    return rows.delete()


def _delete_with_files(rows: Rows) -> None:
    for row in rows.iterator(chunk_size=200):
        name, storage = row.content.name, row.content.storage
        row.delete()
        if name:
            transaction.on_commit(partial(storage.delete, name))


KINDS = (
    Kind(
        "invitations",
        90,
        7,
        365,
        lambda by: Invitation.objects.filter(
            Q(expires_at__lt=by) | Q(accepted_at__lt=by) | Q(withdrawn_at__lt=by)
        ),
        _delete,
    ),
    Kind(
        "people_files",
        30,
        1,
        90,
        lambda by: PeopleImport.objects.filter(applied_at=None, at__lt=by),
        _delete,
    ),
    Kind(
        "people_undo",
        180,
        30,
        730,
        lambda by: PeopleImport.objects.filter(applied_at__lt=by).exclude(before=[]),
        lambda rows: rows.update(before=[]),
    ),
    Kind(
        "files_not_applied",
        90,
        7,
        730,
        lambda by: Import.objects.filter(state__in=NOT_APPLIED, at__lt=by),
        _delete_with_files,
    ),
    Kind(
        "workspaces_not_applied",
        90,
        7,
        730,
        lambda by: Arrival.objects.filter(applied_at=None, at__lt=by),
        _delete_with_files,
    ),
    Kind(
        "withdrawn_signals",
        90,
        1,
        730,
        lambda by: Signal.objects.filter(withdrawn_at__lt=by).exclude(text=BLANK),
        lambda rows: rows.update(text=BLANK, detail="", author=None, function="", client=None),
    ),
    Kind(
        "drafts",
        730,
        180,
        3650,
        lambda by: Decision.objects.filter(
            state=Decision.State.DRAFT, changed_at__lt=by, versions=None
        ),
        _delete,
    ),
    Kind(
        "finished_jobs",
        30,
        1,
        365,
        lambda by: DBTaskResult.objects.filter(finished_at__lt=by),
        _delete,
    ),
    Kind(
        "access_tokens",
        90,
        7,
        730,
        lambda by: AccessToken.objects.filter(Q(expires_at__lt=by) | Q(revoked_at__lt=by)),
        _delete,
    ),
    Kind(
        "source_tokens",
        90,
        7,
        730,
        lambda by: PushToken.objects.filter(Q(expires_at__lt=by) | Q(withdrawn_at__lt=by)),
        _delete,
    ),
    Kind(
        "directory_keys",
        90,
        7,
        730,
        lambda by: ScimToken.objects.filter(Q(expires_at__lt=by) | Q(revoked_at__lt=by)),
        _delete,
    ),
    Kind(
        "previews",
        90,
        1,
        365,
        lambda by: Preview.objects.filter(expires_at__lt=by),
        _delete,
    ),
    Kind(
        "answers_to_calls",
        1,
        1,
        30,
        lambda by: Call.objects.filter(at__lt=by),
        _delete,
    ),
    Kind(
        "webhook_deliveries",
        90,
        7,
        365,
        lambda by: Delivery.objects.filter(created_at__lt=by).exclude(state=WAITING),
        _delete,
    ),
    Kind(
        "letters_sent",
        90,
        7,
        365,
        lambda by: _messages("Letter").filter(until__lt=by).exclude(state=WAITING),
        _delete,
    ),
    Kind(
        "room_messages_sent",
        90,
        7,
        365,
        lambda by: _messages("Notice").filter(created_at__lt=by).exclude(state=WAITING),
        _delete,
    ),
    Kind(
        "mail_files",
        90,
        7,
        365,
        lambda by: _messages("MailFile").filter(brought_at__lt=by),
        _delete,
    ),
    Kind(
        "failures",
        1,
        1,
        30,
        lambda by: FailureCount.objects.filter(last_at__lt=by),
        _delete,
    ),
)
