"""Files that no page edits go out with their teams told by their groups, and their sums kept."""

from __future__ import annotations

import gzip
import io
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier_web.impact.kept_files import brought_file, brought_settings, told_file, told_settings

if TYPE_CHECKING:
    from levier_web.organisation.floors import Groups

SMALL = {"birch": "Birch and Cedar", "cedar": "Birch and Cedar", "dune": ""}
"""Teams under the floor, and what stands for each; of the last, nothing is told by team."""
USED = "date;pool;consumer;quantity\n2025-01-01;cloud;{0};1 000,5\n2025-01-01;cloud;{1};2,25\n"


def held(renamed: dict[str, str]) -> Groups:
    return cast("Groups", SimpleNamespace(renamed=lambda: renamed))


def told(name: str, content: bytes) -> bytes:
    return told_file(name, content, held(SMALL))


def test_what_names_no_small_team_goes_out_as_it_came() -> None:
    content = USED.format("Alder", "Elm").encode("utf-8-sig")
    assert told("usage.csv", content) == content
    assert told_file("usage.csv", USED.format("Birch", "Cedar").encode(), held({})) == (
        USED.format("Birch", "Cedar").encode()
    )


@pytest.mark.parametrize("first", ["Birch", " birch "])
def test_quantities_of_a_group_are_one_line(first: str) -> None:
    lines = told("usage.csv", USED.format(first, "Cedar").encode()).decode().splitlines()
    assert lines == [
        "date;pool;consumer;quantity",
        "2025-01-01;cloud;Birch and Cedar;1002.75",
    ]


def test_every_form_of_a_file_is_told_by_groups() -> None:
    text = USED.format("Birch", "Dune").encode()
    plain = told("usage.csv", text)
    assert b"Birch and Cedar" in plain
    assert b"Dune" not in plain
    assert gzip.decompress(told("usage.csv.gz", gzip.compress(text))) == plain
    assert told("usage.csv", text.decode().encode("utf-16")) == plain
    buffer = io.BytesIO()
    frame = pl.DataFrame({"team": ["Birch", "Alder"], "quantity": [1.5, 2.0]})
    frame.write_parquet(buffer)
    found = pl.read_parquet(io.BytesIO(told("usage.parquet", buffer.getvalue())))
    assert found["team"].to_list() == ["Birch and Cedar", "Alder"]


def test_a_file_that_cannot_be_read_is_left_to_its_reader() -> None:
    for content in (USED.format("Birch", "Cedar").replace("2,25", "many").encode(), b"", b"a;b\n1"):
        assert b"Birch;" not in told("usage.csv", content)


@given(st.lists(st.tuples(st.sampled_from(["Alder", "Birch", "Cedar", "Dune"]),
    st.integers(0, 10**6)), min_size=1))  # fmt: skip
def test_law_nothing_is_lost_nor_counted_twice(rows: list[tuple[str, int]]) -> None:
    text = "consumer,quantity\n" + "".join(f"{team},{number}\n" for team, number in rows)
    lines = told("usage.csv", text.encode()).decode().splitlines()[1:]
    assert sum(float(line.split(",")[1]) for line in lines) == sum(number for _, number in rows)
    assert {line.split(",")[0] for line in lines} <= {"Alder", "Birch and Cedar", "*"}


def test_settings_add_up_days_and_leave_out_the_price_of_a_small_team() -> None:
    settings = {
        "rates": [{"team": "Birch", "amount": 500}, {"team": "Alder", "amount": 600}],
        "portfolio": {"capacity": {"Birch": 10, "Cedar": 5, "Alder": 7}, "budget": 9},
        "allocations": {"cloud": {"shares": {"Cedar": 0.25, "Birch": 0.25, "Alder": 0.5}}},
    }
    found = told_settings(settings, held(SMALL))
    assert found["rates"] == [{"team": "Alder", "amount": 600}]
    assert found["portfolio"] == {"capacity": {"Birch and Cedar": 15, "Alder": 7}, "budget": 9}
    assert found["allocations"]["cloud"]["shares"] == {"Birch and Cedar": 0.5, "Alder": 0.5}
    assert settings["portfolio"] == {
        "capacity": {"Birch": 10, "Cedar": 5, "Alder": 7},
        "budget": 9,
    }


def test_what_comes_back_as_it_went_out_leaves_what_is_here() -> None:
    here = USED.format("Birch", "Cedar").encode()
    out = told("usage.csv", here)
    assert brought_file("usage.csv", out, here, held(SMALL)) == here
    assert brought_file("usage.csv", out + b"2025-02-01;cloud;Elm;1\n", here, held(SMALL)) != here
    settings = {
        "rates": [{"team": "Birch", "amount": 500}, {"team": "Alder", "amount": 600}],
        "portfolio": {"capacity": {"Birch": 10, "Cedar": 5, "Alder": 7, "Dune": 3}, "budget": 9},
        "allocations": {"cloud": {"shares": {"Cedar": 0.25, "Birch": 0.25, "Alder": 0.5}}},
    }
    sent = told_settings(settings, held(SMALL))
    back = brought_settings(sent, settings, held(SMALL))
    assert back["portfolio"] == settings["portfolio"]
    assert back["allocations"] == settings["allocations"]
    assert sorted(one["team"] for one in back["rates"]) == ["Alder", "Birch"]


def test_what_was_changed_in_between_is_taken_and_no_price_is_lost() -> None:
    rates = [{"team": "Birch", "amount": 500}, {"team": "Alder", "amount": 600}]
    here = {
        "rates": rates,
        "portfolio": {"capacity": {"Birch": 10, "Cedar": 5, "Alder": 7}},
    }
    sent = {
        "rates": [{"team": "Alder", "amount": 650}],
        "portfolio": {"capacity": {"Birch and Cedar": 20, "Alder": 8}},
    }
    back = brought_settings(sent, here, held(SMALL))
    assert back["portfolio"]["capacity"] == {"Birch and Cedar": 20, "Alder": 8}
    assert back["rates"] == [{"team": "Alder", "amount": 650}, {"team": "Birch", "amount": 500}]
    named = {"rates": [{"team": " BIRCH", "amount": 700}]}
    assert brought_settings(named, here, held(SMALL))["rates"] == named["rates"]
    assert brought_settings({}, {"rates": rates[1:]}, held(SMALL)) == {}


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_small_team_with_an_accent_is_told_by_its_group_in_every_encoding(encoding: str) -> None:
    content = "équipe;team\nx;Équipe d’été\n".encode(encoding)
    out = told_file("notes.csv", content, held({"équipe d’été": "Birch and Cedar"})).decode()
    assert "Birch and Cedar" in out
    assert "été" not in out
