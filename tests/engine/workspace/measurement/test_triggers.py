"""A decision taken because the metric was bad: what came just before it is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal

import pytest
from tests.engine.workspace.measurement.company import (
    EXACT_DATES,
    START,
    company,
    decided,
    decision,
    measured,
    observed,
    on,
    only,
    values,
)

from levier.workspace.results import CheckStatus, Effect, Grade

DIP = 14


def after_a_dip(window: Literal["auto", "off"] | int, decided_on: date | None = None) -> Effect:
    """Two bad weeks, then a decision that does nothing: the metric comes back by itself."""
    series = values()
    series[START - DIP : START] *= 0.93
    return only(
        measured(
            company(
                observations={"orders": observed(series)},
                decisions=decided(decision(decided_on=decided_on)),
                measurement=replace(EXACT_DATES, trigger_window=window),
            )
        )
    )


def test_off_leaves_nothing_out() -> None:
    assert after_a_dip("off").diagnostics.masked == 0


@pytest.mark.parametrize("days", [7, 14, 30])
def test_a_number_leaves_so_many_days_out(days: int) -> None:
    effect = after_a_dip(days)
    assert effect.diagnostics.masked == days
    note = " ".join(one["en"] for one in effect.diagnostics.notes)
    assert f"{days} periods before the decision were left out" in note


def test_auto_takes_back_most_of_what_a_dip_gave() -> None:
    found, untouched = after_a_dip("auto"), after_a_dip("off")
    assert abs(found.effect.p50) < abs(untouched.effect.p50)
    assert found.effect.low95 < 0 < found.effect.high95


def test_auto_does_not_look_at_the_metric_to_choose() -> None:
    """A fortnight or a tenth of the past, whichever is less, dip or no dip."""
    quiet = company(measurement=replace(EXACT_DATES, trigger_window="auto"))
    masked = only(measured(quiet)).diagnostics.masked
    assert masked == after_a_dip("auto").diagnostics.masked == min(14, START // 10)


def test_what_is_left_of_a_long_dip_is_said() -> None:
    """Half of the dip was masked; the other half is seen by the check."""
    series = values()
    series[START - 28 : START] *= 0.9
    asked = replace(EXACT_DATES, trigger_window=14)
    effect = only(measured(company(observations={"orders": observed(series)}, measurement=asked)))
    checks = {check.name: check for check in effect.diagnostics.checks}
    assert checks["pre_launch_dip"].status is CheckStatus.FAILED
    assert effect.grade is Grade.D


def test_the_mask_ends_when_the_decision_was_taken() -> None:
    """Decided at day 100 on a dip, started at day 120: the days between are believed."""
    early = after_a_dip(14, decided_on=on(100))
    late = after_a_dip(14)
    assert early.diagnostics.masked == late.diagnostics.masked == 14
    assert early.effect != late.effect


def test_a_mask_never_eats_more_than_a_quarter_of_what_came_before() -> None:
    effect = only(
        measured(
            company(
                decisions=decided(decision(starts=20)),
                measurement=replace(EXACT_DATES, trigger_window=30),
            )
        )
    )
    assert effect.diagnostics.masked == 5
