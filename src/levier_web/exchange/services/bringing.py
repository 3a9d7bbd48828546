"""A workspace brought in: previewed first, then applied whole or not at all."""

from __future__ import annotations

import hashlib
import tempfile
import tomllib
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from levier.errors import InvalidWorkspace
from levier.language import LANGUAGES
from levier.workspace.reading import read
from levier_web.decisions.events import announce
from levier_web.exchange.archives import unpack
from levier_web.exchange.models import Arrival
from levier_web.exchange.services.differences import differences, frozen_changed
from levier_web.exchange.services.filling import fill
from levier_web.exchange.services.lengths import too_long
from levier_web.exchange.services.workbooks import made_tables
from levier_web.organisation import audit
from levier_web.organisation.chains import one_at_a_time
from levier_web.organisation.permission import demand
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.workspace.model import Workspace
    from levier_web.organisation.models import Person

MOST_FAULTS = 500


def receive(person: Person, name: str, content: IO[bytes]) -> Arrival:
    """Keep an archive and say what it would change; nothing is changed yet.

    Raises
    ------
    NotAllowed, Refusal
        When the person may not, or the file is no archive of a workspace.
    """
    demand(person, "exchange.bring")
    arrival = Arrival(name=Path(name).name[:255], fingerprint=_digest(content), by=person)
    with tempfile.TemporaryDirectory(prefix="levier-") as folder:
        unpack(content, Path(folder))
        came = made_tables(Path(folder))
        try:
            workspace = read(Path(folder))
        except InvalidWorkspace as invalid:
            arrival.faults = _told(invalid)
        else:
            arrival.faults = too_long(workspace)[:MOST_FAULTS]
        for fault in arrival.faults:
            fault["file"] = came.get(fault["file"], fault["file"])  # as it was sent
        if arrival.faults:
            arrival.state = Arrival.State.REFUSED
        else:
            arrival.summary = preview(workspace, _settings(Path(folder)))
    content.seek(0)
    with transaction.atomic():
        arrival.content.save(f"{arrival.fingerprint[:16]}.archive", File(content), save=False)
        arrival.save()
        audit.record(person, "workspace.received", arrival, state=arrival.state)
    return arrival


def preview(workspace: Workspace, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Count what a folder would change, and name the frozen decisions that it tells otherwise."""
    return {
        "company": workspace.company.name,
        "tables": differences(workspace, raw),
        "frozen": frozen_changed(workspace),
        "remarks": [
            {language: remark.sentence(language) for language in LANGUAGES}
            for remark in workspace.warnings[:50]
        ],
    }


def apply(person: Person, arrival: Arrival) -> None:
    """Do what the preview said."""
    demand(person, "exchange.bring")
    if arrival.state != Arrival.State.PREVIEW:
        raise Refusal("exchange.arrival.settled")
    with tempfile.TemporaryDirectory(prefix="levier-") as folder, arrival.content.open() as content:
        unpack(content, Path(folder))
        made_tables(Path(folder))
        with transaction.atomic():
            held = Arrival.objects.select_for_update().get(pk=arrival.pk)
            if held.state != Arrival.State.PREVIEW:
                raise Refusal("exchange.arrival.settled")
            bring_folder(person, Path(folder), arrival.fingerprint)
            held.state, held.applied_at = Arrival.State.APPLIED, timezone.now()
            held.save(update_fields=["state", "applied_at"])
            audit.record(person, "workspace.applied", held)


def drop(person: Person, arrival: Arrival) -> None:
    """Leave a preview aside; the archive is kept for the record."""
    demand(person, "exchange.bring")
    waiting = Arrival.objects.filter(pk=arrival.pk, state=Arrival.State.PREVIEW)
    waiting.update(state=Arrival.State.DROPPED)


def bring_folder(person: Person, folder: Path, fingerprint: str = "") -> Workspace:
    """Fill the tables from a folder, in one transaction.

    Raises
    ------
    InvalidWorkspace
        With every fault; nothing is half brought in.
    """
    workspace = read(folder)
    with transaction.atomic():
        one_at_a_time()
        decision = fill(
            person, workspace, _settings(folder), folder, fingerprint or workspace.fingerprint
        )
        if decision is not None:
            announce(decision, person)
    return workspace


def _settings(folder: Path) -> dict[str, Any]:
    """Give ``levier.toml`` as it was read a moment ago without fault."""
    return tomllib.loads((folder / "levier.toml").read_bytes().decode("utf-8-sig"))


def _digest(content: IO[bytes]) -> str:
    content.seek(0)
    return hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]


def _told(invalid: InvalidWorkspace) -> list[dict[str, Any]]:
    return [
        {
            "file": fault.file,
            "line": fault.line,
            "column": fault.column,
            "value": fault.value,
            **{language: fault.sentence(language) for language in LANGUAGES},
        }
        for fault in invalid.faults[:MOST_FAULTS]
    ]
