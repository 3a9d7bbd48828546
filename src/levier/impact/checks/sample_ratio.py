"""Whether the arms of an experiment got the users that they were meant to get.

When they did not, users were lost on the way in one arm more than in another, those who were
lost are seldom like the others, and the comparison is no longer fair. Fabijan, Gupchup, Gupta,
Omhover, Qin, Vermeer and Dmitriev (2019), *Diagnosing sample ratio mismatch in online
controlled experiments*, KDD.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from scipy.special import chdtrc

from levier.errors import InvalidArgument
from levier.impact.checks.result import CheckResult, CheckStatus
from levier.language import LANGUAGES, translate
from levier.language.numbers import number, percent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.language import Language

ALARM = 0.001
"""A fair split sets off the alarm once in a thousand tests."""


def check_sample_ratio(
    users: Mapping[str, int], planned: Mapping[str, float] | None = None
) -> CheckResult:
    """Compare the users of each arm with their planned shares by Pearson's chi-square.

    Parameters
    ----------
    users
        Users by arm, over all strata.
    planned
        Share meant for each arm, in any unit (they are divided by their sum); equal when None.

    Returns
    -------
    CheckResult
        Its figure is the p-value; it fails below 0.001.

    Raises
    ------
    InvalidArgument
        When there are fewer than two arms, an arm has no share, or a figure is impossible.
    """
    shares = _planned_shares(users, planned)
    total = sum(users.values())
    expected = {arm: share * total for arm, share in shares.items()}
    statistic = sum((users[arm] - expected[arm]) ** 2 / expected[arm] for arm in users)
    p_value = float(chdtrc(len(users) - 1, statistic))
    status = CheckStatus.FAILED if p_value < ALARM else CheckStatus.PASSED
    worst = max(users, key=lambda arm: abs(users[arm] / total - shares[arm]))
    return CheckResult(
        name="sample_ratio",
        status=status,
        figure=p_value,
        sentence={
            language: _sentence(
                status, language, p_value, worst, users[worst] / total, shares[worst]
            )
            for language in LANGUAGES
        },
        columns=("arm", "users", "expected"),
        table=tuple((arm, float(users[arm]), expected[arm]) for arm in users),
    )


def _sentence(
    status: CheckStatus, language: Language, p_value: float, arm: str, share: float, plan: float
) -> str:
    return translate(
        f"checks_experiment.sample_ratio.{status}",
        language,
        arm=arm,
        share=percent(share, language),
        planned=percent(plan, language),
        p_value=number(max(p_value, 1e-6), language, 2),
    )


def _planned_shares(
    users: Mapping[str, int], planned: Mapping[str, float] | None
) -> dict[str, float]:
    if len(users) < 2 or min(users.values()) < 0 or sum(users.values()) == 0:
        msg = f"expected at least two arms with users, got {dict(users)}"
        raise InvalidArgument(msg)
    plan = (
        dict.fromkeys(users, 1.0)
        if planned is None
        else {arm: planned.get(arm, 0.0) for arm in users}
    )
    if not all(share > 0 and math.isfinite(share) for share in plan.values()):
        msg = f"every arm needs a positive planned share, got {plan}"
        raise InvalidArgument(msg)
    total = sum(plan.values())
    return {arm: share / total for arm, share in plan.items()}
