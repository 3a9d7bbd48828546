"""A whole choice: what is done, why the rest is not, and that the order of rows changes nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.engine.workspace.choosing.bets_folder import ROWS, bets_workspace

from levier.errors import InvalidArgument
from levier.language import LANGUAGES
from levier.workspace.choosing.asked import ChooseOptions
from levier.workspace.choosing.results import Left, Verdict
from levier.workspace.choosing.run import run_choose
from levier.workspace.choosing.told import sections
from levier.workspace.writing.json import to_json

if TYPE_CHECKING:
    from pathlib import Path

    from levier.workspace.choosing.results import Choice

ASKED = ChooseOptions(as_of=date(2026, 7, 1), draws=1000)


@pytest.fixture(scope="module")
def choice(tmp_path_factory: pytest.TempPathFactory) -> Choice:
    return run_choose(bets_workspace(tmp_path_factory.mktemp("bets")), ASKED)


def test_the_best_that_fits_is_chosen(choice: Choice) -> None:
    assert choice.proven
    assert choice.chosen.solutions == ("law", "tour")
    assert choice.chosen.effort <= 60
    assert choice.chosen.value.p10 < choice.chosen.value.mean < choice.chosen.value.p90


def test_what_is_left_out_has_its_reason(choice: Choice) -> None:
    reasons = {one.solution: (one.reason, one.about) for one in choice.left}
    assert reasons["calls"] == (Left.EXCLUDED, ("tour",))
    assert reasons["voice"] == (Left.CAPACITY, ("",))
    assert set(reasons) == {"calls", "voice", "more-voice"}


def test_a_total_is_the_total_of_joint_draws(choice: Choice) -> None:
    parts = [choice.nets[name] for name in choice.chosen.solutions]
    means = [one.mean for one in parts if one is not None]
    lows = [one.p10 for one in parts if one is not None]
    assert choice.chosen.value.mean == pytest.approx(sum(means))
    assert choice.chosen.value.p10 > sum(lows)


def test_ranks_tell_how_firm_they_are(choice: Choice) -> None:
    assert choice.basis == "value"
    assert sum(row.first for row in choice.ranking) == pytest.approx(1)
    assert sum(row.expected_rank for row in choice.ranking) == pytest.approx(15)
    assert all(row.likely_from <= row.likely_to for row in choice.ranking)


def test_a_part_is_never_worth_more_than_the_whole(choice: Choice) -> None:
    whole = {one.solution: one.worth for one in choice.unknowns if one.input == "everything"}
    assert set(whole) == {"calls", "tour"}
    assert choice.unfit == ("more-voice", "voice")
    for one in choice.unknowns:
        assert 0 <= one.worth <= whole[one.solution] + 1e-6
    for trial in choice.tests:
        assert 0 <= trial.information <= trial.perfect + 1e-6


def test_a_test_that_earns_its_price_is_to_be_run(choice: Choice) -> None:
    for one in choice.tests:
        assert one.net_gain == pytest.approx(one.information - one.price - one.delay)
        assert (one.verdict is Verdict.RUN) == (one.net_gain > 0)


def test_the_choice_is_on_the_frontier(choice: Choice) -> None:
    assert set(choice.frontier[-1].solutions) == set(choice.chosen.solutions)
    means = [one.value.mean for one in choice.frontier]
    worst = [one.worst for one in choice.frontier]
    assert means == sorted(means)
    assert worst == sorted(worst, reverse=True)
    assert all(0 <= share <= 1 for share in choice.on_frontier.values())


def test_conditions_say_on_which_side_of_them_one_is(choice: Choice) -> None:
    for one in choice.conditions:
        holds = one.expected >= one.at if one.above else one.expected <= one.at
        assert holds == one.chosen, one


def test_the_order_of_rows_changes_nothing(choice: Choice, tmp_path: Path) -> None:
    turned = run_choose(bets_workspace(tmp_path, ROWS[::-1]), ASKED)
    same = replace(choice.provenance, fingerprint=turned.provenance.fingerprint)
    before, after = to_json(replace(choice, provenance=same)), to_json(turned)
    assert after["chosen"] == before["chosen"]
    assert after["ranking"] == before["ranking"]
    assert after["unknowns"] == before["unknowns"]
    assert after["frontier"] == before["frontier"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_said_in_both_languages(choice: Choice, language: str) -> None:
    told = sections(choice, language)  # type: ignore[arg-type]
    assert len(told) == 7
    assert "Guided tour" in told[0].sentences[0]
    assert told[-1].notes
    document = to_json(choice)
    assert document["schema"] == "levier.choose/1"
    assert "workspace" not in document
    json.dumps(document, allow_nan=False)


def test_more_capacity_changes_the_choice(tmp_path: Path) -> None:
    workspace = bets_workspace(tmp_path, more="hire_days = 60\nhire_cost = 1000\n")
    found = run_choose(workspace, ASKED)
    hire = next(one for one in found.more if one.hire)
    assert hire.gain > 0
    assert hire.price == 1000
    assert hire.added == ("more-voice", "voice")


def test_limits_that_cannot_be_kept_are_named(tmp_path: Path) -> None:
    workspace = bets_workspace(tmp_path)
    with pytest.raises(InvalidArgument, match=r"capacity \(all teams\) of 5 .*; law must be done"):
        run_choose(workspace, replace(ASKED, capacity=5.0))
    with pytest.raises(InvalidArgument, match="law doit être fait"):
        run_choose(workspace, replace(ASKED, capacity=5.0, language="fr"))


def test_a_bound_on_the_worst_case_is_kept(tmp_path: Path) -> None:
    workspace = bets_workspace(tmp_path)
    bold = run_choose(workspace, replace(ASKED, capacity=200.0))
    safe = run_choose(
        workspace, replace(ASKED, capacity=200.0, worst_case=bold.chosen.worst + 4000)
    )
    assert safe.chosen.value.mean < bold.chosen.value.mean
    assert safe.chosen.worst > bold.chosen.worst


def test_a_day_is_needed_where_nothing_tells_it(tmp_path: Path) -> None:
    with pytest.raises(InvalidArgument, match="--as-of"):
        run_choose(bets_workspace(tmp_path))


def test_without_a_solution_there_is_nothing_to_choose(tmp_path: Path) -> None:
    empty = replace(bets_workspace(tmp_path), opportunities=())
    with pytest.raises(InvalidArgument, match=r"opportunities\.csv with a row for each solution"):
        run_choose(empty, ASKED)
