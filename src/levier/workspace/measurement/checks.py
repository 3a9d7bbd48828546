"""The checks of one effect measured on a series, with their sentences."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from levier.impact.checks.placebo_in_time import PlaceboScores, placebo_scores
from levier.impact.checks.pre_launch_dip import departure_before
from levier.language import LANGUAGES
from levier.language.numbers import number
from levier.workspace.measurement.across_units.reading import said
from levier.workspace.measurement.masked_periods import DAYS_IN, trigger_end
from levier.workspace.measurement.reasons import in_both
from levier.workspace.results import Check, CheckStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.impact.checks.result import CheckResult
    from levier.workspace.measurement.joint_metric import MeasuredMetric
    from levier.workspace.results import DesignReading

PLACEBO_ALARM = 6.0
"""Mean squared placebo score above 1 + 6 / sqrt(T): passed by one clean series in a hundred, for
T from 100 to 730 (200 simulated series of each length)."""
SHOCK_ALARM = 3.5
"""Largest of about thirty correlated scores: passed by one clean series in a hundred."""
SHOCK_REACH = 14
DIP_DAYS = 28
DIP_ALARM = 3.0
"""One window only: passed by three clean series in a thousand."""
TEST_ALARM = 2.6
CONFUSED = 0.6


def series_checks(measured: MeasuredMetric) -> list[tuple[Check, ...]]:
    """Run the checks of every effect of one metric, in the order of its effects.

    An effect that comes from a comparison between units has the checks of that comparison; what
    ails the series of the whole metric is not in it.
    """
    placebo = placebo_scores(measured.without_forecasts.fit)
    starts = np.array([effect.window.start for effect in measured.effects])
    found = []
    for k, reading in enumerate(measured.readings):
        checks = [_told_apart(measured, k)]
        if reading is None:
            checks = [
                _placebo(placebo, starts),
                _nearby_shock(placebo, starts, k),
                _pre_launch_dip(measured, k),
                _agreement(measured, k),
                *checks,
            ]
        found.append(tuple(check for check in checks if check is not None))
    return found


def as_check(result: CheckResult) -> Check:
    """Take over a check of the engine."""
    return Check(
        result.name,
        CheckStatus(result.status.value),
        result.figure,
        dict(result.sentence),
        result.columns,
        result.table,
    )


def _placebo(placebo: PlaceboScores, starts: np.ndarray) -> Check | None:
    figure = placebo.mean_square(starts, SHOCK_REACH)
    if not math.isfinite(figure):
        return None
    return _check(
        "placebo_in_time",
        figure,
        failed=figure > 1 + PLACEBO_ALARM / math.sqrt(len(placebo.scores)),
    )


def _nearby_shock(placebo: PlaceboScores, starts: np.ndarray, k: int) -> Check | None:
    figure = placebo.largest_near(int(starts[k]), SHOCK_REACH, starts)
    if not math.isfinite(figure):
        return None
    return _check("nearby_shock", figure, failed=abs(figure) > SHOCK_ALARM)


def _pre_launch_dip(measured: MeasuredMetric, k: int) -> Check | None:
    """Look at the month before the decision, beyond what was left out."""
    series = measured.series
    length = DIP_DAYS // DAYS_IN[series.metric.grain]
    end = trigger_end(series, measured.effects[k])
    figure = departure_before(measured.without_forecasts.fit, end, length)
    if figure is None or length <= measured.masked[k]:
        return None
    return _check("pre_launch_dip", figure, failed=abs(figure) > DIP_ALARM)


def _agreement(measured: MeasuredMetric, k: int) -> Check | None:
    """Compare the series alone with the randomised test: two looks at one effect."""
    shown = measured.evidence[k]
    if shown is None:
        return None
    posterior = measured.without_forecasts.posterior.mixture
    mean, variance = float(posterior.mean[k]), float(posterior.covariance[k, k])
    left = 1 / variance - 1 / shown.variance
    if left <= 0.02 / variance:
        return None
    alone = (mean / variance - shown.mean / shown.variance) / left
    figure = (alone - shown.mean) / math.sqrt(1 / left + shown.variance)
    return _check("experiment_agreement", figure, failed=abs(figure) > TEST_ALARM)


def _told_apart(measured: MeasuredMetric, k: int) -> Check | None:
    others = correlations(measured, k)
    if not others:
        return None
    worst = max(others.values(), key=abs)
    sentence = in_both("checks.identifiability", decisions=", ".join(others))
    return Check("identifiability", CheckStatus.INFORMATIVE, worst, sentence)


def agreement_of_designs(others: Sequence[DesignReading]) -> tuple[Check, ...]:
    """Compare what is reported with the other design that is farthest from it."""
    if not others:
        return ()
    worst = max(others, key=lambda one: abs(one.gap))
    status = CheckStatus.FAILED if abs(worst.gap) > TEST_ALARM else CheckStatus.PASSED
    sentence: dict[str, str] = {
        language: said(
            f"agreement_{status}",
            other=said(f"design_{worst.design}")[language],
            figure=number(abs(worst.gap), language, 2),
        )[language]
        for language in LANGUAGES
    }
    return (Check("design_agreement", status, worst.gap, sentence),)


def correlations(measured: MeasuredMetric, k: int) -> dict[str, float]:
    """Give the decisions whose effect is confused with that of decision ``k``."""
    covariance = measured.without_forecasts.posterior.mixture.covariance
    sd = np.sqrt(np.diag(covariance))
    row = covariance[k] / (sd * sd[k])
    return {
        effect.decision.id: float(row[j])
        for j, effect in enumerate(measured.effects)
        if j != k and abs(row[j]) > CONFUSED
    }


def _check(name: str, figure: float, *, failed: bool) -> Check:
    status = CheckStatus.FAILED if failed else CheckStatus.PASSED
    sentences: dict[str, str] = {
        language: in_both(f"checks.{name}_{status}", figure=number(figure, language, 2))[language]
        for language in LANGUAGES
    }
    return Check(name, status, figure, sentences)
