"""The three randomised tests: several arms, users lost on the way, a covariate with strata."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from levier.workspace.demonstration.plan_decisions import DECISIONS

if TYPE_CHECKING:
    from collections.abc import Mapping


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
        of the decision on the metric.
    lost
        Share of the treated users who were lost on the way; they are the least likely to
        convert, which flatters the treatment.
    correlation
        Of the outcome with the same figure before the test; 0 for no covariate.
    """

    decision: str
    metric: str
    starts_on: date
    ends_on: date
    treatments: Mapping[str, float | None]
    strata: tuple[StratumPlan, ...]
    lost: float = 0.0
    correlation: float = 0.0

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
    return next(effect.size for effect in decision.effects if effect.metric == plan.metric)


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
)
