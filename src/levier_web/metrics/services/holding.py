"""Who works on an import, and that they still live: a dead process's work is taken up again.

Whoever reads or applies an import holds it: it says every few seconds that it lives. What has been
silent for minutes is taken by another, who has the next number; a process that wakes up after that
finds the number changed and leaves everything as it is.
"""

from __future__ import annotations

import logging
import threading
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import DatabaseError, connection
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from levier_web.metrics.models import Import
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

BEAT = 15.0
"""Seconds between two words of who holds an import."""
SILENT = timedelta(minutes=3)
"""Who has said nothing for so long is taken for dead."""
MOST_TAKEN = 5
"""What ends its process so often is refused."""
QUIET = timedelta(minutes=1)
"""After which its page says that nothing was heard."""
BUSY = (Import.State.WAITING, Import.State.APPLYING)
log = logging.getLogger(__name__)


def take(pk: int, state: str) -> Import | None:
    """Take an import that nobody living holds, or give None."""
    now = timezone.now()
    free = unheld(now).filter(pk=pk, state=state)
    if not free.update(beat_at=now, taken=F("taken") + 1):
        return None
    return Import.objects.get(pk=pk)


def unheld(now: datetime) -> QuerySet[Import]:
    """Give the imports that should be worked on and that nobody living holds."""
    silent = Q(beat_at=None) | Q(beat_at__lt=now - SILENT)
    return Import.objects.filter(silent, state__in=BUSY)


def lull(batch: Import) -> str:
    """Say why an import does not go on: nobody has begun, its process is silent, or not at all."""
    if batch.beat_at is None:
        return "queued"
    return "silent" if batch.beat_at < timezone.now() - QUIET else ""


def still_held(batch: Import) -> None:
    """Lock an import to change it, within a transaction; refuse who was taken for dead.

    Raises
    ------
    Refusal
        When another has taken it meanwhile, or it is no longer to be worked on.
    """
    held = Import.objects.select_for_update().get(pk=batch.pk)
    open_ = {*BUSY, Import.State.PREVIEW}
    if held.state not in open_ or held.taken != batch.taken:
        raise Refusal("metrics.import.not_waiting")


@contextmanager
def alive(batch: Import) -> Iterator[None]:
    """Say that whoever holds an import lives, as long as the work lasts.

    Within a transaction nothing is said: nobody sees that work begun before it ends, and a process
    that dies takes it along.
    """
    if connection.in_atomic_block:
        yield
        return
    over = threading.Event()
    saying = threading.Thread(target=_say, args=(batch, over), name="levier-beat", daemon=True)
    saying.start()
    try:
        yield
    finally:
        over.set()
        saying.join()


def _say(batch: Import, over: threading.Event) -> None:
    mine = Import.objects.filter(pk=batch.pk, taken=batch.taken, state__in=BUSY)
    while not over.wait(BEAT):
        try:
            mine.update(beat_at=timezone.now())
        except DatabaseError:  # the database is busy: the next word comes soon enough
            log.info("import %s: no word could be left", batch.pk)
    connection.close()
