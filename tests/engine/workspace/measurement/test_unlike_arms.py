"""Arms that were not alike before the test: nothing is proven, whatever happened after."""

from __future__ import annotations

from dataclasses import replace

from tests.engine.workspace.measurement.company import (
    company,
    expects,
    measured,
    metric,
    only,
)

from levier.workspace.model import DesignChoice, ExperimentArm
from levier.workspace.results import CheckStatus, Design, Effect, Grade, Verdict

ASKED = (expects(design=DesignChoice.EXPERIMENT),)


def arms(before: float, **changes: float) -> tuple[ExperimentArm, ...]:
    """Test 2,000 users an arm who gained a lot; the treated had ``before`` before it."""
    control = ExperimentArm(
        "change", "orders", "control", 2_000, mean=10.0, sd=3.0, covariate_mean=5.0,
        covariate_sd=2.0,
    )  # fmt: skip
    treated = replace(control, arm="new", mean=12.0, covariate_mean=before)
    return tuple(replace(arm, **changes) for arm in (control, treated))  # type: ignore[arg-type]


def balance(effect: Effect) -> CheckStatus:
    (found,) = (one for one in effect.diagnostics.checks if one.name == "covariate_balance")
    return found.status


def test_arms_that_differed_before_prove_nothing() -> None:
    effect = only(measured(company(experiments=arms(6.0), expectations=ASKED)))
    assert effect.effect.low95 > 0.1
    assert balance(effect) is CheckStatus.FAILED
    assert (effect.grade, effect.verdict) == (Grade.B, Verdict.NOT_PROVEN)
    notes = " ".join(note["en"] for note in effect.diagnostics.notes)
    assert "not alike before the test" in notes
    assert "The grade is one lower" in notes
    assert "covariate_balance" not in notes, "a code is no word"
    assert effect.settling is None, "more users of arms that differ would settle nothing"


def test_arms_that_differed_before_enter_no_total() -> None:
    valued = {"orders": metric(value_per_unit=(10, 10, 10))}
    unlike, alike = (
        measured(company(metrics=valued, experiments=arms(before), expectations=ASKED))
        for before in (6.0, 5.0)
    )
    assert (only(unlike).in_total, unlike.portfolio.value.p50) == (False, 0.0)
    assert only(unlike).money is not None
    assert (only(alike).in_total, alike.portfolio.value.p50 > 0) == (True, True)


def test_arms_alike_before_prove_what_they_show() -> None:
    effect = only(measured(company(experiments=arms(5.1), expectations=ASKED)))
    assert balance(effect) is CheckStatus.PASSED
    assert (effect.grade, effect.verdict) == (Grade.A, Verdict.GAIN)


def test_a_covariate_without_correlation_only_checks() -> None:
    plain = only(measured(company(experiments=arms(5.1), expectations=ASKED)))
    adjusted = only(
        measured(company(experiments=arms(5.1, covariate_correlation=0.8), expectations=ASKED))
    )
    widths = [one.effect.high95 - one.effect.low95 for one in (plain, adjusted)]
    assert widths[1] < 0.7 * widths[0]


def test_arms_that_differed_before_say_nothing_to_the_series() -> None:
    valued = {"orders": metric(value_per_unit=(10, 10, 10))}
    results = measured(company(metrics=valued, experiments=arms(6.0)))
    found = {effect.design: effect for effect in results.effects}
    assert set(found) == {Design.SERIES, Design.EXPERIMENT}
    assert (found[Design.SERIES].in_total, found[Design.EXPERIMENT].in_total) == (True, False)
    assert found[Design.EXPERIMENT].verdict is Verdict.NOT_PROVEN
