"""Whether the units moved alike before they were reached, as the comparison of units takes it.

All placebos before exposure are tested at once. Passing proves little: Roth (2022), *American
Economic Review: Insights* 4, 305-322, shows how little power such a test may have.
"""

from __future__ import annotations

from levier.impact.checks.result import CheckResult, CheckStatus
from levier.language import LANGUAGES, translate
from levier.language.numbers import number

ALARM = 0.01
"""Parallel units set off the alarm once in a hundred roll-outs."""


def check_pre_trend(p_value: float, placebos: int) -> CheckResult:
    """Judge the p-value of ``placebos`` effects before exposure tested together."""
    status = CheckStatus.FAILED if p_value < ALARM else CheckStatus.PASSED
    return CheckResult(
        name="pre_trend",
        status=status,
        figure=p_value,
        sentence={
            language: translate(
                f"units.pre_trend_{status}",
                language,
                p_value=number(max(p_value, 1e-6), language, 2),
                count=placebos,
            )
            for language in LANGUAGES
        },
    )
