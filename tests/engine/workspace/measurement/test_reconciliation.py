"""Trend, season, controls, decisions and the unexplained add up to the change, to rounding."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.engine.workspace.measurement.company import (
    LENGTH,
    START,
    company,
    measured,
    metric,
    observed,
    on,
    values,
)

import levier
from levier.errors import InvalidArgument
from levier.workspace.results import Reconciliation

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from levier.workspace.results import Results, SeriesView

CHOSEN = {
    "before": (date(2024, 9, 1), date(2025, 2, 28)),
    "after": (date(2025, 9, 1), date(2026, 4, 30)),
}


def total(one: Reconciliation) -> float:
    parts = one.parts
    named = parts.trend + parts.season + parts.controls + parts.unexplained
    return named + sum(parts.decisions.values())


def mean_over(view: SeriesView, first: date, last: date) -> float:
    inside = [
        value
        for day, value in zip(view.dates, view.observed, strict=True)
        if first <= day <= last and value is not None
    ]
    return float(np.mean(inside))


@pytest.fixture(scope="module")
def chosen(demo_folder: Path) -> Results:
    return levier.measure(
        demo_folder, draws=400, priors="off", before=CHOSEN["before"], after=CHOSEN["after"]
    )


def views(results: Results) -> Mapping[str, SeriesView]:
    return {view.metric: view for view in results.series}


def check_sums(results: Results) -> None:
    assert len(results.reconciliation) > 8
    for one in results.reconciliation:
        level = max(abs(one.before.mean), abs(one.observed_change))
        assert total(one) == pytest.approx(one.observed_change, rel=1e-9, abs=1e-9 * level)
        assert one.observed_change == pytest.approx(one.after.mean - one.before.mean)


def test_parts_sum_to_the_change_over_the_default_spans(demo: Results) -> None:
    check_sums(demo)


def test_parts_sum_to_the_change_over_spans_that_were_chosen(chosen: Results) -> None:
    check_sums(chosen)
    for one in chosen.reconciliation:
        assert (one.before.from_, one.before.to) == CHOSEN["before"]
        assert (one.after.from_, one.after.to) == CHOSEN["after"]


def test_the_means_are_those_of_what_was_observed(chosen: Results) -> None:
    for one in chosen.reconciliation:
        view = views(chosen)[one.metric]
        for span in (one.before, one.after):
            assert span.mean == pytest.approx(mean_over(view, span.from_, span.to), rel=1e-9)


def test_every_decision_measured_on_a_metric_has_its_part(demo: Results) -> None:
    for one in demo.reconciliation:
        measured_here = {
            effect.decision
            for effect in demo.effects
            if effect.metric == one.metric and effect.decision in one.parts.decisions
        }
        assert measured_here == set(one.parts.decisions) == set(one.decision_ranges)


def small(**options: object) -> Reconciliation:
    series = values({START: 0.1}, sd=0.01)
    (one,) = measured(company(observations={"orders": observed(series)}), **options).reconciliation
    return one


def test_a_planted_step_is_the_part_of_its_decision() -> None:
    one = small(before=(on(0), on(START - 1)), after=(on(START), on(LENGTH - 1)))
    assert one.parts.decisions["change"] == pytest.approx(100, abs=8)
    ends = one.decision_ranges["change"]
    assert ends.low95 < 100 < ends.high95
    assert one.parts.controls == 0


def test_a_decision_that_acts_in_both_spans_alike_explains_nothing() -> None:
    one = small(before=(on(START), on(START + 29)), after=(on(START + 30), on(START + 59)))
    assert one.parts.decisions["change"] == pytest.approx(0, abs=0.5)


def test_a_control_that_moves_explains_its_part() -> None:
    traffic = values({100: 0.2}, seed=3, sd=0.05)
    results = measured(
        company(
            metrics={"orders": metric(controls=("visits",)), "visits": metric("visits")},
            observations={
                "orders": observed(traffic * values(level=1.0, sd=0.005)),
                "visits": observed(9 * traffic),
            },
        ),
        before=(on(0), on(99)),
        after=(on(100), on(LENGTH - 1)),
    )
    (one,) = results.reconciliation
    assert one.parts.controls == pytest.approx(one.observed_change, rel=0.1)


def test_spans_without_an_observation_are_not_compared() -> None:
    far = (date(2019, 1, 1), date(2019, 12, 31))
    assert measured(company(), before=far).reconciliation == ()


@pytest.mark.parametrize("name", ["before", "after"])
def test_a_span_that_ends_before_it_begins_is_refused(name: str) -> None:
    with pytest.raises(InvalidArgument, match=f"{name} must begin before it ends"):
        measured(company(), **{name: (on(20), on(10))})
