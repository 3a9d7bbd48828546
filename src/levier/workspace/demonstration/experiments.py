"""Draw the sufficient statistics of each arm of each test."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from levier.workspace.demonstration.plan_experiments import CONTROL, EXPERIMENTS, planted_effect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from levier.workspace.demonstration.plan_experiments import ExperimentPlan, StratumPlan

CONVERSION_OF_LOST = 0.3
"""Those who are lost convert at this share of the usual rate."""
BEFORE = 0.95
"""The figure before the test, as a share of the one during it."""


@dataclass(frozen=True, slots=True)
class Arm:
    """One row of ``experiments.csv``; None where the column stays empty."""

    plan: ExperimentPlan
    arm: str
    stratum: str
    users: int
    conversions: int | None = None
    mean: float | None = None
    sd: float | None = None
    covariate_mean: float | None = None
    covariate_sd: float | None = None
    covariate_correlation: float | None = None
    looked_on: date | None = None
    planned_users: int | None = None


def draw_experiments(seed: int) -> list[Arm]:
    """Draw every arm of every test; each test has its own generator."""
    rows = []
    for rank, plan in enumerate(EXPERIMENTS):
        generator = np.random.default_rng([seed, 100 + rank])
        for stratum in plan.strata:
            arms = (CONTROL, *plan.treatments)
            drawn = [one for arm in arms for one in _draw_looks(generator, plan, stratum, arm)]
            rows += sorted(drawn, key=lambda one: one.looked_on or plan.ends_on)
    return rows


def _draw_looks(
    generator: np.random.Generator, plan: ExperimentPlan, stratum: StratumPlan, arm: str
) -> Iterator[Arm]:
    """Draw one arm of a conversion as each look saw it: users and conversions add up by the day."""
    if not plan.looks:
        yield _draw_arm(generator, plan, stratum, arm)
        return
    days = [0, *((day - plan.starts_on).days + 1 for day in plan.looks)]
    planned = round(stratum.users * plan.share(arm))
    users = conversions = 0
    for day, (before, after) in zip(plan.looks, pairwise(days), strict=True):
        between = replace(stratum, users=round(stratum.users * (after - before) / days[-1]))
        new = _draw_arm(generator, plan, between, arm)
        users, conversions = users + new.users, conversions + (new.conversions or 0)
        yield replace(
            new, users=users, conversions=conversions, looked_on=day, planned_users=planned
        )


def _draw_arm(
    generator: np.random.Generator, plan: ExperimentPlan, stratum: StratumPlan, arm: str
) -> Arm:
    effect = 0.0 if arm == CONTROL else planted_effect(plan, arm)
    even = stratum.users * plan.share(arm)
    users = round(generator.normal(even, np.sqrt(even) / 2))
    if stratum.sd == 0:
        return _draw_conversions(generator, plan, stratum, arm, users, effect)
    return _draw_quantity(generator, plan, stratum, arm, users, effect)


def _draw_conversions(
    generator: np.random.Generator,
    plan: ExperimentPlan,
    stratum: StratumPlan,
    arm: str,
    users: int,
    effect: float,
) -> Arm:
    rate = stratum.mean * (1 + effect)
    lost = 0 if arm == CONTROL else int(generator.binomial(users, plan.lost))
    converted = int(generator.binomial(users, rate))
    missing = int(generator.binomial(lost, rate * CONVERSION_OF_LOST))
    return Arm(plan, arm, stratum.name, users - lost, conversions=max(converted - missing, 0))


def _draw_quantity(
    generator: np.random.Generator,
    plan: ExperimentPlan,
    stratum: StratumPlan,
    arm: str,
    users: int,
    effect: float,
) -> Arm:
    """Draw a mean and a sd as a sample of so many users would give them."""
    luck = generator.standard_normal(3)
    before_sd = BEFORE * stratum.sd
    during = plan.correlation * luck[0] + np.sqrt(1 - plan.correlation**2) * luck[1]
    blur = 1 + luck[2] / np.sqrt(2 * users)
    return Arm(
        plan,
        arm,
        stratum.name,
        users,
        mean=round(stratum.mean * (1 + effect) + stratum.sd / np.sqrt(users) * during, 4),
        sd=round(stratum.sd * blur, 4),
        covariate_mean=round(BEFORE * stratum.mean + before_sd / np.sqrt(users) * luck[0], 4),
        covariate_sd=round(before_sd * blur, 4),
        covariate_correlation=plan.correlation,
    )
