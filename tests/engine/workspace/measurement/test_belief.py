"""What forecasts are worth is learned from the other decisions, and from the history brought."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.engine.workspace.measurement.company import (
    company,
    decided,
    decision,
    effect_of,
    expects,
    measured,
    metric,
    observed,
    values,
)

from levier.forecasting.elicitation import SplitNormal
from levier.forecasting.priors import UNCALIBRATED
from levier.workspace.inputs.past_forecasts import PastForecast
from levier.workspace.measurement.belief import Belief, Pair, StatedForecast
from levier.workspace.measurement.history import pairs_of_history
from levier.workspace.model import Direction, Workspace

LATE = date(2198, 1, 1)
HOPED = SplitNormal(0.10, 0.03, 0.03)


def pair(name: str, measured: float, sd: float = 0.01, author: str = "human") -> Pair:
    """Give one forecast of 10 % and what it came to."""
    return Pair(name, {"author": author}, name, 0.10, 0.03**2, measured, sd)


MANY = tuple(pair(f"d{place}", 0.03) for place in range(8))


def believed(belief: Belief, decision: str, author: str = "human") -> tuple[float, float]:
    """Give the prior of a forecast of 10 %."""
    prior = belief.prior(decision, [StatedForecast(HOPED, {"author": author})], 1.0)
    return prior.mean, prior.sd


def past(name: str, outcome: float, **parts: Any) -> PastForecast:
    known: dict[str, Any] = {
        "author": "human",
        "stated_on": date(2023, 1, 2),
        "measured_on": date(2023, 6, 30),
    }
    known |= {"low": 0.05, "mid": 0.1, "high": 0.15, "outcome_sd": 0.01}
    return PastForecast(name, outcome=outcome, **(known | parts))


def two_metrics(size: float, **parts: Any) -> Workspace:
    """One decision on each of two metrics; the second did ``size``, forecast at 10 %."""
    return company(
        metrics={name: metric(name) for name in ("orders", "visits")},
        observations={
            "orders": observed(values({90: 0.02})),
            "visits": observed(values({120: size}, seed=2)),
        },
        decisions=decided(decision("one", 90), decision("two", 120)),
        expectations=tuple(
            expects(name, metric, low=0.05, mid=0.1, high=0.15)
            for name, metric in (("one", "orders"), ("two", "visits"))
        ),
        **parts,
    )


def test_a_decision_is_no_lesson_for_itself() -> None:
    own = pair("new", 0.30, 0.001)
    with_own, without = Belief((*MANY, own), ()), Belief(MANY, ())
    assert believed(with_own, "new") == believed(without, "new")
    assert believed(with_own, "d0") != believed(without, "d0")
    assert believed(Belief((own,), ()), "new") == believed(Belief((), ()), "new")


def test_all_its_metrics_are_left_out_together() -> None:
    twice = (pair("new", 0.3), replace(pair("new", 0.2), outcome="other metric"))
    assert believed(Belief(twice, ()), "new") == believed(Belief((), ()), "new")


def test_authors_are_told_apart_as_far_as_their_pairs_show() -> None:
    fair = tuple(pair(f"a{place}", 0.10, author="ai") for place in range(12))
    vain = tuple(pair(f"h{place}", 0.02) for place in range(12))
    belief = Belief((*fair, *vain), ())
    assert believed(belief, "new", "ai")[0] > believed(belief, "new")[0] + 0.02
    assert believed(belief, "new", "ai")[0] < 0.10


def test_surprises_are_never_held_smaller_than_before_any_pair() -> None:
    exact = tuple(pair(f"d{place}", 0.10, 0.001) for place in range(60))
    assert believed(Belief(exact, ()), "new")[1] >= UNCALIBRATED.residual_sd


def test_authors_who_disagree_widen_the_prior() -> None:
    agreed = [StatedForecast(HOPED, {"author": name}) for name in ("human", "ai")]
    apart = [agreed[0], StatedForecast(SplitNormal(-0.1, 0.03, 0.03), {"author": "ai"})]
    belief = Belief(MANY, ())
    assert belief.prior("new", apart, 1.0).sd > belief.prior("new", agreed, 1.0).sd


def test_a_metric_that_should_fall_turns_the_prior_over() -> None:
    falling = StatedForecast(SplitNormal(-0.1, 0.03, 0.03), {"author": "human"})
    belief = Belief(MANY, ())
    up = belief.prior("new", [StatedForecast(HOPED, {"author": "human"})], 1.0)
    down = belief.prior("new", [falling], -1.0)
    assert (down.mean, down.sd) == pytest.approx((-up.mean, up.sd))


def test_what_one_decision_did_moves_the_forecast_of_the_other_only() -> None:
    """The forecast of a lone decision is as uncertain as before any pair, whatever it did."""
    poor, fine = (measured(two_metrics(size)) for size in (0.0, 0.10))
    assert effect_of(poor, "one").effect != effect_of(fine, "one").effect
    assert effect_of(poor, "one").without_forecast == effect_of(fine, "one").without_forecast
    assert poor.portfolio.forecasts.pairs_here == 2


def test_the_history_brought_is_believed() -> None:
    workspace = two_metrics(0.05)
    hollow = tuple(past(f"past {place}", 0.0) for place in range(20))
    plain, wary = measured(workspace), measured(replace(workspace, past_forecasts=hollow))
    wary_of, plain_of = (effect_of(one, "two", "visits") for one in (wary, plain))
    assert wary_of.effect.p50 < plain_of.effect.p50
    scores = wary.portfolio.forecasts
    assert (scores.pairs_here, scores.pairs_past) == (2, 20)


def test_what_came_after_the_day_is_not_known() -> None:
    later = past("past", 0.0, measured_on=date(2199, 1, 1))
    workspace = replace(two_metrics(0.05), past_forecasts=(later,))
    assert measured(workspace).portfolio.forecasts.pairs_past == 0


def test_authors_of_one_outcome_share_it_and_measured_decisions_are_left_out() -> None:
    rows = (past("a", 0.02), past("a", 0.02, author="ai"), past("b", 0.03), past("one", 0.1))
    workspace = replace(two_metrics(0.0), past_forecasts=rows)
    found = pairs_of_history(workspace, LATE, {"one"})
    assert [one.decision for one in found] == ["a", "a", "b"]
    assert Belief((), found).outcomes_past == 2


def test_a_metric_that_should_fall_is_read_downwards() -> None:
    workspace = two_metrics(0.0)
    falling = replace(workspace.metrics["visits"], direction=Direction.DOWN)
    rows = (past("a", -0.02, metric="visits", low=-0.15, mid=-0.1, high=-0.05),)
    workspace = replace(
        workspace, metrics={**workspace.metrics, "visits": falling}, past_forecasts=rows
    )
    (found,) = pairs_of_history(workspace, LATE, ())
    assert found.forecast == pytest.approx(0.1)
    assert found.measured == 0.02
