"""The measured effects of the results fixture: gains, losses, not proven, tests, declared."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
from tests.engine.workspace.workspace_fixture import EXPECTED, LEVELS, WINDOW_END

from levier.workspace.model import Direction, Workspace
from levier.workspace.results import (
    Check,
    CheckStatus,
    Design,
    Diagnostics,
    Effect,
    Forecast,
    Grade,
    Interval,
    ScaledInterval,
    Settling,
    Verdict,
    Window,
)

DRAWS = 4000
_Z80, _Z95 = NormalDist().inv_cdf(0.9), NormalDist().inv_cdf(0.975)


def interval(middle: float, sd: float) -> Interval:
    """Quantiles of a normal."""
    return Interval(
        p10=middle - _Z80 * sd,
        p50=middle,
        p90=middle + _Z80 * sd,
        low95=middle - _Z95 * sd,
        high95=middle + _Z95 * sd,
    )


def relative(middle: float, sd: float) -> ScaledInterval:
    """Quantiles of a normal, as a share."""
    plain = interval(middle, sd)
    return ScaledInterval("relative", plain.p10, plain.p50, plain.p90, plain.low95, plain.high95)


def made_effects(workspace: Workspace) -> tuple[Effect, ...]:
    """One effect per expectation; forecasts were about twice too rosy."""
    noise = np.random.default_rng(20260630)
    return tuple(
        _effect(workspace, rank, decision, metric, forecast, float(noise.standard_normal()))
        for rank, (decision, metric, forecast) in enumerate(EXPECTED)
    )


def _effect(
    workspace: Workspace, rank: int, decision: str, metric: str, forecast: float, noise: float
) -> Effect:
    sd = 0.004 + 0.12 * abs(forecast)
    truth = 0.55 * forecast if rank % 4 else 0.0
    middle = truth + noise * sd
    design = Design.EXPERIMENT if rank in {0, 11, 14} else Design.SERIES
    if rank == 20:
        design = Design.DECLARED
    good = 1 if workspace.metrics[metric].direction is Direction.UP else -1
    verdict = _verdict(good * middle, sd, design)
    days = (WINDOW_END - workspace.decisions[decision].starts_on).days + 1
    periods = days // 7 if metric in {"churn", "satisfaction"} else days
    level = LEVELS[metric]
    money = _money(workspace, metric, good * middle * level * periods, sd * level * periods)
    return Effect(
        decision=decision,
        metric=metric,
        arm="B" if design is Design.EXPERIMENT else None,
        design=design,
        grade=_grade(design, rank),
        verdict=verdict,
        effect=relative(middle, sd),
        without_forecast=relative(middle * 0.92, sd * 1.1),
        average=interval(middle * level, sd * level),
        cumulative=interval(middle * level * periods, sd * level * periods),
        money=money,
        projection=_year(money, days),
        in_total=money is not None and design is not Design.DECLARED and metric != "basket",
        probability_right_direction=NormalDist().cdf(good * middle / sd),
        window=Window(workspace.decisions[decision].starts_on, WINDOW_END, periods),
        forecast=_forecast(forecast, middle) if rank % 5 else None,
        settling=_settling(sd) if verdict is Verdict.NOT_PROVEN else None,
        diagnostics=_diagnostics(rank, design),
        truth=truth,
    )


def _verdict(middle: float, sd: float, design: Design) -> Verdict:
    if design is Design.DECLARED or abs(middle) < _Z95 * sd:
        return Verdict.NOT_PROVEN
    return Verdict.GAIN if middle > 0 else Verdict.LOSS


def _grade(design: Design, rank: int) -> Grade:
    if design is Design.EXPERIMENT:
        return Grade.A if rank else Grade.B
    if design is Design.DECLARED:
        return Grade.E
    return Grade.C if rank % 3 else Grade.D


def _money(workspace: Workspace, metric: str, units: float, sd: float) -> Interval | None:
    value = workspace.metrics[metric].value_per_unit
    return None if value is None else interval(units * value[1], sd * value[1])


def _year(money: Interval | None, days: int) -> Interval | None:
    if money is None:
        return None
    scale = 365 / days
    return Interval(
        money.p10 * scale,
        money.p50 * scale,
        money.p90 * scale,
        money.low95 * scale,
        money.high95 * scale,
    )


def _forecast(middle: float, measured: float) -> Forecast:
    low, high = sorted((0.4 * middle, 1.6 * middle))
    return Forecast(
        low, middle, high, ("human",), abs(middle - measured) / 2, low <= measured <= high
    )


def _settling(sd: float) -> Settling:
    percent = 280 * sd
    return Settling(
        detectable=2.8 * sd,
        assumed=2.0 * sd,
        more_periods=96,
        users_per_arm=18_400,
        sentence={
            "en": f"These data would have shown an effect of {percent:.1f}% or more; 96 more days "
            "at this noise would settle it, or a test with 18,400 users per arm.",
            "fr": f"Ces données auraient montré un effet de {percent:.1f}\u202f% ou plus\u202f; "
            "96 jours de plus à ce bruit trancheraient, ou un test de 18\u202f400 personnes.",
        },
    )


def _diagnostics(rank: int, design: Design) -> Diagnostics:
    passed = Check(
        "placebo_in_time",
        CheckStatus.PASSED,
        0.004,
        {"en": "No effect found at 20 false dates.", "fr": "Aucun effet à 20 dates inventées."},
    )
    failed = Check(
        "sample_ratio",
        CheckStatus.FAILED,
        0.0002,
        {
            "en": "The arms do not have the planned shares of users.",
            "fr": "Les bras n’ont pas la part de personnes prévue.",
        },
    )
    notes = ({"en": "Grade lowered by one.", "fr": "Note abaissée d’un cran."},) if not rank else ()
    return Diagnostics(
        contraction=None if design is Design.EXPERIMENT else 0.81,
        correlated_with={"free-delivery": -0.72} if rank == 5 else {},
        shapes={"step": 0.7, "ramp 30": 0.3} if design is Design.SERIES else {},
        masked=7,
        cleaned=4,
        noise_floor=0.006,
        checks=(passed,) if rank else (passed, failed),
        notes=notes,
    )
