"""The smallest effect that could have been seen, and how much longer would show a given one."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import ndtri

from levier.impact.checks.result import CheckResult, CheckStatus
from levier.impact.checks.wording import worded
from levier.impact.models.difference_spectrum import Array, difference_spectrum
from levier.impact.models.noise_lattice_fit import NoiseLatticeFit

SEEN_FOUR_TIMES_IN_FIVE = float(ndtri(0.975) + ndtri(0.8))
_GROWTH = (0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)
_MOST_TIMES = 1.5


def check_power(sd: float, *, relative: bool) -> CheckResult:
    """Tell the smallest effect that would have been seen four times in five.

    ``sd`` is the standard error of the effect, on the scale on which it is told.
    """
    figure = SEEN_FOUR_TIMES_IN_FIVE * sd
    key = "relative" if relative else "absolute"
    return worded(
        "power", CheckStatus.INFORMATIVE, figure, numbers={"share": 100 * figure}, key=key
    )


def periods_to_settle(
    fit: NoiseLatticeFit, effects: Array, decision: int, sd: float, assumed: float, lasting: bool
) -> int | None:
    """Count the further periods after which ``assumed`` would be seen four times in five.

    The level of a metric wanders, so that waiting helps less and less and often never enough:
    then None. Other decisions on the metric are kept in; seasons and controls, which matter
    little for an added stretch, are not.

    Parameters
    ----------
    fit
        The joint fit.
    effects
        (T, k) the columns of all the decisions.
    decision
        Which of them.
    sd, assumed
        Standard deviation and assumed size of the effect, on the scale of the analysis.
    lasting
        Whether the effect is still there at the end; one that has faded shows nothing more.
    """
    if assumed == 0 or not lasting:
        return None
    wanted = abs(assumed) / SEEN_FOUR_TIMES_IN_FIVE
    now = _sd_with(fit, effects, decision, 0)
    active = int((effects[:, decision] != 0).sum())
    longest = int(_MOST_TIMES * len(effects))
    for growth in _GROWTH:
        added = max(1, math.ceil(growth * active))
        if added > longest:
            return None
        if sd * _sd_with(fit, effects, decision, added) / now <= wanted:
            return added
    return None


def _sd_with(fit: NoiseLatticeFit, effects: Array, decision: int, added: int) -> float:
    """Give the standard deviation of one effect with ``added`` more periods like the last."""
    tables = difference_spectrum(len(effects) + added)
    position = fit.best
    node = fit.kept[position]
    spectrum = tables.spectrum(
        float(fit.nodes.level_ratio[node]),
        float(fit.nodes.ar_share[node]),
        float(fit.nodes.ar_coefficient[node]),
    )
    longer = np.vstack([effects, np.repeat(effects[-1:], added, axis=0)])
    drift = np.linspace(-0.5, 0.5, len(longer))[:, None]
    columns = tables.transform(np.hstack([drift, longer]))
    precision = (columns / spectrum[:, None]).T @ columns / fit.noise_variance[position]
    precision[np.diag_indices_from(precision)] += 1e-6 * np.trace(precision) / len(precision)
    covariance = np.linalg.inv(precision)
    return float(np.sqrt(covariance[decision + 1, decision + 1]))
