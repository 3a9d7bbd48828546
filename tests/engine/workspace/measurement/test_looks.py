"""Tests looked at while they ran: what the last look says, and what it allows for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.engine.workspace.measurement.company import (
    company,
    expects,
    measured,
    metric,
    only,
)

from levier.workspace.model import DesignChoice, ExperimentArm, Reading
from levier.workspace.results import CheckStatus, Design, Effect, Verdict

ASKED = (expects(design=DesignChoice.EXPERIMENT),)
FIRST, LAST = date(2025, 5, 12), date(2025, 5, 19)


def look(day: date | None, users: int, lift: float, **changes: object) -> list[ExperimentArm]:
    return [
        replace(
            ExperimentArm("change", "orders", arm, users, conversions=round(users * rate)),
            looked_on=day,
            **changes,  # type: ignore[arg-type]
        )
        for arm, rate in (("control", 0.1), ("new", 0.1 * (1 + lift)))
    ]


def effect_of_rows(*rows: ExperimentArm) -> Effect:
    return only(measured(company(experiments=rows, expectations=ASKED)))


def names(effect: Effect) -> list[str]:
    return [check.name for check in effect.diagnostics.checks]


def test_a_gain_seen_by_peeking_is_not_proven() -> None:
    """2.3 standard errors at the last of two looks: enough for one look only."""
    last = look(LAST, 10_000, 0.1)
    alone = effect_of_rows(*(replace(row, looked_on=None) for row in last))
    peeked = effect_of_rows(*look(FIRST, 4_000, 0.2), *last)
    assert (alone.verdict, peeked.verdict) == (Verdict.GAIN, Verdict.NOT_PROVEN)
    assert alone.effect.p50 == peeked.effect.p50
    assert names(alone) == ["sample_ratio"]
    assert peeked.window.to == LAST


def test_the_looks_are_told_one_by_one() -> None:
    effect = effect_of_rows(*look(LAST, 10_000, 0.1), *look(FIRST, 4_000, 0.2))
    (check,) = (one for one in effect.diagnostics.checks if one.name == "sequential_reading")
    assert check.status is CheckStatus.INFORMATIVE
    assert [row[0] for row in check.table] == [FIRST.isoformat(), LAST.isoformat()]
    assert check.columns[4:] == ("fixed_low95", "fixed_high95", "valid_low95", "valid_high95")
    assert FIRST.isoformat() in check.sentence["fr"]


def test_a_large_effect_is_proven_however_often_one_looked() -> None:
    effect = effect_of_rows(*look(FIRST, 4_000, 0.2), *look(LAST, 40_000, 0.15))
    assert effect.verdict is Verdict.GAIN
    assert effect.effect.low95 > 0.05


def test_one_look_is_sequential_when_it_says_so() -> None:
    fixed = effect_of_rows(*look(None, 10_000, 0.1, reading=Reading.FIXED))
    valid = effect_of_rows(*look(None, 10_000, 0.1, reading=Reading.SEQUENTIAL))
    planned = effect_of_rows(
        *look(None, 10_000, 0.1, reading=Reading.SEQUENTIAL, planned_users=10_000)
    )
    widths = [one.effect.high95 - one.effect.low95 for one in (fixed, planned, valid)]
    assert widths == sorted(widths)
    assert widths[1] / widths[0] == pytest.approx(3.03 / 1.96, abs=0.05)


def test_a_first_look_without_conversions_is_left_out_of_what_is_shown() -> None:
    nobody = [replace(row, users=1, conversions=0) for row in look(FIRST, 10, 0.0)]
    effect = effect_of_rows(*nobody, *look(LAST, 10_000, 0.1))
    (check,) = (one for one in effect.diagnostics.checks if one.name == "sequential_reading")
    assert [row[0] for row in check.table] == [LAST.isoformat()]


def test_as_of_an_early_day_only_its_looks_are_known_and_stay_sequential() -> None:
    rows = (*look(FIRST, 4_000, 0.2), *look(LAST, 10_000, 0.1))
    results = measured(company(experiments=rows, expectations=ASKED), as_of=FIRST)
    effect = only(results)
    assert effect.effect.p50 == pytest.approx(0.2)
    assert "sequential_reading" in names(effect)


def test_a_sequential_test_informs_its_series_less() -> None:
    quiet = {"orders": metric()}
    fixed = only(measured(company(metrics=quiet, experiments=tuple(look(None, 40_000, 0.1)))))
    rows = look(None, 40_000, 0.1, reading=Reading.SEQUENTIAL)
    valid = only(measured(company(metrics=quiet, experiments=tuple(rows))))
    assert fixed.design is valid.design is Design.EXPERIMENT
    widths = [one.effect.high95 - one.effect.low95 for one in (fixed, valid)]
    assert widths[0] < widths[1]
    assert valid.effect.low95 > 0
