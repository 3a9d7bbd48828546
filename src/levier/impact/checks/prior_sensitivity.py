"""Whether the figure is that of the data or of what was believed before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.impact.checks.result import CheckStatus
from levier.impact.checks.wording import passed_unless, worded

if TYPE_CHECKING:
    from levier.impact.checks.result import CheckResult

ALARM = 0.5
"""Standard errors: a figure that moves by more when its prior is halved is the prior's."""


def check_prior_width(mean: float, variance: float, prior_variance: float) -> CheckResult:
    """See how far the figure measured without forecasts moves as its prior is halved or doubled.

    Parameters
    ----------
    mean, variance
        Of the effect, under a prior of mean zero.
    prior_variance
        Of that prior.

    Returns
    -------
    CheckResult
        Its figure is the larger move, in standard errors.
    """
    precision = max(1 / variance - 1 / prior_variance, 1e-12 / variance)
    pull = mean / variance
    others = [pull / (precision + 1 / (prior_variance * width)) for width in (0.25, 4.0)]
    moves = [(other - mean) / variance**0.5 for other in others]
    figure = max(moves, key=abs)
    return worded(
        "prior_width",
        passed_unless(abs(figure) > ALARM),
        figure,
        columns=("prior", "estimate", "move"),
        table=(
            ("half", others[0], moves[0]),
            ("as used", mean, 0.0),
            ("twice", others[1], moves[1]),
        ),
    )


def check_prior_sensitivity(
    with_forecast: float, without: float, sd: float, *, carried: bool
) -> CheckResult:
    """Say whether the forecast used as a prior carries the verdict; it never proves anything.

    Parameters
    ----------
    with_forecast, without, sd
        The figure with the forecast and without it, and its standard error without.
    carried
        Whether zero is left out with the forecast and not without.
    """
    figure = (with_forecast - without) / sd if sd else 0.0
    key = "carried" if carried else "same"
    return worded("prior_sensitivity", CheckStatus.INFORMATIVE, figure, key=key)
