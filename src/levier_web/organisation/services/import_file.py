"""A file of people, read whole: every fault with its line, column, value and cure."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from levier.workspace.reading.encoding import text_of
from levier_web.organisation.models import Role
from levier_web.ui.refusals import Refusal, Suspicious
from levier_web.ui.words import say
from levier_web.ui.workbooks.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from levier_web.ui.workbooks.tables import Brought


class Rows(Protocol):
    """What reads the rows of a file, and knows its line."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...


LARGEST = 2 * 1024 * 1024
MOST_ROWS = 20_000
LONGEST = {"email": 254, "name": 200, "function": 120, "team": 200, "tribe": 200}
HEADERS = {
    "email": ("email", "e-mail", "mail", "courriel", "adresse", "adresse e-mail", "adresse email"),
    "name": ("name", "nom", "full name", "nom complet"),
    "function": ("function", "fonction", "job", "metier", "poste"),
    "team": ("team", "equipe"),
    "tribe": ("tribe", "tribu"),
    "roles": ("role", "roles", "role(s)"),
    "language": ("language", "langue"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: where, what was read, what to do."""

    line: int
    column: str
    value: str
    cure: str


@dataclass(frozen=True, slots=True)
class Line:
    """One person as the file has them; an empty cell says nothing."""

    number: int
    email: str
    name: str = ""
    function: str = ""
    team: str = ""
    tribe: str = ""
    roles: tuple[str, ...] = ()
    language: str = ""


@dataclass(slots=True)
class Reading:
    """The people of a file and its faults."""

    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    """How the file itself names each column."""

    def fault(self, number: int, column: str, value: str, key: str, **fields: object) -> None:
        """Note one thing wrong."""
        cure = say(f"organisation.import.fault.{key}", **fields)
        named = self.titles.get(column, column)
        self.faults.append(Fault(number, named, value[:80], cure))


def decoded(content: bytes) -> str:
    """Give the text of a file, or refuse what is none.

    Raises
    ------
    Refusal
        When it is empty, too large, or not text.
    """
    if not content.strip():
        raise Refusal("organisation.refused.file_empty")
    _check_size(content)
    text = text_of(content)
    if "\0" in text:
        raise Suspicious("organisation.refused.file_type")
    return text


def _check_size(content: bytes | str) -> None:
    if len(content) > LARGEST:
        raise Suspicious("organisation.refused.file_large", most=LARGEST // 1024 // 1024)


def of_workbook(content: bytes) -> Brought:
    """Give the table of people that a workbook holds.

    Raises
    ------
    Refusal
        When it cannot be read, or holds too much.
    """
    _check_size(content)
    brought = read_table(io.BytesIO(content), _has_emails)
    _check_size(brought.text)
    return brought


def _has_emails(header: Sequence[str]) -> bool:
    return any(_plain(title) in HEADERS["email"] for title in header)


def read_people(text: str) -> Reading:
    """Read the people of a file, separated by commas or semicolons."""
    found = Reading()
    body = text.lstrip("\ufeff")
    first = next((line for line in body.splitlines() if line.strip()), "")
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator, skipinitialspace=True)
    try:
        _rows(reader, found)
    except csv.Error:
        found.fault(reader.line_num, "", "", "quoting")
    return found


def _rows(reader: Rows, found: Reading) -> None:
    places: dict[str, int] | None = None
    seen: dict[str, int] = {}
    for record in reader:
        if not any(cell.strip() for cell in record):
            continue
        if places is None:
            places = _places(record, found)
            if "email" not in places:
                found.fault(reader.line_num, "email", ", ".join(record), "no_email_column")
                return
            continue
        if len(found.lines) >= MOST_ROWS:
            found.fault(reader.line_num, "", "", "too_many", most=MOST_ROWS)
            return
        cells = {
            name: record[at].strip() if at < len(record) else "" for name, at in places.items()
        }
        line = _line(reader.line_num, cells, found)
        if line is None:
            continue
        if line.email in seen:
            found.fault(line.number, "email", line.email, "twice", line=seen[line.email])
            continue
        seen[line.email] = line.number
        found.lines.append(line)


def _places(header: list[str], found: Reading) -> dict[str, int]:
    known = {word: name for name, words in HEADERS.items() for word in words}
    places: dict[str, int] = {}
    for at, title in enumerate(header):
        name = known.get(_plain(title))
        if name is None:
            found.fault(1, title.strip(), title.strip(), "column")
        elif name in places:
            found.fault(1, title.strip(), title.strip(), "column_twice")
        else:
            places[name] = at
            found.titles[name] = title.strip()
    return places


def _line(number: int, cells: dict[str, str], found: Reading) -> Line | None:
    before = len(found.faults)
    email = cells.get("email", "").lower()
    try:
        validate_email(email)
    except ValidationError:
        found.fault(number, "email", email, "email")
    for name, longest in LONGEST.items():
        value = cells.get(name, "")
        if len(value) > longest:
            found.fault(number, name, value, "long", longest=longest)
        if any(unicodedata.category(letter) == "Cc" for letter in value):
            found.fault(number, name, value, "control")
    language = cells.get("language", "").lower()[:2]
    if language and language not in {"fr", "en"}:
        found.fault(number, "language", cells["language"], "language")
    roles = _roles(number, cells.get("roles", ""), found)
    if len(found.faults) > before:
        return None
    texts = {name: cells.get(name, "") for name in ("name", "function", "team", "tribe")}
    return Line(number, email, roles=roles, language=language, **texts)


def _roles(number: int, cell: str, found: Reading) -> tuple[str, ...]:
    words = _role_words()
    kept = []
    for word in cell.replace("|", "/").replace("+", "/").replace(";", "/").split("/"):
        if not word.strip():
            continue
        role = words.get(_plain(word))
        if role is None:
            known = ", ".join(say(f"organisation.role.{role}") for role in Role.values)
            found.fault(number, "roles", word.strip(), "role", known=known)
        else:
            kept.append(role)
    return tuple(sorted(set(kept)))


def _role_words() -> dict[str, str]:
    words = {role: role for role in Role.values}
    for role in Role.values:
        words[_plain(say(f"organisation.role.{role}", "fr"))] = role
        words[_plain(say(f"organisation.role.{role}", "en"))] = role
    return words


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.strip().casefold().replace("’", "'"))
    return " ".join("".join(c for c in apart if not unicodedata.combining(c)).split())
