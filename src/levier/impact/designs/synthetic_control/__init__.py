"""One or a few treated units, all from one date on, against a pool of donors never reached.

``panel`` holds the data and refuses what cannot answer (``refusals``). ``weights`` chooses donors
and periods through ``simplex_least_squares``; ``ridge_augmentation`` goes beyond the simplex.
``estimate`` makes one difference of them. ``standard_error``, ``moderated_placebos`` and
``placebo_in_space`` say how far chance alone goes, by way of ``placebo_groups``; ``conformal`` asks
the periods instead of the units. ``measurement`` does all of it as by default, and
``several_dates`` pools dates. ``predictor_matching`` chooses donors by other things known of them.
"""

from levier.impact.designs.synthetic_control.conformal import (
    ConformalInterval,
    Permutations,
    Supposition,
    conformal_interval,
    conformal_p_value,
)
from levier.impact.designs.synthetic_control.estimate import (
    Estimate,
    Estimator,
    Method,
    difference_in_differences,
    ridge_augmented_synthetic_control,
    synthetic_control,
    synthetic_difference_in_differences,
)
from levier.impact.designs.synthetic_control.measurement import (
    SyntheticControlMeasurement,
    measure,
)
from levier.impact.designs.synthetic_control.moderated_placebos import (
    PlaceboError,
    moderated_placebo_error,
)
from levier.impact.designs.synthetic_control.panel import Panel
from levier.impact.designs.synthetic_control.placebo_in_space import (
    PlaceboInSpace,
    placebo_in_space,
)
from levier.impact.designs.synthetic_control.predictor_matching import (
    Predictors,
    matching_on,
    predictor_importance,
)
from levier.impact.designs.synthetic_control.refusals import NotAPanel, Refusal
from levier.impact.designs.synthetic_control.several_dates import (
    NEVER,
    SeveralDates,
    SeveralDatesMeasurement,
    measure_several_dates,
)
from levier.impact.designs.synthetic_control.standard_error import (
    jackknife_standard_error,
    placebo_standard_error,
)

__all__ = [
    "NEVER",
    "ConformalInterval",
    "Estimate",
    "Estimator",
    "Method",
    "NotAPanel",
    "Panel",
    "Permutations",
    "PlaceboError",
    "PlaceboInSpace",
    "Predictors",
    "Refusal",
    "SeveralDates",
    "SeveralDatesMeasurement",
    "Supposition",
    "SyntheticControlMeasurement",
    "conformal_interval",
    "conformal_p_value",
    "difference_in_differences",
    "jackknife_standard_error",
    "matching_on",
    "measure",
    "measure_several_dates",
    "moderated_placebo_error",
    "placebo_in_space",
    "placebo_standard_error",
    "predictor_importance",
    "ridge_augmented_synthetic_control",
    "synthetic_control",
    "synthetic_difference_in_differences",
]
