"""Mails that wait to become signals: brought on a page, or found in a watched folder."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from levier_web.organisation import audit
from levier_web.organisation.models import Person
from levier_web.organisation.permission import demand
from levier_web.practices.messages.models import MailFile
from levier_web.practices.messages.services import mails
from levier_web.signals.services.receiving import receive
from levier_web.ui.refusals import NotAllowed, Refusal

if TYPE_CHECKING:
    from levier_web.signals.models import Signal

FOLDER = "signals-by-mail"
"""The folder that is watched, within each of those that the installation allows."""
MOST_FILES = 100
MOST_WAITING = 500


def bring(person: Person, content: bytes) -> MailFile:
    """Keep the words of a mail until this person says what becomes of them.

    Raises
    ------
    Refusal
        When it is no mail that can be read; the audit log keeps that it was tried.
    """
    demand(person, "messages.mail")
    return _kept(content, person)


def look_into_folders() -> int:
    """Keep the mails that lie in watched folders, each once; nothing there is changed."""
    found = 0
    for path in _files():
        try:
            content = path.read_bytes() if path.stat().st_size <= mails.LARGEST else b""
            found += int(_new(content))
        except (OSError, Refusal):
            continue
    return found


def make_signal(person: Person, mail: MailFile, text: str) -> Signal:
    """Make a signal of a mail, in the words that its reader settled on; once.

    A sender who is a person here is told of its fate; any other is not kept.
    """
    demand(person, "messages.mail")
    with transaction.atomic():
        kept = _open(person, mail)
        token = f"mail.{kept.pk}.{kept.digest[:32]}"
        signal = receive(text, token, detail=kept.detail, author=kept.sender, by=person)
        kept.state, kept.line, kept.detail = MailFile.State.POSTED, "", ""
        kept.save(update_fields=["state", "line", "detail"])
        audit.record(person, "mail_file.posted", kept)
    return signal


def discard(person: Person, mail: MailFile) -> None:
    """Forget the words of a mail."""
    demand(person, "messages.mail")
    with transaction.atomic():
        kept = _open(person, mail)
        kept.state, kept.line, kept.detail = MailFile.State.DISCARDED, "", ""
        kept.save(update_fields=["state", "line", "detail"])
        audit.record(person, "mail_file.discarded", kept)


def _kept(content: bytes, person: Person | None) -> MailFile:
    try:
        mail = mails.read(content)
    except Refusal as refusal:
        audit.record(person, "mail_file.refused", reason=refusal.key)
        raise
    same = MailFile.objects.filter(digest=mail.digest, brought_by=person)
    if (earlier := same.first()) is not None:
        if earlier.state != MailFile.State.WAITING:
            raise Refusal("messages.mail_refused.again")
        return earlier
    if MailFile.objects.filter(brought_by=person, state="waiting").count() >= MOST_WAITING:
        raise Refusal("messages.mail_refused.many", most=MOST_WAITING)
    sender = Person.objects.filter(email__iexact=mail.sender, is_active=True).first()
    try:
        with transaction.atomic():
            made = MailFile.objects.create(
                brought_by=person,
                sender=sender if mail.sender else None,
                digest=mail.digest,
                line=mail.line,
                detail=mail.detail,
                brought_at=timezone.now(),
            )
            audit.record(person, "mail_file.brought", made)
    except IntegrityError:  # another worker was first
        return same.get()
    return made


def _new(content: bytes) -> bool:
    """Keep a mail of a folder once; one that is refused is noted, then passed over."""
    digest = hashlib.sha256(content).hexdigest()
    if MailFile.objects.filter(digest=digest, brought_by=None).exists():
        return False
    try:
        _kept(content, None)
    except Refusal:
        MailFile.objects.create(
            digest=digest, line="", state=MailFile.State.DISCARDED, brought_at=timezone.now()
        )
        return False
    return True


def _files() -> list[Path]:
    found: list[Path] = []
    for root in settings.FOLDERS:
        folder = Path(root).resolve() / FOLDER
        if folder.is_dir() and not folder.is_symlink():
            files = (path for path in folder.iterdir() if path.suffix.lower() == ".eml")
            found += sorted(path for path in files if path.is_file() and not path.is_symlink())
    return found[:MOST_FILES]


def _open(person: Person, mail: MailFile) -> MailFile:
    kept = MailFile.objects.select_for_update(of=("self",)).select_related("sender").get(pk=mail.pk)
    if kept.brought_by_id not in {None, person.pk}:
        raise NotAllowed("ui.not_allowed")
    if kept.brought_by_id is None and not person.has_perm("signals.handle"):
        raise NotAllowed("ui.not_allowed")
    if kept.state != MailFile.State.WAITING:
        raise Refusal("messages.mail_refused.over")
    return kept
