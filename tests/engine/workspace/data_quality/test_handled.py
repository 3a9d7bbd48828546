"""What is masked or modelled no longer bends the effects."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.engine.workspace.data_quality.made_series import told_to
from tests.engine.workspace.measurement.company import (
    LENGTH,
    START,
    company,
    decided,
    decision,
    measured,
    metric,
    observed,
    only,
    values,
)

from levier.workspace.data_finding import FindingKind, Handling
from levier.workspace.model import BreakHandling, OutageHandling, Workspace

MASK = told_to(outages=OutageHandling.MASK)
LATE = 170


def with_control(control: np.ndarray, **options: object) -> Workspace:
    """Build a company whose orders follow its visits."""
    tide = 1 + 0.1 * np.sin(np.arange(LENGTH) / 5)
    orders = metric(controls=("visits",))
    visits = metric("visits", **options)
    return company(
        metrics={"orders": orders, "visits": visits},
        observations={
            "orders": observed(values({START: 0.1}) * tide),
            "visits": observed(control * tide),
        },
    )


def test_a_masked_outage_of_a_control_is_as_if_it_had_no_values() -> None:
    lost, absent = values(seed=2), values(seed=2)
    lost[60:64], absent[60:64] = 0.0, np.nan
    masked = measured(with_control(lost, data=MASK))
    without = measured(with_control(absent))
    assert [one.handling for one in masked.data] == [Handling.MASKED]
    assert only(masked).effect.p50 == pytest.approx(only(without).effect.p50, abs=0.002)


def test_a_masked_outage_of_the_metric_is_left_out_of_the_effect() -> None:
    series = values({START: 0.1})
    series[150:155] = 0.0
    plain = company(
        metrics={"orders": metric(data=MASK)}, observations={"orders": observed(series)}
    )
    results = measured(plain)
    assert only(results).effect.p50 == pytest.approx(0.1, abs=0.02)
    (view,) = results.series
    assert not any(view.usable[150:155])


def test_a_modelled_jump_is_not_the_decision_s() -> None:
    series = values({60: 0.1, LATE: 0.5})
    told = metric(data=told_to(definition_breaks=BreakHandling.MODEL))
    early = replace(
        company(metrics={"orders": told}, observations={"orders": observed(series)}),
        decisions=decided(decision(starts=60)),
    )
    results = measured(early)
    (found,) = results.data
    assert (found.kind, found.handling) == (FindingKind.LEVEL_SHIFT, Handling.MODELLED)
    assert only(results).effect.p50 == pytest.approx(0.1, abs=0.03)


def test_nothing_is_left_when_all_periods_are_left_out() -> None:
    everything = metric(data=told_to(incomplete_last=300))
    results = measured(company(metrics={"orders": everything}))
    assert [one.reason for one in results.not_measured] == ["no_data"]
    assert results.data[0].figure == LENGTH


def test_an_unfinished_last_day_is_left_out_of_the_effect() -> None:
    series = values({START: 0.1})
    series[-1] *= 0.2
    results = measured(company(observations={"orders": observed(series)}))
    assert only(results).window.periods == LENGTH - START - 1
    assert only(results).effect.p50 == pytest.approx(0.1, abs=0.02)
