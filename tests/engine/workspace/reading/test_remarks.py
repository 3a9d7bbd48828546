"""What is odd and read all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.engine.workspace.reading.folder_fixture import (
    FILES,
    Place,
    Spoil,
    edit,
    place,
    put,
    write_folder,
)

from levier.language import LANGUAGES
from levier.workspace.reading import read

ODD: dict[str, tuple[Spoil, Place, str]] = {
    "unknown column": (
        edit("decisions.csv", "stage,team", "stage,tema"),
        ("decisions.csv", 1, "tema", "unknown_column"),
        "team",
    ),
    "unknown key": (
        edit("levier.toml", 'parent = "margin"', 'parents = "margin"'),
        ("levier.toml", 15, "metrics.orders.parents", "unknown_key"),
        "parent",
    ),
    "unknown table": (
        edit("levier.toml", "[measurement]", "[measurements]"),
        ("levier.toml", 49, "measurements", "unknown_key"),
        "measurement",
    ),
    "unknown file": (
        put("Experiment.csv", "a,b\n"),
        ("Experiment.csv", 0, "", "unknown_file"),
        "experiments",
    ),
    "refund": (
        edit("costs.csv", "5000", "-5000"),
        ("costs.csv", 2, "amount", "refund"),
        "-5000",
    ),
    "percentage": (
        edit("expectations.csv", "0.01,0.02,0.05", "0.01,0.02,5"),
        ("expectations.csv", 2, "high", "relative_over_one"),
        "5",
    ),
}


@pytest.mark.parametrize(("spoil", "expected", "said"), ODD.values(), ids=ODD.keys())
def test_odd_things_are_said_and_read_all_the_same(
    spoil: Spoil, expected: Place, said: str, tmp_path: Path
) -> None:
    spoil(write_folder(tmp_path))
    (remark,) = read(tmp_path).warnings
    assert place(remark) == expected
    for language in LANGUAGES:
        assert said in remark.sentence(language)


def test_a_blank_column_of_a_spreadsheet_is_no_remark(tmp_path: Path) -> None:
    rows = "\n".join(line + "," for line in FILES["exposures.csv"].splitlines())
    assert read(write_folder(tmp_path, exposures=rows)).warnings == ()
