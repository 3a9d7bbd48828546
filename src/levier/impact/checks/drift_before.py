"""Whether a metric compared with its own past was already drifting before the decision.

The mean change before, over its standard error were changes independent, has Student's t
distribution for a random walk and a narrower one for steadier noise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.impact.checks.wording import passed_unless, worded

if TYPE_CHECKING:
    from levier.impact.checks.result import CheckResult

ALARM = 0.01
"""One random walk in a hundred sets it off; white noise less than 0.3 % (20,000 drawn of each)."""


def check_drift_before(p_value: float) -> CheckResult:
    """Judge the drift of the periods before."""
    return worded("drift_before", passed_unless(p_value < ALARM), p_value)
