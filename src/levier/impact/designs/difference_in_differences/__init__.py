"""Roll-outs: units reached at different dates, or never, compared with those not reached.

Callaway and Sant'Anna (2021), *Difference-in-differences with multiple time periods*, Journal of
Econometrics 225, 200-230, without covariates. The steps, one file each: ``panel`` (what is
known), ``group_time`` (one effect per group and period), ``aggregation`` (overall, by group, by
time since exposure, by period), ``inference`` (clustered errors, intervals, simultaneous bands),
``estimate`` (all of it, in order). ``two_way_fixed_effects`` is there only to show the difference.
"""

from levier.impact.designs.difference_in_differences.aggregation import Aggregation
from levier.impact.designs.difference_in_differences.estimate import (
    AggregatedEffects,
    RolloutEstimate,
    measure_rollout,
)
from levier.impact.designs.difference_in_differences.group_time import Controls
from levier.impact.designs.difference_in_differences.inference import Estimate, Multiplier
from levier.impact.designs.difference_in_differences.panel import NEVER, Panel
from levier.impact.designs.difference_in_differences.refusals import (
    Caution,
    NotARollout,
    Refusal,
)
from levier.impact.designs.difference_in_differences.two_way_fixed_effects import (
    TwoWayFixedEffects,
    two_way_fixed_effects,
)

__all__ = [
    "NEVER",
    "AggregatedEffects",
    "Aggregation",
    "Caution",
    "Controls",
    "Estimate",
    "Multiplier",
    "NotARollout",
    "Panel",
    "Refusal",
    "RolloutEstimate",
    "TwoWayFixedEffects",
    "measure_rollout",
    "two_way_fixed_effects",
]
