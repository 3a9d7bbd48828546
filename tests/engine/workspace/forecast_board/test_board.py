"""The board: who is right, what a forecast would have been on its day, and nothing later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import jsonschema
import numpy as np
import pytest
from tests.engine.workspace.forecast_board.boards import (
    FIRST,
    board,
    brings,
    event,
    history,
    score,
)
from tests.engine.workspace.measurement.company import (
    company,
    decided,
    decision,
    expects,
    observed,
    on,
    values,
)

from levier.errors import InvalidArgument
from levier.forecasting.binomial import ShareRange
from levier.forecasting.mean_loss import MeanRange, Skill
from levier.forecasting.recalibration import Worth
from levier.whole_workspace import measure
from levier.workspace.forecast_board import run_forecast
from levier.workspace.forecast_board.results import (
    ClassView,
    NotSaid,
    Open,
    PlanClass,
    Recalibrated,
    Source,
    TooFewPlans,
)
from levier.workspace.inputs.past_projects import PastProject, ProjectStatus
from levier.workspace.writing.json import to_json
from levier.workspace.writing.schemas.answers import answer_schema


def test_people_and_machines_stand_side_by_side() -> None:
    found = board(brings(past_forecasts=history()))
    people, machine = (score(found, "author", one) for one in ("human", "ai"))
    assert people.coverage80.high95 < 0.8 < machine.coverage80.high95
    assert isinstance(people.bias, MeanRange)
    assert isinstance(machine.bias, MeanRange)
    assert people.bias.low95 > 0.02
    assert machine.bias.low95 < 0 < machine.bias.high95


def test_what_forecasts_are_worth_is_found_by_group() -> None:
    found = board(brings(past_forecasts=history(count=40)))
    for author, planted in (("human", 0.5), ("ai", 1.0)):
        worth = score(found, "author", author).worth
        assert isinstance(worth, Worth)
        assert worth.low95 < planted < worth.high95


def test_recalibrated_as_of_its_day_a_forecast_misses_by_less() -> None:
    skill = board(brings(past_forecasts=history())).skill_recalibrated
    assert isinstance(skill, Skill)
    assert skill.low95 > 0
    assert skill.cases < 24  # the first ones had nothing to learn from


def test_two_authors_of_an_outcome_are_one_case() -> None:
    whole = score(board(brings(past_forecasts=history(count=10))))
    assert (whole.pairs, whole.outcomes) == (20, 10)
    assert isinstance(whole.bias, MeanRange)
    assert whole.bias.cases == 10
    assert isinstance(whole.coverage80, ShareRange)


def test_nothing_later_changes_a_row() -> None:
    rows = history(count=16)
    changed = tuple(
        replace(row, outcome=row.outcome + 0.2) if row.stated_on > FIRST + timedelta(200) else row
        for row in rows
    )
    before, after = (board(brings(past_forecasts=one)).rows for one in (rows, changed))
    known = [
        (one.recalibrated, other.recalibrated)
        for one, other in zip(before, after, strict=True)
        if one.stated_on <= FIRST + timedelta(280)
    ]
    assert len(known) == 20
    assert all(one == other for one, other in known)
    assert any(isinstance(one, Recalibrated) for one, _ in known)


def test_the_day_of_the_board_hides_what_came_later() -> None:
    found = board(brings(past_forecasts=history()), FIRST + timedelta(days=200))
    assert found.rows
    assert all(row.known_on <= found.as_of for row in found.rows)


def test_the_order_of_rows_changes_nothing() -> None:
    rows = history(count=8)
    order = np.random.default_rng(0).permutation(len(rows))
    shuffled = tuple(rows[place] for place in order)
    one, other = (to_json(board(brings(past_forecasts=each))) for each in (rows, shuffled))
    assert one == other


def test_a_measurement_of_the_workspace_is_judged_with_its_own_authors() -> None:
    workspace = company(
        observations={"orders": observed(values({90: 0.05, 400: 0.0}))},
        decisions=decided(decision("one", 90), decision("two", 9_000)),
        expectations=(
            expects("one", low=0.06, mid=0.1, high=0.14, stated_on=on(80)),
            expects("one", low=0.02, mid=0.04, high=0.06, author="ai", stated_on=on(80)),
            expects("two", low=0.0, mid=0.1, high=0.2),
        ),
        past_forecasts=history(count=8),
    )
    found = board(workspace)
    here = {row.author: row for row in found.rows if row.source is Source.HERE}
    assert here["human"].forecast.p50 == pytest.approx(0.1, rel=0.05)
    assert here["ai"].forecast.p50 == pytest.approx(0.04, rel=0.05)
    assert here["ai"].measured == here["human"].measured
    assert here["ai"].crps < here["human"].crps
    (later,) = found.opened
    assert (later.decision, later.status) == ("two", Open.NOT_STARTED)
    assert isinstance(later.recalibrated, Recalibrated)
    assert later.recalibrated.range.p50 < later.forecast.p50
    assert isinstance(later.reference, ClassView)


def test_a_measurement_that_believed_forecasts_gives_the_same_board() -> None:
    workspace = company(
        observations={"orders": observed(values({90: 0.05}))},
        decisions=decided(decision("one", 90)),
        expectations=(expects("one", low=0.06, mid=0.1, high=0.14, stated_on=on(80)),),
        past_forecasts=history(count=8),
    )
    results = measure(workspace, draws=200)
    effect = results.effects[0]
    assert effect.without_forecast is not None
    assert effect.effect.p50 != effect.without_forecast.p50
    assert to_json(run_forecast(workspace, None, results)) == to_json(board(workspace))


def test_a_past_row_on_an_effect_measured_here_is_no_second_vote() -> None:
    rows = tuple(replace(row, decision="one", metric="orders") for row in history(count=1))
    workspace = company(
        decisions=decided(decision("one", 90)),
        expectations=(expects("one", low=0.06, mid=0.1, high=0.14),),
        past_forecasts=rows,
    )
    assert [row.source for row in board(workspace).rows] == [Source.HERE]


def test_probabilities_are_scored_by_author() -> None:
    rows = [event(place, "human", 0.9, happened=place % 2 == 0) for place in range(8)]
    rows += [event(place, "ai", 0.5, happened=place % 2 == 0) for place in range(8)]
    found = board(brings(past_forecasts=tuple(rows)))
    scores = {one.author: one.brier.score for one in found.event_scores}
    assert scores == pytest.approx({"": 0.33, "ai": 0.25, "human": 0.41})
    assert sum(point.came_true.trials for point in found.reliability) == 16
    assert found.rows == ()


def projects(count: int, kind: str = "web") -> tuple[PastProject, ...]:
    status = (ProjectStatus.STOPPED, ProjectStatus.DELIVERED)
    return tuple(
        PastProject(f"{kind} {place}", kind, 100.0, 100.0 + 10 * place, status=status[place > 2])
        for place in range(count)
    )


def test_plans_get_their_uplift_and_small_kinds_that_of_all() -> None:
    found = board(brings(past_projects=(*projects(20), *projects(4, "roads"))))
    answers = {one.asked: one for one in found.plans if isinstance(one, PlanClass)}
    assert (answers["web"].used, answers["roads"].used) == ("web", "")
    assert [one.counted.successes for one in found.stop_rates] == [3, 3]
    (few,) = board(brings(past_projects=projects(6))).plans
    assert few == TooFewPlans("cost", 6)


def test_nothing_to_judge_is_said_with_the_columns_to_add() -> None:
    with pytest.raises(InvalidArgument, match=r"past_forecasts\.csv"):
        board(brings())


def test_few_cases_give_no_figure_but_a_reason() -> None:
    found = board(brings(past_forecasts=history(count=1)))
    assert found.skill_recalibrated is NotSaid.TOO_FEW
    assert score(found).bias is NotSaid.TOO_FEW
    assert {row.recalibrated for row in found.rows} == {NotSaid.NOTHING_KNOWN}


def test_the_answer_is_plain_json() -> None:
    document = to_json(board(brings(past_forecasts=history(count=6)), date(2026, 1, 1)))
    jsonschema.validate(document, answer_schema("forecast"))
    assert document["schema"] == "levier.forecast/1"
    assert document["as_of"] == "2026-01-01"
