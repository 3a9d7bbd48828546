"""Addresses of people are refused wherever a group is named, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from levier.errors import InvalidArgument, InvalidWorkspace
from levier.language import LANGUAGES
from levier.workspace.allocating.run import run_allocation
from levier.workspace.gating.run import run_gate
from levier.workspace.reading import read
from levier.workspace.reading.columns import COLUMNS
from levier.workspace.reading.people import CODE, GROUPS
from levier.workspace.writing.json import to_json

ADDRESS = "ann.martin@acme.example"
COMPANY = '[company]\nname = "Acme"\ncurrency = "EUR"\n'
GATE = COMPANY + '[gates.g]\nkind = "problem_share"\n'


def write(folder: Path, settings: str, **files: str) -> Path:
    (folder / "levier.toml").write_text(settings, encoding="utf-8")
    for stem, text in files.items():
        (folder / f"{stem}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("stem", "column"), [(stem, column) for stem, columns in GROUPS.items() for column in columns]
)
def test_a_column_of_groups_takes_no_address(stem: str, column: str, tmp_path: Path) -> None:
    assert column in COLUMNS[stem].known
    write(tmp_path, COMPANY, **{stem: f"{column}\nShop & Co\n{ADDRESS}\nshop@home\n"})
    with pytest.raises(InvalidWorkspace) as caught:
        read(tmp_path, needed=())
    found = [one for one in caught.value.faults if one.code == CODE]
    assert [(one.line, one.column, one.value) for one in found] == [(3, column, ADDRESS)]
    for language in LANGUAGES:
        assert ADDRESS in found[0].sentence(language)


@pytest.mark.parametrize(
    "table",
    [
        f'[clients."{ADDRESS}"]\nmargin = 0.5\n',
        f'[allocations.p]\nmethod = "fixed"\nshares = {{ "{ADDRESS}" = 1 }}\n',
        f'[gates.c]\nkind = "contract"\ncriteria = {{ fit = 1 }}\nfunctions = ["{ADDRESS}"]\n',
    ],
)
def test_a_name_in_the_settings_is_no_address(table: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidWorkspace) as caught:
        read(write(tmp_path, COMPANY + table), needed=())
    assert [one.code for one in caught.value.faults] == [CODE]
    assert caught.value.faults[0].line > 0


def test_a_tag_of_a_cloud_bill_is_no_address(tmp_path: Path) -> None:
    rule = '[allocations.cloud]\nmethod = "usage"\nby = "tag:owner"\n'
    tags = f'"{{""owner"": ""{ADDRESS}""}}"'
    bill = f"BilledCost,BillingCurrency,BillingPeriodStart,Tags\n1,EUR,2025-06-01,{tags}\n"
    workspace = read(write(tmp_path, COMPANY + rule, focus=bill), needed=())
    with pytest.raises(InvalidArgument, match="focus, line 2: tag:owner names a person"):
        run_allocation(workspace)


def test_customers_heard_are_forgotten_as_soon_as_read(tmp_path: Path) -> None:
    rows = (
        f"gate,customer,date,spontaneous\ng,{ADDRESS},2025-06-01,yes\ng,Ann Martin,2025-06-02,no\n"
    )
    workspace = read(write(tmp_path, GATE, interviews=rows), needed=())
    found = run_gate(workspace)
    for told in (repr(workspace), repr(found), str(to_json(found))):
        assert "martin" not in told.casefold()
    prints = {one.customer for one in workspace.interviews}
    assert not any(one in str(to_json(found)) for one in prints)
