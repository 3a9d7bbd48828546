"""Tables of a workspace that come as workbooks."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from tests.web.exchange.folders import WHOLE, archive
from tests.web.ui.books import book

from levier_web.exchange.models import Arrival
from levier_web.exchange.services import bringing
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from levier_web.organisation.models import Person


def costs() -> bytes:
    return book(list(csv.reader(io.StringIO(WHOLE["costs.csv"]))))


def without_costs(**more: bytes) -> io.BytesIO:
    files = {name: text for name, text in WHOLE.items() if name != "costs.csv"}
    return archive({**files, **{name.replace("_", "."): text for name, text in more.items()}})


def test_a_workbook_stands_for_its_table(olga: Person) -> None:
    plain = bringing.receive(olga, "w.zip", archive())
    made = bringing.receive(olga, "w.zip", without_costs(costs_xlsx=costs()))
    assert made.state == Arrival.State.PREVIEW
    assert made.summary == plain.summary
    bringing.apply(olga, made)
    assert made.content.size


def test_a_fault_names_the_workbook_as_it_was_sent(olga: Person) -> None:
    rows = list(csv.reader(io.StringIO(WHOLE["costs.csv"])))
    rows[1][rows[0].index("amount")] = "a lot"
    made = bringing.receive(olga, "w.zip", without_costs(costs_xlsx=book(rows)))
    assert [(fault["file"], fault["line"]) for fault in made.faults] == [("costs.xlsx", 2)]


@pytest.mark.parametrize(
    ("files", "key"),
    [
        ({**WHOLE, "costs.xlsx": costs()}, "table_twice"),
        ({**WHOLE, "plans.xlsx": costs()}, "no_such_table"),
        ({**WHOLE, "phases.xlsx": b"no workbook"}, "table_twice"),
        ({**WHOLE, "bills.xlsx": b"no workbook"}, "workbook"),
    ],
)
def test_what_stands_for_no_table_is_refused(
    olga: Person, files: dict[str, str | bytes], key: str
) -> None:
    with pytest.raises(Refusal) as caught:
        bringing.receive(olga, "w.zip", archive(files))
    assert caught.value.key == f"exchange.archive.{key}"
    assert not Arrival.objects.exists()
