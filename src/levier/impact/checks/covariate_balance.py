"""Whether the arms of an experiment were alike before it began.

Drawing lots makes arms alike in everything up to chance, so that a quantity measured before the
test must not differ between them by more than chance allows. When it does, the arms were not
drawn by lot, or users were lost from one of them, and what differs afterwards proves nothing.
Imbens and Rubin (2015), *Causal Inference for Statistics, Social, and Biomedical Sciences*,
chapter 14.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import fdtrc

from levier.errors import InvalidArgument
from levier.impact.checks.result import CheckResult, CheckStatus
from levier.language import LANGUAGES, translate
from levier.language.numbers import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.language import Language

ALARM = 0.001
"""Sound draws set off the alarm once in a thousand tests: a company that runs hundreds of them must
not accuse a good one, and arms that were not drawn by lot seldom pass for less than this. A gap
that chance makes plausible is no fault: the covariate then takes it out (CUPED)."""


@dataclass(frozen=True, slots=True)
class ArmBefore:
    """One arm of one stratum before the test.

    Attributes
    ----------
    arm, stratum
        Names.
    units
        Number of users, or of clusters when these were drawn by lot.
    mean, sd
        Of the covariate over the units.
    """

    arm: str
    units: int
    mean: float
    sd: float
    stratum: str = ""


def check_covariate_balance(arms: Sequence[ArmBefore]) -> CheckResult | None:
    """Compare the means of the arms before the test, within each stratum.

    Under the null the squared standardised gaps from the precision-weighted mean sum to a
    chi-square; divided by its degrees of freedom it is referred to an F, so that few units ask
    for more.

    Returns
    -------
    CheckResult or None
        Its figure is the p-value; it fails below 0.001. None when no covariate varies, or one
        of the arms has a single unit.

    Raises
    ------
    InvalidArgument
        When a figure is impossible or an arm is alone in its stratum.
    """
    strata: dict[str, list[ArmBefore]] = {}
    for one in arms:
        _require_possible(one)
        strata.setdefault(one.stratum, []).append(one)
    if any(one.sd == 0 or one.units < 2 for one in arms):
        return None
    gaps = [_squared_gaps(rows) for rows in strata.values()]
    compared = sum(len(rows) - 1 for rows in strata.values())
    left = sum(one.units - 1 for one in arms)
    p_value = float(fdtrc(compared, left, sum(gaps) / compared))
    status = CheckStatus.FAILED if p_value < ALARM else CheckStatus.PASSED
    return CheckResult(
        name="covariate_balance",
        status=status,
        figure=p_value,
        sentence={language: _sentence(status, language, p_value, arms) for language in LANGUAGES},
        columns=("arm", "stratum", "units", "mean", "sd"),
        table=tuple((one.arm, one.stratum, float(one.units), one.mean, one.sd) for one in arms),
    )


def _squared_gaps(rows: Sequence[ArmBefore]) -> float:
    if len(rows) < 2:
        msg = f"arm {rows[0].arm!r} is alone in stratum {rows[0].stratum!r}; expected at least two"
        raise InvalidArgument(msg)
    means = np.array([one.mean for one in rows])
    precision = np.array([one.units / one.sd**2 for one in rows])
    return float(precision @ (means - precision @ means / precision.sum()) ** 2)


def _sentence(
    status: CheckStatus, language: Language, p_value: float, arms: Sequence[ArmBefore]
) -> str:
    lowest = min(arms, key=lambda one: one.mean)
    highest = max(arms, key=lambda one: one.mean)
    return translate(
        f"checks_experiment.covariate_balance.{status}",
        language,
        lowest=lowest.arm,
        low=number(lowest.mean, language, like=highest.mean),
        highest=highest.arm,
        high=number(highest.mean, language),
        p_value=number(max(p_value, 1e-6), language, 2),
    )


def _require_possible(one: ArmBefore) -> None:
    if not (one.units > 0 and one.sd >= 0 and math.isfinite(one.mean) and math.isfinite(one.sd)):
        msg = f"arm {one.arm!r}: expected units > 0 and sd >= 0, got {one.units} and {one.sd}"
        raise InvalidArgument(msg)
