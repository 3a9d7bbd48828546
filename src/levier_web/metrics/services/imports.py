"""An import from its file to the values in force: received, read, shown, applied or thrown away."""

from __future__ import annotations

from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

from django.core.files import File
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from levier_web.metrics.models import Import
from levier_web.metrics.services import holding
from levier_web.metrics.services.batches import put_in_force
from levier_web.metrics.services.comparing import compared
from levier_web.metrics.services.faults import own
from levier_web.metrics.services.reading import read_values
from levier_web.metrics.services.workbooks import as_values
from levier_web.metrics.sources.files import LARGE_ROWS, MOST_ROWS, examine, fingerprint, rows_about
from levier_web.organisation import audit
from levier_web.organisation.permission import demand
from levier_web.ui.refusals import Refusal, Suspicious

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from levier_web.metrics.models import Source
    from levier_web.metrics.services.reading import Reading
    from levier_web.organisation.models import Person

ENDINGS = (".csv.gz", ".csv", ".parquet")


def receive(person: Person, upload: UploadedFile[Any]) -> Import:
    """Take a file that a person brought and read it, at once or, when it is large, later.

    Raises
    ------
    NotAllowed, Refusal
        When the person may not bring values in, or the file is none that can be read.
    """
    demand(person, "metrics.sources")
    with NamedTemporaryFile(prefix="levier-") as kept:
        for chunk in upload.chunks():
            kept.write(chunk)
        kept.flush()
        with as_values(Path(kept.name), upload.name or "metrics.csv") as (path, name):
            batch = keep(path, name, person)
    read_soon(batch)
    return batch


def keep(
    path: Path,
    name: str,
    person: Person | None,
    source: Source | None = None,
    call_key: str = "",
) -> Import:
    """Keep a file as an import that this process reads next; refuse what is no table of values."""
    ending = examine(path)
    if rows_about(path, ending) > MOST_ROWS:
        raise Suspicious("metrics.file.too_many_rows", most=MOST_ROWS)
    with transaction.atomic():
        batch = Import(
            name=name[:255],
            fingerprint=fingerprint(path),
            by=person,
            source=source,
            call_key=call_key,
            state=Import.State.WAITING,
            taken=1,
            beat_at=timezone.now(),
        )
        with path.open("rb") as content:
            batch.content.save(f"{batch.fingerprint[:20]}{ending}", File(content), save=False)
        try:
            batch.save()
            audit.record(person, "import.received", batch)
        except BaseException:
            batch.content.delete(save=False)
            raise
    return batch


def read_soon(batch: Import) -> None:
    """Read an import at once, or hand it to the worker when it is large."""
    from levier_web.metrics.jobs import read_import

    if rows_about(path_of(batch), ending_of(batch)) > LARGE_ROWS:
        Import.objects.filter(pk=batch.pk).update(beat_at=None)
        transaction.on_commit(lambda: read_import.enqueue(batch.pk))
    else:
        read_now(batch)
    batch.refresh_from_db()


def read_now(batch: Import) -> Reading:
    """Read the file of an import that this process holds, and keep what a preview shows.

    What needs nobody's look is put in force. Whoever dies in between leaves it as it was before,
    or as one that is to be applied.

    Raises
    ------
    Refusal
        When another took the import meanwhile, believing this process dead.
    """

    def told(share: int) -> None:
        Import.objects.filter(pk=batch.pk).update(done=share)

    with holding.alive(batch):
        reading = read_values(path_of(batch), ending_of(batch), told)
        _keep_preview(batch, reading)
        if batch.state == Import.State.APPLYING:
            put_in_force(batch, reading.rows, None)
    return reading


def _keep_preview(batch: Import, reading: Reading) -> None:
    batch.faults = reading.faults or reading.remarks
    batch.rows, batch.done = reading.rows.height, 100
    if reading.rows.height:
        batch.summary = compared(reading.rows)
        batch.first_day = reading.rows["day"].min()  # type: ignore[assignment]
        batch.last_day = reading.rows["day"].max()  # type: ignore[assignment]
    if reading.faults:
        batch.state = Import.State.REFUSED
    elif batch.source is not None and batch.source.applies_alone:
        batch.state = Import.State.APPLYING
    else:
        batch.state = Import.State.PREVIEW
    with transaction.atomic():
        holding.still_held(batch)
        batch.save()


def failed(batch: Import, key: str, **fields: object) -> None:
    """Mark an import whose reading or applying broke off; nothing of it is in force."""
    mine = Import.objects.filter(pk=batch.pk, taken=batch.taken, state__in=holding.BUSY)
    mine.update(state=Import.State.REFUSED, faults=[own(key, **fields)], done=100)


def apply(person: Person, batch: Import) -> None:
    """Put a preview in force, at once or, when it is large, by the worker.

    Raises
    ------
    NotAllowed, Refusal
        When the person may not, when it was applied already, or the same file is in force.
    """
    from levier_web.metrics.jobs import apply_import

    demand(person, "metrics.sources")
    check_new(batch)
    later = batch.rows > LARGE_ROWS
    claimed = Import.objects.filter(pk=batch.pk, state=Import.State.PREVIEW).update(
        state=Import.State.APPLYING,
        applied_by=person,
        taken=F("taken") + 1,
        beat_at=None if later else timezone.now(),
    )
    if not claimed:
        raise Refusal("metrics.import.not_waiting")
    batch.refresh_from_db()
    if later:
        transaction.on_commit(lambda: apply_import.enqueue(batch.pk))
        return
    apply_now(batch)
    batch.refresh_from_db()


def apply_now(batch: Import) -> None:
    """Read the kept file once more, since definitions may have changed, and put it in force.

    Raises
    ------
    Refusal
        When another took the import meanwhile, believing this process dead.
    """
    with holding.alive(batch):
        reading = read_values(path_of(batch), ending_of(batch))
        if not reading.faults:
            put_in_force(batch, reading.rows, batch.applied_by)
            return
        batch.faults, batch.state = reading.faults, Import.State.REFUSED
        with transaction.atomic():
            holding.still_held(batch)
            batch.save(update_fields=["faults", "state"])


def check_new(batch: Import) -> None:
    """Refuse what is in force already."""
    twin = twin_of(batch)
    if twin is not None:
        raise Refusal("metrics.import.twin", name=twin.name)


def twin_of(batch: Import) -> Import | None:
    """Find the import in force that holds the very same file."""
    same = Import.objects.filter(fingerprint=batch.fingerprint, state=Import.State.APPLIED)
    return same.exclude(pk=batch.pk).first()


def throw_away(person: Person, batch: Import) -> None:
    """Forget an import that was never in force, with its file.

    Raises
    ------
    NotAllowed, Refusal
        When the person may not, or when it was in force.
    """
    demand(person, "metrics.sources")
    with transaction.atomic():
        held = Import.objects.select_for_update().get(pk=batch.pk)
        if held.state not in {Import.State.PREVIEW, Import.State.REFUSED}:
            raise Refusal("metrics.import.kept")
        audit.record(person, "import.thrown_away", held)
        content = held.content
        held.delete()
        transaction.on_commit(lambda: content.delete(save=False) if content else None)


def path_of(batch: Import) -> Path:
    """Give where the file of an import lies."""
    return Path(batch.content.path)


def ending_of(batch: Import) -> str:
    """Give what the content of an import is, as its kept name says."""
    return next(ending for ending in ENDINGS if str(batch.content.name).endswith(ending))
