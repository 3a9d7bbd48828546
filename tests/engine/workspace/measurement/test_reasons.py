"""An expectation without an answer has one reason, from a closed list, said in both languages."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.engine.workspace.measurement.company import (
    LENGTH,
    START,
    arms,
    company,
    decided,
    decision,
    expects,
    measured,
    metric,
    observed,
    on,
    reasons,
    values,
)

from levier.workspace.measurement.reasons import Reason
from levier.workspace.model import DesignChoice, ExperimentArm, Exposure, Observations

EXPERIMENT, DECLARED = DesignChoice.EXPERIMENT, DesignChoice.DECLARED


def mostly_missing() -> Observations:
    series = values()
    series[np.arange(LENGTH) % 9 < 5] = np.nan
    return observed(series)


def one_unit() -> Observations:
    plain = observed(values())
    return Observations(plain.dates, plain.values, units=np.full(LENGTH, "north", dtype=object))


def control_only() -> tuple[ExperimentArm, ...]:
    return arms()[:1]


CASES: dict[Reason, dict[str, Any]] = {
    Reason.NO_DATA: {"observations": {}},
    Reason.NOT_STARTED: {"decisions": decided(decision(starts=LENGTH + 30))},
    Reason.NOT_APPLIED: {"decisions": decided(decision(status="Rejected"))},
    Reason.TOO_SHORT_BEFORE: {"decisions": decided(decision(starts=3))},
    Reason.TOO_SHORT_AFTER: {
        "decisions": decided(decision(starts=LENGTH - 1)),
        "expectations": (expects(design=DesignChoice.SERIES),),
    },
    Reason.TOO_SPARSE: {"observations": {"orders": mostly_missing()}},
    Reason.CONSTANT: {"observations": {"orders": observed(np.full(LENGTH, 7.0))}},
    Reason.NO_UNIT_REACHED: {
        "observations": {"orders": one_unit()},
        "exposures": (Exposure("change", "south", on(START)),),
    },
    Reason.DESIGN_NOT_POSSIBLE: {"expectations": (expects(design=DesignChoice.ROLLOUT),)},
    Reason.NO_EXPERIMENT: {"expectations": (expects(design=EXPERIMENT),)},
    Reason.NOT_AN_EXPERIMENT: {
        "expectations": (expects(design=EXPERIMENT),),
        "experiments": control_only(),
    },
    Reason.NOTHING_DECLARED: {"expectations": (expects(design=DECLARED),)},
}


@pytest.mark.parametrize("reason", Reason)
def test_each_reason_is_given(reason: Reason) -> None:
    results = measured(company(**CASES[reason]))
    assert results.effects == ()
    assert reasons(results) == {("change", "orders"): reason.value}
    (said,) = results.not_measured
    assert all(said.sentence[language].endswith(".") for language in ("en", "fr"))
    assert said.sentence["en"] != said.sentence["fr"]
    assert results.portfolio.value.p50 == 0


@pytest.mark.parametrize(
    "status", ["rejected", "Refused", "cancelled", "refusée", "Rejeté", " annulée "]
)
def test_what_was_not_put_in_force_is_not_measured(status: str) -> None:
    results = measured(company(decisions=decided(decision(status=status))))
    assert reasons(results) == {("change", "orders"): "not_applied"}


def test_a_decision_after_the_day_pretended_is_not_measured() -> None:
    results = measured(company(), as_of=on(START - 10))
    assert reasons(results) == {("change", "orders"): "not_started"}
    assert results.as_of == on(START - 10)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"starts": LENGTH + 30}, Reason.NOT_STARTED),
        ({"status": "rejected"}, Reason.NOT_APPLIED),
    ],
)
def test_nothing_is_declared_of_what_was_never_done(
    changed: dict[str, Any], reason: Reason
) -> None:
    stated = expects(design=DECLARED, low=0.01, mid=0.02, high=0.03)
    results = measured(company(decisions=decided(decision(**changed)), expectations=(stated,)))
    assert results.effects == ()
    assert reasons(results) == {("change", "orders"): reason.value}


def test_a_bad_test_does_not_keep_the_series_from_answering() -> None:
    results = measured(company(experiments=control_only()))
    assert [effect.design.value for effect in results.effects] == ["series"]
    assert reasons(results) == {("change", "orders"): "not_an_experiment"}


def test_a_metric_that_nobody_expected_to_move_is_only_shown() -> None:
    results = measured(
        company(
            metrics={"orders": metric(), "visits": metric("visits")},
            observations={"orders": observed(values({START: 0.1})), "visits": observed(values())},
        )
    )
    assert {view.metric for view in results.series} == {"orders", "visits"}
    assert [one.metric for one in results.reconciliation] == ["orders"]
