"""Effects measured between units: a roll-out with its path, one unit against a mix of others."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from tests.engine.workspace.effects_fixture import interval, relative
from tests.engine.workspace.results_fixture import full_results

from levier.workspace.results import (
    Check,
    CheckStatus,
    Design,
    DesignReading,
    Effect,
    Grade,
    PathPoint,
    Reached,
    Results,
    ScaledInterval,
    Verdict,
)

WILD = ScaledInterval("relative", -0.3, 4.0, 90.0, -0.6, 280.0)
"""What a series says of one small unit: nearly nothing."""


@cache
def results_across_units() -> Results:
    """The full answer, two of its effects (one with money, one without) measured between units."""
    full = full_results()
    rollout = _across(full.effects[0], "group_time", ranged=True)
    donors = _across(full.effects[11], "donors", ranged=False)
    effects = list(full.effects)
    effects[0], effects[11] = rollout, donors
    return replace(full, effects=tuple(effects))


def _across(effect: Effect, method: str, *, ranged: bool) -> Effect:
    middle = effect.effect.p50
    path = tuple(_point(since, middle, ranged=ranged) for since in range(-8, 6))
    checks = (*effect.diagnostics.checks, _agreement(), _looks())
    return replace(
        effect,
        arm=None,
        design=Design.ROLLOUT if ranged else Design.SYNTHETIC_CONTROL,
        reached=Reached(method, 18, 17, 1, interval(4.0, 1.0), relative(0.02, 0.004), path),
        other_designs=(
            DesignReading(
                Design.ROLLOUT, "dealt", Grade.B, Verdict.GAIN, relative(middle, 0.02), 0.3
            ),
            DesignReading(Design.SERIES, None, Grade.C, Verdict.NOT_PROVEN, WILD, -1.2),
        ),
        diagnostics=replace(effect.diagnostics, checks=checks),
    )


def _point(since: int, middle: float, *, ranged: bool) -> PathPoint:
    value = middle if since >= 0 else 0.0
    if not ranged:
        return PathPoint(since, value, None, None)
    return PathPoint(since, value, value - 0.05, value + 0.05)


def _agreement() -> Check:
    return Check(
        "design_agreement",
        CheckStatus.PASSED,
        0.4,
        {"en": "Another design agrees.", "fr": "Une autre méthode s’accorde."},
        ("design", "gap"),
        (("rollout", 0.3), ("series", -1.2)),
    )


def _looks() -> Check:
    return Check(
        "sequential_reading",
        CheckStatus.INFORMATIVE,
        0.03,
        {"en": "Read at one look.", "fr": "Lu à une date."},
        ("look", "arm", "users", "difference", "fixed_low95", "fixed_high95", "unheard_of"),
        (("2026-04-19", "B", 12_345.0, 0.0123, -0.01, 0.03, "as it is"),),
    )
