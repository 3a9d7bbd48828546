"""Randomised experiments, from sufficient statistics: a thousand users or a billion, same code.

The steps, one file each: ``statistics`` (one arm), ``ratio`` (of two means per user), ``clusters``
(whole stores or teams drawn by lot), ``adjustment`` (covariate and strata), ``contrasts``
(treatments against control, jointly), ``newcombe`` (rates), ``dunnett`` (several arms),
``sequential`` (read while it ran), ``error_bounds`` (which of these apply), ``estimate`` (all of
it, in order). ``sample_size`` answers "how many users", and
``practical_significance`` "is it worth launching".
"""

from levier.impact.designs.randomised_experiment.clusters import (
    of_cluster_means,
    of_users_within,
)
from levier.impact.designs.randomised_experiment.contrasts import JointGaussian
from levier.impact.designs.randomised_experiment.estimate import (
    Comparison,
    Estimate,
    ExperimentEstimate,
    measure_experiment,
)
from levier.impact.designs.randomised_experiment.practical_significance import (
    PracticalVerdict,
    practical_verdict,
)
from levier.impact.designs.randomised_experiment.ratio import PerUser, of_ratio
from levier.impact.designs.randomised_experiment.refusals import NotAnExperiment, Refusal
from levier.impact.designs.randomised_experiment.sample_size import (
    detectable_relative_effect,
    users_per_arm,
    users_per_arm_for_rate,
)
from levier.impact.designs.randomised_experiment.sequential import PLANNED_USERS, Sequential
from levier.impact.designs.randomised_experiment.statistics import ArmStatistics, Covariate

__all__ = [
    "PLANNED_USERS",
    "ArmStatistics",
    "Comparison",
    "Covariate",
    "Estimate",
    "ExperimentEstimate",
    "JointGaussian",
    "NotAnExperiment",
    "PerUser",
    "PracticalVerdict",
    "Refusal",
    "Sequential",
    "detectable_relative_effect",
    "measure_experiment",
    "of_cluster_means",
    "of_ratio",
    "of_users_within",
    "practical_verdict",
    "users_per_arm",
    "users_per_arm_for_rate",
]
