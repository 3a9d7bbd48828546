"""Values that a program sends: the same reader, the same faults, the same imports."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from levier_web.metrics.models import Import, Source
from levier_web.metrics.services import imports
from levier_web.metrics.services.comparing import total
from levier_web.metrics.services.faults import worded
from levier_web.metrics.services.reading import read_values
from levier_web.metrics.sources.files import fingerprint
from levier_web.metrics.sources.tables import write_csv
from levier_web.organisation.permission import demand
from levier_web.ui.refusals import Refusal, Suspicious

if TYPE_CHECKING:
    from levier_web.organisation.models import Person

COLUMNS = ("date", "metric", "value", "unit", "weight", "published_on")
MOST_ROWS = 50_000
LONGEST_KEY = 120
PLAIN = (str, int, float, type(None))


class Conflict(Refusal):
    """The same name of a call with other content."""

    status = 409


@dataclass(frozen=True, slots=True)
class Answer:
    """What a call is told."""

    status: int
    body: dict[str, Any]


def push(source: Source, body: bytes, call_key: str, *, check_only: bool) -> Answer:
    """Read the rows of a call; keep them as an import unless the call only checks.

    Raises
    ------
    Refusal
        When the body is no table of rows, or the key of the call was used for other rows.
    """
    if len(call_key) > LONGEST_KEY:
        raise Refusal("metrics.push.long_key", most=LONGEST_KEY)
    rows = _rows(body)
    with TemporaryDirectory(prefix="levier-") as name:
        path = Path(name) / "metrics.csv"
        cells = (tuple(row.get(column) for column in COLUMNS) for row in rows)
        write_csv(iter([COLUMNS, *cells]), path, MOST_ROWS)
        if check_only:
            return _checked(path)
        known = _known_call(source, call_key, path)
        return _answer(known, 200) if known else _kept(source, path, call_key)


def push_as(person: Person, source: Source, body: bytes, *, check_only: bool) -> Answer:
    """Do the same for a person's program; a call that names itself is answered once already.

    Raises
    ------
    NotAllowed, Refusal
        When the person may not bring values in, or the source is not called by programs.
    """
    demand(person, "metrics.sources")
    if source.kind != Source.Kind.PUSH or source.archived:
        raise Refusal("metrics.token.no_push")
    return push(source, body, "", check_only=check_only)


def _rows(body: bytes) -> list[dict[str, Any]]:
    try:
        document = json.loads(body, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise Refusal("metrics.push.no_json") from error
    rows = document.get("rows") if isinstance(document, dict) else document
    if not isinstance(rows, list) or not rows:
        raise Refusal("metrics.push.no_rows")
    if len(rows) > MOST_ROWS:
        raise Suspicious("metrics.file.too_many_rows", most=MOST_ROWS)
    for number, row in enumerate(rows, start=1):
        _check_row(number, row)
    return rows


def _no_constant(_name: str) -> float:
    raise ValueError("not a number")


def _check_row(number: int, row: object) -> None:
    if not isinstance(row, dict):
        raise Refusal("metrics.push.no_row", row=number)
    for name, value in row.items():
        if name not in COLUMNS:
            raise Refusal("metrics.push.unknown_field", row=number, field=str(name)[:60])
        if isinstance(value, bool) or not isinstance(value, PLAIN):
            raise Refusal("metrics.push.bad_value", row=number, field=name)


def _known_call(source: Source, call_key: str, path: Path) -> Import | None:
    """Find the import that the same call made before; refuse another call under its name."""
    if not call_key:
        return None
    found = source.imports.filter(call_key=call_key).first()
    if found is not None and found.fingerprint != fingerprint(path):
        raise Conflict("metrics.push.other_content", key=call_key)
    return found


@transaction.atomic
def _kept(source: Source, path: Path, call_key: str) -> Answer:
    """Keep, read and apply in one transaction: who got no answer may send the call again."""
    try:
        with transaction.atomic():
            batch = imports.keep(path, source.name, None, source, call_key)
    except IntegrityError:  # the same call came twice at once
        found = _known_call(source, call_key, path)
        if found is None:
            raise
        return _answer(found, 200)
    reading = imports.read_now(batch)
    return _answer(batch, 422 if reading.faults else 201)


def _checked(path: Path) -> Answer:
    reading = read_values(path, ".csv")
    if reading.faults:
        return Answer(422, {"state": "refused", "faults": _faults(reading.faults)})
    return Answer(200, {"state": "checked", "rows": reading.rows.height, "faults": []})


def _answer(batch: Import, status: int) -> Answer:
    counts = total(batch.summary)
    return Answer(
        status,
        {
            "import": batch.pk,
            "state": str(batch.state),
            "rows": batch.rows,
            "new": counts["new"],
            "changed": counts["changed"],
            "unchanged": counts["unchanged"],
            "faults": _faults(batch.faults) if batch.state == Import.State.REFUSED else [],
        },
    )


def _faults(faults: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give faults by the number of their row, the first being 1."""
    return [
        {
            "row": fault.line - 1 if fault.line else None,
            "field": fault.column or None,
            "value": fault.value,
            "code": fault.code,
            "sentence": fault.sentence,
        }
        for fault in worded(faults)
    ]
