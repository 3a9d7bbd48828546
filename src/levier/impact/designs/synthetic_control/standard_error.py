"""How far the estimate goes by chance: placebos among the donors, or leaving units out.

Arkhangelsky et al. (2021), section 4: algorithm 4 (placebo) needs donors as noisy as the treated;
algorithm 3 (jackknife) needs several treated units.
"""

from __future__ import annotations

import numpy as np

from levier.impact.designs.synthetic_control.estimate import Estimate, Estimator
from levier.impact.designs.synthetic_control.panel import FEWEST_DONORS, Array, Panel
from levier.impact.designs.synthetic_control.placebo_groups import placebo_groups
from levier.impact.designs.synthetic_control.refusals import NotAPanel, Refusal

PLACEBOS = 200


def placebo_standard_error(
    panel: Panel, estimator: Estimator, *, seed: int, most: int = PLACEBOS
) -> float:
    """Give the standard deviation of the estimates at donors that nothing was done to.

    With one treated unit each donor takes its place in turn, and the seed changes nothing.

    Raises
    ------
    NotMeasurable
        As ``NotAPanel`` when too few donors would be left to compare with.
    """
    donors = np.flatnonzero(~panel.treated)
    fewest = FEWEST_DONORS + panel.treated_count
    if len(donors) < fewest:
        raise NotAPanel(Refusal.TOO_FEW_DONORS_FOR_PLACEBOS, donors=len(donors), fewest=fewest)
    groups = placebo_groups(donors, panel.treated_count, most, seed)
    return float(np.std([estimator(panel.pretend(group, donors)).effect for group in groups]))


def jackknife_standard_error(panel: Panel, estimate: Estimate) -> float:
    """Give the standard error from leaving out each unit in turn, with the weights kept.

    Raises
    ------
    NotMeasurable
        As ``NotAPanel`` when only one unit is treated, or only one donor has a weight.
    """
    if panel.treated_count == 1:
        raise NotAPanel(Refusal.ONE_TREATED_UNIT)
    if np.isclose(estimate.donor_weights, 1.0).any():
        raise NotAPanel(Refusal.ONE_WEIGHTED_DONOR)
    change = _changes(panel, estimate)
    effects = np.concatenate(
        [
            _leave_one_out(change[panel.treated], np.ones(panel.treated_count))
            - estimate.donor_weights @ change[~panel.treated],
            change[panel.treated].mean()
            - _leave_one_out(change[~panel.treated], estimate.donor_weights),
        ]
    )
    return float(np.sqrt((len(effects) - 1) * effects.var()))


def _changes(panel: Panel, estimate: Estimate) -> Array:
    """Give each unit's (N,) mean after minus its weighted mean before."""
    before, after = np.split(panel.outcomes, [panel.first_after], axis=1)
    return np.asarray(after.mean(axis=1) - before @ estimate.period_weights)


def _leave_one_out(values: Array, weights: Array) -> Array:
    """Give the weighted mean without each value in turn."""
    total, whole = weights @ values, weights.sum()
    return np.asarray((total - weights * values) / (whole - weights))
