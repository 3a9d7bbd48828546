"""Whether units that nothing was done to show effects as large as those that were reached.

Abadie, Diamond and Hainmueller (2010): each unit is taken in turn for the one reached. When the
reported range leaves zero out and the units reached do not stand out, one of the two is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.impact.checks.result import CheckStatus
from levier.impact.checks.wording import passed_unless, worded

if TYPE_CHECKING:
    from levier.impact.checks.result import CheckResult

ALARM = 0.2
FEWEST = 9
"""Fewer placebos cannot rank anything at one in ten."""


def check_placebo_in_space(p_value: float, placebos: int, *, claimed: bool) -> CheckResult:
    """Judge the rank of the units reached.

    Parameters
    ----------
    p_value
        Share of all assignments, the true one included, with an effect at least as large.
    placebos
        How many others were tried.
    claimed
        Whether the reported 95 % range leaves zero out: only then can the rank contradict it.
    """
    status = passed_unless(claimed and p_value > ALARM)
    if placebos < FEWEST or not claimed:
        status = CheckStatus.INFORMATIVE
    return worded(
        "placebo_in_space", status, p_value, words={"count": placebos, "out_of": placebos + 1}
    )
