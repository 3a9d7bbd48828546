"""Roll-outs: units reached at different dates, or never, compared with those not reached.

Callaway and Sant'Anna (2021), *Difference-in-differences with multiple time periods*, Journal of
Econometrics 225, 200-230. The steps, one file each: ``panel`` (what is known),
``counts_and_ratios`` (on which scale), ``group_time`` (one effect per group and period, each a
``contrast`` measured by ``mean_change``, ``doubly_robust`` or ``ratio_of_ratios``), ``aggregation``
(overall, by group, by time since exposure, by period), ``inference`` (clustered errors, intervals,
simultaneous bands),
``permutation`` (a range for few clusters),
``clusters`` (whether there are enough), ``parallel_trends`` (what moved before exposure),
``estimate`` (all of it, in order). ``two_way_fixed_effects`` only shows the difference.
"""

from levier.impact.designs.difference_in_differences.aggregation import Aggregation
from levier.impact.designs.difference_in_differences.counts_and_ratios import (
    Scale,
    ScaledPanel,
    panel_of_ratios,
)
from levier.impact.designs.difference_in_differences.estimate import (
    AggregatedEffects,
    RolloutEstimate,
    measure_rollout,
)
from levier.impact.designs.difference_in_differences.group_time import Controls
from levier.impact.designs.difference_in_differences.inference import Estimate, Multiplier
from levier.impact.designs.difference_in_differences.panel import NEVER, Panel
from levier.impact.designs.difference_in_differences.parallel_trends import TrendTest
from levier.impact.designs.difference_in_differences.permutation import (
    PermutationInterval,
    permutation_interval,
)
from levier.impact.designs.difference_in_differences.refusals import (
    Caution,
    NotARollout,
    NoTrendTest,
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
    "NoTrendTest",
    "NotARollout",
    "Panel",
    "PermutationInterval",
    "Refusal",
    "RolloutEstimate",
    "Scale",
    "ScaledPanel",
    "TrendTest",
    "TwoWayFixedEffects",
    "measure_rollout",
    "panel_of_ratios",
    "permutation_interval",
    "two_way_fixed_effects",
]
