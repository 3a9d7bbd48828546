"""Whether the figure is that of the data or of what was believed before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.impact.checks.result import CheckStatus
from levier.impact.checks.wording import passed_unless, worded

if TYPE_CHECKING:
    from levier.impact.checks.result import CheckResult

LEAST_TOLD = 0.5
"""Share of the precision that has to come from the data for the figure to be theirs."""
_END = 1.959963984540054


def check_prior_width(mean: float, variance: float, prior_variance: float) -> CheckResult:
    """See what becomes of the figure measured without forecasts as its prior is halved or doubled.

    It fails when most of what is known came from the prior, or when the verdict does not outlive
    either; a large effect drawn a little towards none is neither.

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
    told = max(1 / variance - 1 / prior_variance, 1e-12 / variance)
    precisions = [told + 1 / (prior_variance * width) for width in (0.25, 4.0)]
    others = [mean / variance / precision for precision in precisions]
    moves = [(other - mean) / variance**0.5 for other in others]
    claims = [
        abs(other) > _END * precision**-0.5
        for other, precision in zip(others, precisions, strict=True)
    ]
    claimed = abs(mean) > _END * variance**0.5
    failed = told * variance < LEAST_TOLD or any(one != claimed for one in claims)
    return worded(
        "prior_width",
        passed_unless(failed),
        max(moves, key=abs),
        key="fragile" if failed and told * variance >= LEAST_TOLD else "",
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
