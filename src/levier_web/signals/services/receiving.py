"""Signals of people without an account, or of mails: kept once, without an author."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from levier_web.organisation import audit
from levier_web.signals.models import Group, Signal
from levier_web.signals.services.posting import LONGEST
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from levier_web.organisation.models import Person, Team


def receive(
    text: str,
    token: str,
    *,
    detail: str = "",
    team: Team | None = None,
    author: Person | None = None,
    by: Person | None = None,
) -> Signal:
    """Keep what somebody unknown said; the same token twice is one signal.

    Parameters
    ----------
    author
        Who is told of its fate, where a mail says that it comes from them: it proves nothing, so
        that nothing is done in their name.
    by
        Who let it in, for the audit log; nobody where it came by a link.
    """
    words = " ".join(text.split())
    if not words:
        raise Refusal("signals.refused.empty")
    if len(words) > LONGEST:
        raise Refusal("signals.refused.too_long", longest=LONGEST, length=len(words))
    with transaction.atomic():
        found = Signal.objects.filter(token=token).first()
        if found is not None:
            return found
        signal = Signal.objects.create(
            text=words,
            detail=detail,
            author=author,
            function=author.function if author else "",
            team=author.team if author else team,
            token=token,
            group=Group.objects.create(title=words),
            created_at=timezone.now(),
        )
        audit.record(by, "signal.posted", signal, kind=signal.kind, group=signal.group_id)
    return signal
