"""How well one decision for everyone would be measured on its series, after so many periods."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from levier.workspace.measurement.across_units.reading import NORMAL_95
from levier.workspace.measurement.calendar_index import as_date
from levier.workspace.measurement.found import Found
from levier.workspace.measurement.joint_metric import measure_metric
from levier.workspace.measurement.planning import plan_metric
from levier.workspace.model import DesignChoice
from levier.workspace.planning.continued import expected_before, shorter
from levier.workspace.planning.error import ErrorAfter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from levier.workspace.measurement.metric_plan import MetricPlan
    from levier.workspace.measurement.metric_series import MetricSeries
    from levier.workspace.measurement.question import Question
    from levier.workspace.model import Decision
    from levier.workspace.planning.asked import Asked
    from levier.workspace.planning.continued import ContinuedMetric

_FIRST_EFFECT = 0.1
_ROUNDS = 3
_CLOSE = 0.15
_LOW = 0.025
_LARGEST_IN_PRIORS = 3.0


def series_errors(
    asked: Asked, continued: ContinuedMetric, after: Iterable[int]
) -> tuple[ErrorAfter, ...]:
    """Measure a decision that begins where the data end, on futures drawn from the past.

    The engine that will measure it measures it here: same seasons, controls, earlier decisions,
    masks, uncertain starts and shapes. An effect is planted, about as large as would be seen:
    without one the shape stays open, and the range is wider than it will be.
    """
    futures = [
        continued.draw(np.random.default_rng([asked.options.seed, draw, *asked.metric.encode()]))
        for draw in range(asked.options.draws)
    ]
    found: list[ErrorAfter] = []
    size = abs(continued.scale.shift(_FIRST_EFFECT))
    for periods in after:
        for _ in range(_ROUNDS):
            errors = [_error(asked, continued, future, periods, size) for future in futures]
            known = tuple(one for one in errors if one is not None)
            if not known:
                break
            last, error = size, ErrorAfter.of(periods, known)
            seen = error.seen(asked.options.chance)[0]
            size = min(seen, _LARGEST_IN_PRIORS * error.middle[1])
            if abs(size - last) <= _CLOSE * last:
                break
        if known:
            found.append(error)
    return tuple(found)


def planted(asked: Asked, continued: ContinuedMetric) -> Decision:
    """Give the decision as one for everyone that begins where the data end."""
    starts = as_date(int(continued.series.index.first_days[continued.past]))
    return replace(asked.decision, starts_on=starts, decided_on=None, ends_on=None, status="")


def question_after(asked: Asked, continued: ContinuedMetric, future: MetricSeries) -> Question:
    """Ask of a longer series what the planned decision did to it."""
    question, decision = continued.question, planted(asked, continued)
    workspace = replace(
        question.workspace,
        decisions={**question.workspace.decisions, decision.id: decision},
        exposures=tuple(row for row in question.workspace.exposures if row.decision != decision.id),
    )
    return replace(
        question,
        workspace=workspace,
        series={**question.series, asked.metric: future},
        tests={pair: test for pair, test in question.tests.items() if pair[0] != decision.id},
    )


def _error(
    asked: Asked, continued: ContinuedMetric, future: MetricSeries, periods: int, size: float
) -> tuple[float, float] | None:
    """Give the posterior and prior spread of the full effect; None when it is not measured.

    The posterior's is that of its half towards zero, where the verdict falls.
    """
    plan = _plan(asked, continued, shorter(future, continued.past + periods))
    names = [] if plan is None else [one.decision.id for one in plan.effects]
    if plan is None or asked.decision.id not in names:
        return None
    k = names.index(asked.decision.id)
    full = plan.effects[k].candidate_set.columns[:, 0] * plan.effects[k].dilution
    link, values = plan.scale.link, plan.series.values
    moved = replace(plan.series, values=link.inverse(link.forward(values) + size * full))
    question = question_after(asked, continued, moved)
    measured = measure_metric(question, replace(plan, series=moved))
    answer = measured.without_forecasts.posterior.mixture.marginal(k)
    low, middle = answer.quantiles(np.array([_LOW, 0.5]))
    sd = float(middle - low) / NORMAL_95
    per_effect = plan.effects[k].dilution
    return sd / per_effect, float(np.sqrt(plan.scale.wide().variance)) / per_effect


def _plan(asked: Asked, continued: ContinuedMetric, future: MetricSeries) -> MetricPlan | None:
    rows = tuple(replace(row, design=DesignChoice.SERIES) for row in asked.shaped)
    expected = {**expected_before(asked), asked.decision.id: rows}
    return plan_metric(question_after(asked, continued, future), asked.metric, expected, Found())
