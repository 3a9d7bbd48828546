"""Effects known from a comparison between units alone: the whole metric's series is too short."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr

from levier.forecasting.scoring_rules import expected_crps
from levier.impact.checks.power import check_power
from levier.workspace.measurement.across_units.notes import design_notes
from levier.workspace.measurement.across_units.settling import settle_units
from levier.workspace.measurement.across_units.told import (
    full_quantiles,
    on_units,
    other_reading,
    reached_of,
)
from levier.workspace.measurement.answered import Answer, MoneyDraws, value_draws
from levier.workspace.measurement.calendar_index import as_date
from levier.workspace.measurement.checks import agreement_of_designs, as_check
from levier.workspace.measurement.effect_priors import pooled_forecast
from levier.workspace.measurement.grading import lowered, share_in_direction, verdict
from levier.workspace.measurement.intervals import interval
from levier.workspace.results import Diagnostics, Effect, Forecast, Grade, Verdict, Window

if TYPE_CHECKING:
    from levier.workspace.measurement.across_units.choosing import AcrossUnits, DecisionAcrossUnits
    from levier.workspace.measurement.across_units.reading import UnitReading
    from levier.workspace.measurement.across_units.unit_panel import UnitPanel
    from levier.workspace.measurement.question import Question
    from levier.workspace.model import Expectation
    from levier.workspace.results import ScaledInterval


def unit_answer(
    question: Question,
    across: AcrossUnits,
    decision: str,
    rows: tuple[Expectation, ...],
    reading: UnitReading,
) -> Answer:
    """Report one decision from the units that it reached."""
    between, panel = across.decisions[decision], across.panel
    assert panel is not None, "a reading comes from a panel"  # noqa: S101 - for the type checker
    options, metric = question.options, panel.metric
    relative = panel.scale.is_relative
    full = full_quantiles(reading)
    main = on_units(between.effect, full, relative=relative)
    others = tuple(
        other_reading(panel, between, one, main, whole=False)
        for one in between.readings
        if one is not reading
    )
    sd = (main.high95 - main.low95) / 3.92
    power = as_check(check_power(sd, relative=relative))
    checks = (*reading.checks, power, *agreement_of_designs(others))
    generator = np.random.default_rng([options.seed, 4, *decision.encode()])
    draws = reading.mean + reading.sd * generator.standard_normal(options.draws)
    total = between.effect.totals(draws, reading.mean, reading.sd)
    value = value_draws(metric, options.seed, options.draws)
    money = None if value is None else total * value
    said = verdict(metric.direction, main)
    periods = between.window.stop - between.window.start
    effect = Effect(
        decision=decision,
        metric=metric.id,
        arm=None,
        design=reading.design,
        grade=lowered(Grade.B, checks),
        verdict=said,
        effect=main,
        without_forecast=None,
        average=interval(total / periods),
        cumulative=interval(total),
        money=None if money is None else interval(money),
        projection=None,
        in_total=money is not None,
        probability_right_direction=share_in_direction(
            metric.direction, float(ndtr(reading.mean / reading.sd))
        ),
        window=_window(panel, between),
        forecast=score_on_units(panel, between, rows, main),
        settling=settle_units(main) if said is Verdict.NOT_PROVEN else None,
        diagnostics=Diagnostics(
            checks=checks,
            notes=design_notes(reading, between.stronger_than(reading), checks, alone=True),
        ),
        reached=reached_of(panel, between.effect, reading, full),
        other_designs=others,
    )
    return Answer(effect, None if money is None else MoneyDraws.plain(money))


def _window(panel: UnitPanel, between: DecisionAcrossUnits) -> Window:
    window = between.window
    first = as_date(int(panel.index.first_days[window.start]))
    return Window(first, panel.index.last_day_of(window.stop - 1), window.stop - window.start)


def score_on_units(
    panel: UnitPanel,
    between: DecisionAcrossUnits,
    rows: tuple[Expectation, ...],
    measured: ScaledInterval,
) -> Forecast | None:
    """Score what was forecast for a unit reached against what was measured on them."""
    forecast = pooled_forecast(rows, panel.scale, between.effect.mean_height())
    if forecast is None:
        return None
    p10, p50, p90 = (forecast.quantile(level) for level in (0.1, 0.5, 0.9))
    sd = (measured.high95 - measured.low95) / 3.92
    authors = tuple(dict.fromkeys(row.author for row in rows if row.mid is not None))
    inside = p10 <= measured.p50 <= p90
    return Forecast(p10, p50, p90, authors, expected_crps(forecast, measured.p50, sd), inside)
