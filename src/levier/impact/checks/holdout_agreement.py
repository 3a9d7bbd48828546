"""Whether the effects measured one by one add up to that of all of them together.

A holdout, users from whom several decisions are held back together, measures their sum by lot.
The sum of the parts comes from other data: when the two disagree, a part is wrong, or the
decisions take from or add to one another.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from levier.impact.checks.result import CheckResult, CheckStatus
from levier.language import LANGUAGES, translate
from levier.language.numbers import number, percent

ALARM = 2.6
"""Standard errors: two sums that agree differ by more once in a hundred."""


@dataclass(frozen=True, slots=True)
class Gaussian:
    """An effect on the logarithm of the metric: its mean and its standard deviation."""

    mean: float
    sd: float


def check_holdout_agreement(whole: Gaussian, parts: Gaussian, missing: int) -> CheckResult:
    """Compare the whole with the sum of its parts, on the scale where effects add up.

    Parameters
    ----------
    whole
        The effect of all the decisions together against none, by the holdout.
    parts
        The sum of their effects as measured one by one, with its joint standard deviation.
    missing
        Decisions held back that were not measured: their part is in the whole only.

    Returns
    -------
    CheckResult
        Its figure is parts minus whole in standard errors; it fails beyond 2.6. Informative when
        some parts are missing, since a gap may then be theirs.
    """
    figure = (parts.mean - whole.mean) / math.hypot(parts.sd, whole.sd)
    failed = abs(figure) > ALARM
    status = CheckStatus.FAILED if failed else CheckStatus.PASSED
    if missing:
        status = CheckStatus.INFORMATIVE
    return CheckResult(
        name="holdout_agreement",
        status=status,
        figure=figure,
        sentence={
            language: translate(
                f"checks_experiment.holdout_agreement.{status}",
                language,
                whole=percent(math.expm1(whole.mean), language, signed=True),
                parts=percent(math.expm1(parts.mean), language, signed=True),
                figure=number(figure, language, 2),
                missing=missing,
            )
            for language in LANGUAGES
        },
        columns=("what", "mean", "sd"),
        table=(("whole", whole.mean, whole.sd), ("parts", parts.mean, parts.sd)),
    )
