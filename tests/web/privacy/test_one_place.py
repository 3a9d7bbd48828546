"""One place knows the sizes of teams, and names teams wherever something is told of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.contracts.source_tree import SOURCE

if TYPE_CHECKING:
    from pathlib import Path

WEB = SOURCE / "levier_web"
FLOORS = "organisation/floors/"
NAMES = re.compile(r"team\.name\b|team__name\b")
SIZES = re.compile(
    r"people__is_active|Count\([\"']people[\"']|team\.people\b|teams__people|people__count"
)
MAY_NAME = {
    "organisation/": "people, and the teams they are in, for those who manage them",
    "identity/": "groups of the company's directory, for those who manage people",
    "metrics/": "who looks after a metric or a source: no figure is summed by it",
    "decisions/services/versions.py": "frozen as it was; told by its group wherever it is shown",
    "practices/privacy/services/exporting.py": "a person's own team, handed to that person",
    "ui/lists.py": "an example in a docstring",
    "exchange/demonstration/": "makes the company of the demonstration",
}


def sources() -> list[Path]:
    found = [*WEB.rglob("*.py"), *WEB.rglob("templates/**/*.html")]
    return [path for path in sorted(found) if path.parent.name != "migrations"]


def using(pattern: re.Pattern[str], but: tuple[str, ...]) -> list[str]:
    names = {path.relative_to(WEB).as_posix(): path for path in sources()}
    return [
        name
        for name, path in names.items()
        if not name.startswith(but) and pattern.search(path.read_text(encoding="utf-8"))
    ]


def test_only_the_floor_reads_how_large_a_team_is() -> None:
    assert using(SIZES, (FLOORS,)) == []
    assert using(SIZES, ()) != []


def test_a_team_is_named_by_its_group_wherever_something_is_told_of_it() -> None:
    assert using(NAMES, tuple(MAY_NAME)) == []


@pytest.mark.parametrize("place", sorted(set(MAY_NAME)))
def test_no_exception_outlives_its_reason(place: str) -> None:
    others = tuple(one for one in MAY_NAME if one != place)
    if place != "exchange/demonstration/":
        assert using(NAMES, others) != []
