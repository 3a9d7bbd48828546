"""Whose row it is: who is let in and who is kept out, at every address that names one.

The table is ``whose.KINDS``; an address that names a row and stands in no line of it fails here.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.web.comers import CALLS, PAGES, Comer, comers  # noqa: F401 - a fixture
from tests.web.whose import ASKS, KINDS, OPENED_OTHERWISE, Kind

from levier_web.ui.api.tools import TOOLS


def test_every_address_that_names_a_row_says_whose_it_is() -> None:
    named = {place for kind in KINDS for place in kind.places.split()}
    pages = {name for name, page in PAGES.items() if "{" in page.pattern}
    calls = {name for name, (_, path) in CALLS.items() if "{" in path}
    there = {name for name in pages if not name.startswith(tuple(OPENED_OTHERWISE))} | calls
    assert sorted(there - named) == []
    assert sorted(named - there) == []
    assert {name for name, tool in TOOLS.items() if tool.form.in_path} <= named


@pytest.mark.usefixtures("undrawn")
def test_each_row_opens_to_whom_it_belongs_and_to_nobody_else(
    comers: dict[str, Comer],  # noqa: F811 - a fixture
) -> None:
    wrong: list[str] = []
    for kind in KINDS:
        row = kind.row()
        for place in kind.places.split():
            # What GET gives them is looked at in ``test_reading``; HEAD opens where it does.
            answers = dict(comers[kind.lets_in].tried(place, kind.holes(row), "HEAD"))
            if place in TOOLS and TOOLS[place].writes:
                answers.pop("TOOL " + place)  # it is told what is wrong with what it would write
            if (place != ASKS and set(answers.values()) & {401, 403, 404}) or not _opened(answers):
                wrong.append(f"{kind.lets_in} is not let in: {answers}")
            if kind.keeps_out:
                wrong += _intruded(comers[kind.keeps_out], kind, place, row)
    assert "\n".join(wrong) == ""


def _opened(answers: dict[str, int]) -> bool:
    return any(status < 500 and status != 405 for status in answers.values())


def _intruded(who: Comer, kind: Kind, place: str, row: Any) -> list[str]:
    answers, before = {}, _kept(row)
    for way, status in who.tried(place, kind.holes(row)):
        answers[way] = status
        if _kept(row) != before:
            return [f"{kind.keeps_out} changed {kind.what}: {way}"]
    asked = {
        way: status
        for way, status in answers.items()
        if not (kind.writing_only and way.startswith("GET"))
    }
    out = set(asked.values()) <= {403, 404, 405} and {403, 404} & set(asked.values())
    return [] if out else [f"{kind.keeps_out} is let in to {kind.what}: {asked}"]


def _kept(row: Any) -> tuple[object, ...]:
    """Give the row, and the numbers of the others: one made or taken away is seen too."""
    rows = type(row)._default_manager.order_by("pk")
    return *rows.filter(pk=row.pk).values_list(), *rows.values_list("pk")
