"""While a test runs a part of the users has the change: those periods are left out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.engine.workspace.measurement.company import START, company, measured, on, only

from levier.workspace.model import ExperimentArm, Workspace


def with_test(first: int, last: int) -> Workspace:
    """Test the change on half of the users between two days, with a result that says little."""
    arms = tuple(
        ExperimentArm(
            "change", "orders", arm, 400, conversions=100 + 10 * (arm != "control"),
            starts_on=on(first), ends_on=on(last),
        )
        for arm in ("control", "new")
    )  # fmt: skip
    return replace(company(), experiments=arms)


def spoiled(workspace: Workspace, first: int, last: int) -> Workspace:
    """Multiply the metric by five between two days."""
    seen = workspace.observations["orders"]
    values = seen.values.copy()
    values[first : last + 1] *= 5
    wrong = replace(seen, values=values)
    return replace(workspace, observations={**workspace.observations, "orders": wrong})


def test_what_the_metric_did_during_the_test_does_not_count() -> None:
    """To a hundredth of a point: the typical level, which scales the wide prior, is of all days."""
    calm = only(measured(with_test(START - 20, START - 1)))
    wild = only(measured(spoiled(with_test(START - 20, START - 1), START - 20, START - 1)))
    assert wild.effect.p50 == pytest.approx(calm.effect.p50, abs=1e-4)


def test_a_test_that_took_most_of_the_past_masks_nothing() -> None:
    calm = only(measured(with_test(5, START - 1)))
    wild = only(measured(spoiled(with_test(5, START - 1), START - 3, START - 1)))
    assert wild.effect.p50 != pytest.approx(calm.effect.p50, abs=1e-4)
