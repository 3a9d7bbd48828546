"""Strange folders of bets: an answer or one clear sentence, never a warning nor a traceback."""

from __future__ import annotations

import json
import math
import warnings
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.engine.workspace.choosing.bets_folder import bets_workspace
from tests.engine.workspace.choosing.many_bets import write_many_bets

from levier.language import LANGUAGES
from levier.workspace.choosing.asked import ChooseOptions
from levier.workspace.choosing.run import run_choose
from levier.workspace.choosing.told import sections
from levier.workspace.inputs.opportunities import Opportunity, Span
from levier.workspace.reading import read
from levier.workspace.writing.json import to_json

if TYPE_CHECKING:
    from pathlib import Path

    from levier.workspace.choosing.results import Choice
    from levier.workspace.model import Workspace

ASKED = ChooseOptions(as_of=date(2026, 7, 1), draws=400)


def _sure(amount: float) -> Span:
    return Span(amount, amount, amount)


def _bet(name: str, value: float, days: float = 10.0, **changed: object) -> Opportunity:
    made = Opportunity(name, name, value=_sure(value), effort=_sure(days))
    return replace(made, **changed)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return bets_workspace(tmp_path_factory.mktemp("bets"))


def _chosen(workspace: Workspace, bets: list[Opportunity], asked: ChooseOptions = ASKED) -> Choice:
    """Choose with every warning an error, say it, and write it as strict JSON."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = run_choose(replace(workspace, opportunities=tuple(bets)), asked)
        for language in LANGUAGES:
            assert sections(found, language)
        json.dumps(to_json(found), allow_nan=False)
    return found


def test_one_bet_is_done(shop: Workspace) -> None:
    found = _chosen(shop, [_bet("only", 100.0)])
    assert (found.chosen.solutions, found.proven) == (("only",), True)


def test_bets_that_all_lose_are_left_and_it_is_said(shop: Workspace) -> None:
    found = _chosen(shop, [_bet(f"b{n}", -10.0 - n) for n in range(20)])
    assert found.chosen.solutions == ()
    assert found.proven
    assert found.answer[0]["en"].startswith("Do none of them now")
    assert found.answer[0]["fr"].startswith("N’en faire aucune")


def test_of_bets_that_all_exclude_one_another_the_best_is_done(shop: Workspace) -> None:
    names = [f"b{n:02}" for n in range(20)]
    bets = [_bet(name, 100.0 + n, excludes=tuple(names)) for n, name in enumerate(names)]
    assert _chosen(shop, bets).chosen.solutions == ("b19",)


def test_a_chain_is_done_whole_or_not_at_all(shop: Workspace) -> None:
    def chain(last: float) -> list[Opportunity]:
        needed = [()] + [(f"b{n:02}",) for n in range(59)]
        values = [-1.0] * 59 + [last]
        return [_bet(f"b{n:02}", values[n], 1.0, requires=needed[n]) for n in range(60)]

    assert len(_chosen(shop, chain(100.0)).chosen.solutions) == 60
    assert _chosen(shop, chain(50.0)).chosen.solutions == ()


@pytest.mark.parametrize("size", [1e-6, 1.0, 1e12])
def test_the_size_of_amounts_changes_nothing(shop: Workspace, size: float) -> None:
    means = replace(shop.portfolio, budget=None, opening_cash=7 * size, cash_floor=0.0)
    bets = [_bet(f"b{n}", size * (5 + 2 * n), cost=size * (1 + n)) for n in range(4)]
    found = _chosen(replace(shop, portfolio=means), bets)
    # Costs of 1, 2, 3 and 4 out of 7, which net 4, 5, 6 and 7: 4 + 5 + 7 is the most.
    assert found.proven
    assert found.chosen.solutions == ("b0", "b1", "b3")
    assert found.chosen.value.mean == pytest.approx(16 * size)


def test_a_bet_that_can_never_be_done_hides_no_limit(shop: Workspace) -> None:
    bets = [_bet("endless", 1e15, 1e12), *(_bet(f"b{n}", 100.0 + n, 30.0) for n in range(5))]
    found = _chosen(shop, bets)
    assert found.chosen.solutions == ("b3", "b4")
    assert found.unfit == ("endless",)


def test_without_capacity_only_what_takes_no_day_is_done(shop: Workspace) -> None:
    bets = [_bet("work", 100.0), _bet("free", 50.0, effort=None)]
    assert _chosen(shop, bets, replace(ASKED, capacity=0.0)).chosen.solutions == ("free",)


def test_bets_that_are_alike_are_done_as_far_as_they_fit(shop: Workspace) -> None:
    found = _chosen(shop, [_bet(f"b{n:02}", 100.0, 10.0) for n in range(30)])
    assert len(found.chosen.solutions) == 6
    assert found.proven
    assert found.tangled == tuple(
        (f"b{n:02}", f"b{m:02}") for n in range(30) for m in range(n + 1, 30)
    )


def test_many_bets_are_chosen_among(tmp_path: Path) -> None:
    workspace = read(write_many_bets(tmp_path, 40), ())
    found = _chosen(workspace, list(workspace.opportunities))
    assert found.proven
    assert all(one.used <= one.limit + 1e-6 * abs(one.limit) for one in found.means)
    assert math.isfinite(found.frontier_gap)
