"""How far the estimate goes by chance, on a scale that knows how well each unit is followed.

The placebo standard error of Arkhangelsky et al. (2021), algorithm 4, takes the donors for as noisy
as the treated: a shop that no mix of others follows gets a range too narrow, one that they follow
closely a range too wide. Dividing each placebo by its own error before, as the ratio of Abadie,
Diamond and Hainmueller (2010) does, errs the other way, since that error is itself fitted, and
known from few periods. Half the variance is therefore each unit's own and half is what all units
share: Smyth (2004), *Statistical Applications in Genetics and Molecular Biology* 3, article 3,
moderates variances so. The range is that of test inversion by placebos of Firpo and Possebom
(2018), *Journal of Causal Inference* 6, with Student's law in place of ranks, which twenty donors
would be needed for.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from levier.impact.designs.synthetic_control.estimate import Estimate, Estimator
from levier.impact.designs.synthetic_control.panel import FEWEST_DONORS, Array, Panel
from levier.impact.designs.synthetic_control.placebo_groups import placebo_groups
from levier.impact.designs.synthetic_control.refusals import NotAPanel, Refusal
from levier.impact.designs.synthetic_control.standard_error import PLACEBOS

_SHARED = 0.5
"""Share of a unit's variance that is taken from all: neither side has a claim to more."""
_SMALLEST = 1e-3
"""As in ``weights``: share of the noise under which an error before counts as none."""
_NOTHING = 1e-9
"""Share of the noise under which an effect is rounding."""


@dataclass(frozen=True, slots=True)
class PlaceboError:
    """The error of one estimate, as placebos show it.

    Attributes
    ----------
    standard_error
        In the unit of the outcomes.
    degrees_of_freedom
        Of Student's law: donors less one for each unit that a placebo takes away.
    placebos
        How many groups of donors were tried.
    """

    standard_error: float
    degrees_of_freedom: int
    placebos: int


def moderated_placebo_error(
    panel: Panel, estimate: Estimate, estimator: Estimator, *, seed: int, most: int = PLACEBOS
) -> PlaceboError:
    """Give the error of ``estimate``, made by ``estimator`` on ``panel``.

    Parameters
    ----------
    panel, estimate, estimator
        What was measured, what was found, and how.
    seed
        Of the drawing of groups of donors, when there are more than ``most``; with one treated
        unit each donor takes its place in turn and the seed changes nothing.
    most
        Largest number of placebo groups.

    Raises
    ------
    NotMeasurable
        As ``NotAPanel`` when too few donors would be left to compare with, or when they are copies
        of one another.
    """
    donors = np.flatnonzero(~panel.treated)
    fewest = FEWEST_DONORS + panel.treated_count
    if len(donors) < fewest:
        raise NotAPanel(Refusal.TOO_FEW_DONORS_FOR_PLACEBOS, donors=len(donors), fewest=fewest)
    groups = placebo_groups(donors, panel.treated_count, most, seed)
    found = [estimator(panel.pretend(group, donors)) for group in groups]
    effects = np.array([one.effect for one in found])
    errors = np.array([one.error_before for one in found])
    # A placebo knows the donors' mean as poorly as the estimate does, and one donor less.
    widened = math.sqrt(1 + panel.treated_count / len(donors))
    error = moderated_error(estimate.error_before, effects, errors, panel.noise)
    freedom = len(donors) - panel.treated_count
    return PlaceboError(widened * error, freedom, len(groups))


def moderated_error(own: float, effects: Array, errors: Array, noise: float) -> float:
    """Give the root mean square placebo effect, on the scale of the unit measured.

    Parameters
    ----------
    own
        Its error before, in the unit of the outcomes.
    effects, errors
        (G,) effect and error before of each placebo.
    noise
        Of the panel: a thousandth of it is the least that all share.

    Raises
    ------
    NotMeasurable
        As ``NotAPanel`` when no placebo shows anything: the donors are copies of one another, and
        an error of zero would be a false certainty.
    """
    if np.abs(effects).max() <= _NOTHING * noise:
        raise NotAPanel(Refusal.DONORS_ALIKE)
    shared = max(float((errors**2).mean()), (_SMALLEST * noise) ** 2)
    relative = float(((effects / _scale(errors, shared)) ** 2).mean())
    return float(_scale(np.array(own), shared)) * math.sqrt(relative)


def _scale(errors: Array, shared: float) -> Array:
    """Moderate errors before (G,) by the mean square that all placebos share."""
    return np.asarray(np.sqrt(_SHARED * shared + (1 - _SHARED) * errors**2))
