"""Effects known from the metric before and after only: too short for a series, or asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.forecasting.scoring_rules import expected_crps
from levier.impact.checks.drift_before import check_drift_before
from levier.impact.checks.power import SEEN_FOUR_TIMES_IN_FIVE, check_power
from levier.impact.designs.before_after import LEAST_AFTER, LEAST_BEFORE, before_after
from levier.language import LANGUAGES
from levier.workspace.measurement.across_units.reached_effect import ReachedEffect
from levier.workspace.measurement.across_units.told import on_units
from levier.workspace.measurement.answered import Answer, MoneyDraws, value_draws
from levier.workspace.measurement.calendar_index import as_date
from levier.workspace.measurement.checks import as_check
from levier.workspace.measurement.effect_priors import pooled_forecast
from levier.workspace.measurement.grading import lowered, share_in_direction, verdict
from levier.workspace.measurement.intervals import PROBABILITIES, interval
from levier.workspace.measurement.planned_effects import acting
from levier.workspace.measurement.reasons import Reason, in_both
from levier.workspace.measurement.settling import size
from levier.workspace.measurement.stretch import stretch
from levier.workspace.results import (
    Design,
    Diagnostics,
    Effect,
    Forecast,
    Grade,
    Settling,
    Verdict,
    Window,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from levier.impact.designs.before_after import BeforeAfter
    from levier.workspace.measurement.metric_scale import MetricScale
    from levier.workspace.measurement.metric_series import MetricSeries
    from levier.workspace.measurement.question import Question
    from levier.workspace.measurement.stretch import Stretch
    from levier.workspace.model import Expectation
    from levier.workspace.results import Check, ScaledInterval

FEWEST_PERIODS = LEAST_BEFORE + LEAST_AFTER


def before_after_answer(
    question: Question,
    series: MetricSeries,
    scale: MetricScale,
    decision: str,
    expected: Mapping[str, tuple[Expectation, ...]],
    panel: MetricSeries | None,
) -> Answer | Reason:
    """Report one decision from the periods either side of it, or say why that cannot be.

    ``expected`` holds all the decisions on the metric: its neighbours cut the stretch off.
    """
    decided, rows = question.workspace.decisions[decision], expected[decision]
    acted = acting(question.workspace, series, decided, rows, panel)
    if isinstance(acted, Reason):
        return acted
    sides = stretch(question, series, decided, acted, expected)
    reason = _too_short(sides)
    if reason is not None:
        return reason
    scores = np.full(len(series.index), np.nan)
    used = sides.before | sides.after
    scores[used] = scale.link.forward(series.values[used])
    if np.ptp(scores[used]) == 0:
        return Reason.CONSTANT
    found = before_after(scores, sides.before, sides.after)
    return _answer(question, series, scale, (decision, rows), sides, found)


def _too_short(sides: Stretch) -> Reason | None:
    if sides.before.sum() < LEAST_BEFORE:
        return Reason.TOO_SHORT_BEFORE
    if sides.after.sum() < LEAST_AFTER:
        return Reason.TOO_SHORT_AFTER
    return None


def _answer(
    question: Question,
    series: MetricSeries,
    scale: MetricScale,
    asked: tuple[str, tuple[Expectation, ...]],
    sides: Stretch,
    found: BeforeAfter,
) -> Answer:
    metric, options, (decision, rows) = series.metric, question.options, asked
    after = _after(series, scale, sides)
    main = on_units(after, found.quantiles(PROBABILITIES), relative=scale.is_relative)
    generator = np.random.default_rng([options.seed, 5, *f"{decision} {metric.id}".encode()])
    draws = found.quantiles(generator.uniform(size=options.draws))
    total = after.totals(draws, found.change, max(found.below, found.above))
    value = value_draws(metric, options.seed, options.draws)
    money = None if value is None else total * value
    said, checks = verdict(metric.direction, main), _checks(main, found)
    effect = Effect(
        decision=decision,
        metric=metric.id,
        arm=None,
        design=Design.BEFORE_AFTER,
        grade=lowered(Grade.D, checks),
        verdict=said,
        effect=main,
        without_forecast=None,
        average=interval(total / sides.after.sum()),
        cumulative=interval(total),
        money=None if money is None else interval(money),
        projection=None,
        in_total=money is not None,
        probability_right_direction=share_in_direction(
            metric.direction, found.probability_positive
        ),
        window=_window(series, sides),
        forecast=_scored(scale, rows, main),
        settling=_settling(main) if said is Verdict.NOT_PROVEN else None,
        diagnostics=Diagnostics(
            masked=sides.masked, checks=checks, notes=tuple(_notes(question, sides))
        ),
    )
    return Answer(effect, None if money is None else MoneyDraws.plain(money))


def _after(series: MetricSeries, scale: MetricScale, sides: Stretch) -> ReachedEffect:
    """Take the periods after for one unit that the decision reached whole."""
    values = series.values[sides.after][None, :]
    weights = np.ones_like(values)
    if series.weights is not None:
        weights = series.weights[sides.after][None, :]
    return ReachedEffect(scale.link, values, weights, np.ones_like(values), adds_up=True)


def _sd(main: ScaledInterval) -> float:
    return (main.high95 - main.low95) / 3.92


def _checks(main: ScaledInterval, found: BeforeAfter) -> tuple[Check, ...]:
    power = check_power(_sd(main), relative=main.scale == "relative")
    return (as_check(check_drift_before(found.drift_p_value)), as_check(power))


def _window(series: MetricSeries, sides: Stretch) -> Window:
    periods = np.flatnonzero(sides.after)
    first = as_date(int(series.index.first_days[periods[0]]))
    return Window(first, series.index.last_day_of(int(periods[-1])), len(periods))


def _scored(
    scale: MetricScale, rows: Iterable[Expectation], main: ScaledInterval
) -> Forecast | None:
    told = tuple(rows)
    forecast = pooled_forecast(told, scale, 1.0)
    if forecast is None:
        return None
    p10, p50, p90 = (forecast.quantile(level) for level in (0.1, 0.5, 0.9))
    authors = tuple(dict.fromkeys(row.author for row in told if row.mid is not None))
    score = expected_crps(forecast, main.p50, _sd(main))
    return Forecast(p10, p50, p90, authors, score, p10 <= main.p50 <= p90)


def _settling(main: ScaledInterval) -> Settling:
    detectable, relative = SEEN_FOUR_TIMES_IN_FIVE * _sd(main), main.scale == "relative"
    words = {
        language: "±" + size(detectable, language, relative=relative).lstrip("+")
        for language in LANGUAGES
    }
    sentence: dict[str, str] = {
        language: in_both("settling.before_after", detectable=words[language])[language]
        for language in LANGUAGES
    }
    return Settling(
        detectable=detectable,
        assumed=main.p50,
        more_periods=None,
        users_per_arm=None,
        sentence=sentence,
    )


def _notes(question: Question, sides: Stretch) -> list[dict[str, str]]:
    before, after = int(sides.before.sum()), int(sides.after.sum())
    notes = [in_both("notes.design_before_after", before=before, after=after)]
    if sides.neighbours:
        titles = [question.workspace.decisions[name].title for name in sides.neighbours]
        notes.append(in_both("notes.not_separated", decisions=", ".join(titles)))
    if sides.masked:
        notes.append(in_both("notes.masked", count=sides.masked))
    return notes
