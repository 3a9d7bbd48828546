"""The five randomised tests.

Several arms; users lost on the way; a covariate with strata; one read every week while it ran; a
holdout that two decisions share.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import prod
from typing import TYPE_CHECKING

from levier.workspace.demonstration.plan_decisions import DECISIONS

if TYPE_CHECKING:
    from collections.abc import Mapping


CONTROL = "control"


@dataclass(frozen=True, slots=True)
class StratumPlan:
    """Users of one stratum, and what they do when nothing is changed.

    Attributes
    ----------
    users
        All arms together.
    mean, sd
        Of the outcome per user; ``sd`` is 0 for a conversion, whose mean is its rate.
    """

    name: str
    users: int
    mean: float
    sd: float = 0.0


@dataclass(frozen=True, slots=True)
class ExperimentPlan:
    """One test.

    Attributes
    ----------
    treatments
        Relative effect of each arm; None for the one that was launched, whose effect is that
        of the decision on the metric, or of all the decisions that a holdout holds back.
    lost
        Share of the treated users who were lost on the way; they are the least likely to
        convert, which flatters the treatment.
    correlation
        Of the outcome with the same figure before the test; 0 for no covariate.
    control_share
        Share of the users meant for the control; None for equal arms.
    looks
        The days on which the figures were read; empty when they were once, at the end.
    """

    decision: str
    metric: str
    starts_on: date
    ends_on: date
    treatments: Mapping[str, float | None]
    strata: tuple[StratumPlan, ...]
    lost: float = 0.0
    correlation: float = 0.0
    control_share: float | None = None
    looks: tuple[date, ...] = ()

    def share(self, arm: str) -> float:
        """Give the share of the users that an arm was meant to get."""
        count = len(self.treatments)
        if self.control_share is None:
            return 1 / (count + 1)
        return self.control_share if arm == CONTROL else (1 - self.control_share) / count

    @property
    def launched_arm(self) -> str:
        """Name of the arm that became the decision."""
        return next(arm for arm, size in self.treatments.items() if size is None)


def baseline_mean(plan: ExperimentPlan) -> float:
    """Give the mean outcome per user, over all strata, when nothing is changed."""
    users = sum(stratum.users for stratum in plan.strata)
    return sum(stratum.users * stratum.mean for stratum in plan.strata) / users


def planted_effect(plan: ExperimentPlan, arm: str) -> float:
    """Give the relative effect of an arm."""
    size = plan.treatments[arm]
    if size is not None:
        return size
    decision = next(one for one in DECISIONS if one.id == plan.decision)
    acting = decision.covers or (decision.id,)
    sizes = [
        effect.size
        for one in DECISIONS
        if one.id in acting
        for effect in one.effects
        if effect.metric == plan.metric
    ]
    return prod(1 + size for size in sizes) - 1


EXPERIMENTS = (
    ExperimentPlan(
        decision="pricing-page",
        metric="signups",
        starts_on=date(2025, 2, 10),
        ends_on=date(2025, 3, 16),
        treatments={"comparison-table": None, "short-page": 0.02},
        strata=(StratumPlan("", 147_000, 0.0445),),
    ),
    ExperimentPlan(
        decision="trial-reminder",
        metric="subscriptions",
        starts_on=date(2025, 4, 14),
        ends_on=date(2025, 5, 18),
        treatments={"reminder": None},
        strata=(StratumPlan("", 7_400, 0.18),),
        lost=0.12,
    ),
    ExperimentPlan(
        decision="usage-bundles",
        metric="upgrade-revenue",
        starts_on=date(2026, 1, 12),
        ends_on=date(2026, 2, 22),
        treatments={"bundles": None},
        strata=(
            StratumPlan("solo", 23_000, 1.35, 4.1),
            StratumPlan("small", 13_000, 3.60, 8.8),
            StratumPlan("large", 4_300, 9.90, 21.0),
        ),
        correlation=0.68,
    ),
    ExperimentPlan(
        decision="trade-templates",
        metric="activation",
        starts_on=date(2026, 4, 13),
        ends_on=date(2026, 5, 24),
        treatments={"templates": None},
        strata=(StratumPlan("", 12_600, 0.355),),
        looks=(
            date(2026, 4, 19), date(2026, 4, 26), date(2026, 5, 3),
            date(2026, 5, 10), date(2026, 5, 17), date(2026, 5, 24),
        ),
    ),
    ExperimentPlan(
        decision="old-welcome",
        metric="signups",
        starts_on=date(2025, 11, 10),
        ends_on=date(2026, 2, 1),
        treatments={"everything": None},
        strata=(StratumPlan("", 470_000, 0.0445),),
        control_share=0.1,
    ),
)  # fmt: skip
