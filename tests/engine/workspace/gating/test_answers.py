"""Each kind of gate, from its files to its verdict."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.engine.workspace.gating.gates_folder import FILES, answer, write_gates

from levier.errors import InvalidArgument
from levier.gates.verdict import Verdict
from levier.workspace.gating.results import (
    ContractDetail,
    NoVerdict,
    PaidDetail,
    ShareDetail,
    StopDetail,
    TaskDetail,
)
from levier.workspace.gating.run import GateOptions, run_gate
from levier.workspace.reading import read
from levier.workspace.writing.json import to_json

if TYPE_CHECKING:
    from pathlib import Path


def test_customers_are_counted_once_and_colleagues_apart(tmp_path: Path) -> None:
    found = answer(tmp_path, "problem")
    assert isinstance(found.detail, ShareDetail)
    voices = found.detail.voices
    assert (voices.sampled, voices.raised, voices.conflicting) == (2, 1, 1)
    assert (voices.duplicates, voices.not_active) == (1, 1)
    assert found.detail.evidence is not None
    assert (found.detail.evidence.customers, found.detail.evidence.colleagues) == (2, 1)
    assert [(one.segment, one.missing) for one in found.detail.segments] == [
        ("large", 4),
        ("small", 4),
    ]
    assert found.detail.saturation is not None
    assert found.detail.saturation.themes == 2


def test_names_of_customers_are_nowhere(tmp_path: Path) -> None:
    gates = run_gate(read(write_gates(tmp_path), needed=()))
    told = str(to_json(gates)) + repr(gates)
    assert not any(name in told for name in ("Rive", "RIVE", "Sud", "Our team"))


def test_prices_and_the_first_invoice(tmp_path: Path) -> None:
    found = answer(tmp_path, "price")
    assert isinstance(found.detail, PaidDetail)
    assert found.verdict is Verdict.PASS
    assert found.detail.answer.prices[found.detail.answer.chosen].tried.price == 14
    assert [(one.price, one.days) for one in found.detail.invoices] == [(9, 5)]


def test_the_weakest_task_fails_the_gate(tmp_path: Path) -> None:
    found = answer(tmp_path, "tasks")
    assert isinstance(found.detail, TaskDetail)
    assert found.verdict is Verdict.FAIL
    assert "Send" in found.sentence["en"]


def test_a_slow_start_is_stopped(tmp_path: Path) -> None:
    found = answer(tmp_path, "usage")
    assert isinstance(found.detail, StopDetail)
    assert found.verdict is Verdict.FAIL
    assert found.detail.last_day == date(2026, 1, 25)
    assert found.detail.seen[-1] == (date(2026, 1, 25), 12.0)
    assert found.detail.to_come[-1] == date(2026, 3, 1)
    assert found.sentence["en"].startswith("Stop. Probability to reach 100 by 1 March 2026")


@pytest.mark.parametrize(
    ("registered", "reason"),
    [("", NoVerdict.NOT_REGISTERED), ("registered_on = 2026-01-06", NoVerdict.REGISTERED_LATE)],
)
def test_a_rule_registered_after_its_data_gives_no_verdict(
    registered: str, reason: NoVerdict, tmp_path: Path
) -> None:
    settings = FILES["levier.toml"].replace("registered_on = 2026-01-01", registered)
    found = answer(tmp_path, "usage", levier=settings)
    assert isinstance(found.detail, StopDetail)
    assert (found.verdict, found.reason) == (None, reason)
    assert not found.detail.preregistered
    assert "No verdict" in found.sentence["en"]
    assert "stop" in found.sentence["en"]


def test_a_metric_can_be_counted_instead(tmp_path: Path) -> None:
    metric = """
[metrics.signups]
title = "Sign-ups"
unit = "sign-ups"
grain = "week"
direction = "up"
kind = "count"
"""
    settings = FILES["levier.toml"].replace("by_date =", 'metric = "signups"\nby_date =') + metric
    rows = "date,metric,value,unit\n2026-01-05,signups,3,A\n2026-01-05,signups,4,B\n"
    (tmp_path / "metrics.csv").write_text(rows, encoding="utf-8")
    found = answer(tmp_path, "usage", levier=settings)
    assert isinstance(found.detail, StopDetail)
    assert found.detail.seen == ((date(2026, 1, 11), 7.0),)


def test_contracts_are_signed_refused_or_wait(tmp_path: Path) -> None:
    found = answer(tmp_path, "deals")
    assert isinstance(found.detail, ContractDetail)
    states = [(one.contract, one.check.state.value) for one in found.detail.contracts]
    assert states == [("A", "signed"), ("B", "refused")]
    assert found.verdict is Verdict.FAIL
    assert [(one.year, one.outcomes) for one in found.detail.years] == [(2023, 1), (2024, 2)]
    assert found.detail.outcomes == 2
    assert "Too special" in found.detail.contracts[1].sentence["en"]


@pytest.mark.parametrize("gate", ["problem", "price", "tasks", "usage", "deals"])
def test_the_order_of_rows_changes_nothing(gate: str, tmp_path: Path) -> None:
    turned = {}
    for name, text in FILES.items():
        if name.endswith(".csv"):
            head, *rows = text.splitlines()
            turned[name.removesuffix(".csv")] = "\n".join([head, *reversed(rows)]) + "\n"
    assert answer(tmp_path / "turned", gate, **turned) == answer(tmp_path / "as-is", gate)


@pytest.mark.parametrize("gate", ["problem", "price", "tasks", "usage", "deals"])
def test_a_gate_without_rows_says_which_to_add(gate: str, tmp_path: Path) -> None:
    write_gates(tmp_path)
    for name in FILES:
        if name.endswith(".csv"):
            (tmp_path / name).unlink()
    (found,) = run_gate(read(tmp_path, needed=()), GateOptions(gate=gate)).gates
    assert (found.verdict, found.reason, found.detail) == (None, NoVerdict.NO_ROWS, None)
    assert ".csv" in found.sentence["en"]
    assert "gate, " in found.sentence["fr"]


def test_only_colleagues_is_no_customer(tmp_path: Path) -> None:
    rows = "gate,customer,date,source\nproblem,Us,2026-01-10,colleague\n"
    found = answer(tmp_path, "problem", interviews=rows)
    assert (found.verdict, found.reason) == (None, NoVerdict.NO_CUSTOMER)


def test_as_of_forgets_what_came_later(tmp_path: Path) -> None:
    workspace = read(write_gates(tmp_path), needed=())
    then = GateOptions(gate="usage", as_of=date(2026, 1, 20))
    (found,) = run_gate(workspace, then).gates
    assert isinstance(found.detail, StopDetail)
    assert found.detail.last_day == date(2026, 1, 18)  # the week of the 19th is not over


def test_an_unknown_gate_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(InvalidArgument, match="no gate 'door'; the workspace has problem, price"):
        run_gate(read(write_gates(tmp_path), needed=()), GateOptions(gate="door"))
