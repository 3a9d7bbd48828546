"""Whether the units moved alike before they were reached, as the comparison of units takes it.

All placebos before exposure are tested at once; a synthetic control is asked how closely its mix
followed. Passing proves little: Roth (2022), *American Economic Review: Insights* 4, 305-322,
shows how little power such a test may have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.impact.checks.wording import passed_unless, worded

if TYPE_CHECKING:
    from levier.impact.checks.result import CheckResult

ALARM = 0.01
"""Parallel units set off the alarm once in a hundred roll-outs."""
WORST_FIT = 1.0
"""An error before as large as the units' own changes from one period to the next."""


def check_pre_trend(p_value: float, placebos: int) -> CheckResult:
    """Judge the p-value of ``placebos`` effects before exposure tested together."""
    status = passed_unless(p_value < ALARM)
    key = f"one_{status}" if placebos == 1 else ""
    return worded("pre_trend", status, p_value, words={"count": placebos}, key=key)


def check_fit_before(error: float) -> CheckResult:
    """Judge how closely a mix of donors followed the units reached.

    ``error`` is the root mean square gap before, over that of the donors' changes from period to
    period.
    """
    status = passed_unless(error > WORST_FIT)
    return worded("pre_trend", status, error, key=f"fit_{status}")
