"""What Levier holds of a person, handed to them: for machines, to read and for a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from levier_web.organisation import audit
from levier_web.practices.privacy.holdings import SECRET, known_holdings
from levier_web.ui.documents import html
from levier_web.ui.harmless_csv import harmless
from levier_web.ui.refusals import NotAllowed
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.db.models import Model

    from levier.language import Language
    from levier_web.organisation.models import Person

WHO = ("email", "name", "function", "language", "is_active", "created_at", "last_login")
FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def archive(actor: Person, person: Person, language: Language) -> bytes:
    """Write everything held of a person as a zip: one's own, or an owner's for who left."""
    _demand(actor, person)
    held = held_of(person)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        _write(file, "person.json", json.dumps(held, indent=2, ensure_ascii=False, default=str))
        title = say("privacy.export.title", language, name=person.name)
        shown = {"held": _tables(held), "who": held["person"], "at": timezone.now()}
        _write(file, "person.html", html("privacy/person_export.html", shown, language, title))
        for name, rows in held["rows"].items():
            _write(file, f"tables/{name}.csv", _csv(rows))
    audit.record(actor, "person.exported", person)
    return buffer.getvalue()


def document(actor: Person, person: Person) -> dict[str, Any]:
    """Give the same as plain values, to a program."""
    _demand(actor, person)
    held = held_of(person)
    audit.record(actor, "person.exported", person)
    return held


def _demand(actor: Person, person: Person) -> None:
    if actor.pk != person.pk and not actor.has_perm("privacy.manage"):
        raise NotAllowed("ui.not_allowed")


def held_of(person: Person) -> dict[str, Any]:
    """Give everything held of a person as plain values, table by table."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for one in known_holdings():
        found = [_plain(row) for row in one.rows(person.pk)]
        if found:
            rows[f"{one.table}.{one.field}"] = found
    who = {name: getattr(person, name) for name in WHO}
    who["team"] = person.team.name if person.team else ""
    return json.loads(json.dumps({"person": who, "rows": rows}, default=str))  # type: ignore[no-any-return]


def _plain(row: Model) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        if field.name in SECRET or field.get_internal_type() == "BinaryField":
            continue
        value = field.value_from_object(row)
        found[field.attname] = str(value) if hasattr(value, "storage") else value
    return found


def _tables(held: dict[str, Any]) -> list[tuple[str, list[str], list[list[Any]]]]:
    return [
        (name, list(rows[0]), [list(row.values()) for row in rows])
        for name, rows in held["rows"].items()
    ]


def _csv(rows: list[dict[str, Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(rows[0])
    for row in rows:
        writer.writerow([harmless(value) for value in row.values()])
    return "\ufeff" + text.getvalue()


def _write(file: zipfile.ZipFile, name: str, text: str) -> None:
    info = zipfile.ZipInfo(f"levier/{name}", FIRST_DAY)
    info.compress_type = zipfile.ZIP_DEFLATED
    file.writestr(info, text.encode())
