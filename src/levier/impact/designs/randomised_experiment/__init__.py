"""Randomised experiments, from sufficient statistics: a thousand users or a billion, same code.

The steps, one file each: ``statistics`` (one arm), ``adjustment`` (covariate and strata),
``contrasts`` (treatments against control, jointly), ``newcombe`` (rates), ``dunnett`` (several
arms), ``estimate`` (all of it, in order). ``sample_size`` answers "how many users", and
``practical_significance`` "is it worth launching".
"""

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
from levier.impact.designs.randomised_experiment.refusals import NotAnExperiment, Refusal
from levier.impact.designs.randomised_experiment.sample_size import (
    detectable_relative_effect,
    users_per_arm,
    users_per_arm_for_rate,
)
from levier.impact.designs.randomised_experiment.statistics import ArmStatistics, Covariate

__all__ = [
    "ArmStatistics",
    "Comparison",
    "Covariate",
    "Estimate",
    "ExperimentEstimate",
    "JointGaussian",
    "NotAnExperiment",
    "PracticalVerdict",
    "Refusal",
    "detectable_relative_effect",
    "measure_experiment",
    "practical_verdict",
    "users_per_arm",
    "users_per_arm_for_rate",
]
