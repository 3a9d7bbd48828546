"""The checks of one comparison between units: which apply, and what each is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr

from levier.impact.checks.contaminated_control import check_contaminated_control
from levier.impact.checks.leave_one_out import Estimate, check_leave_one_out
from levier.impact.checks.placebo_in_space import check_placebo_in_space
from levier.impact.checks.pre_trend import check_fit_before, check_pre_trend
from levier.impact.designs.contrasts_between_units import lead_score, placebo_share
from levier.impact.designs.difference_in_differences import NotARollout, permutation_interval
from levier.impact.designs.synthetic_control import (
    NotAPanel,
    synthetic_difference_in_differences,
)
from levier.workspace.measurement.checks import as_check

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.impact.checks.result import CheckResult
    from levier.impact.designs.contrasts_between_units import ContrastsMeasurement
    from levier.impact.designs.difference_in_differences import Panel as Rollout
    from levier.impact.designs.difference_in_differences import TrendTest
    from levier.impact.designs.synthetic_control import Panel as Donors
    from levier.impact.designs.synthetic_control import SyntheticControlMeasurement
    from levier.workspace.results import Check

_MOST_DEALT = 60
_MOST_LEFT_OUT = 12
_LEAD = 4
_DEALS = 199
_FEW_DEALS = 39
"""Each measures a whole roll-out again; ranks to one in forty do for a line at one in five."""
_ROBUST = 1.4826


def group_time_checks(
    panel: Rollout, trends: TrendTest | None, *, claimed: bool, seed: int
) -> tuple[Check, ...]:
    """Check a difference-in-differences: trends before, and the dates dealt again."""
    results: list[CheckResult | None] = []
    if trends is not None:
        results.append(check_pre_trend(trends.p_value, trends.placebos))
    if len(panel.units) <= _MOST_DEALT:
        try:
            dealt = permutation_interval(panel, deals=_FEW_DEALS, seed=seed)
        except NotARollout:
            pass
        else:
            results.append(check_placebo_in_space(dealt.p_value, dealt.deals - 1, claimed=claimed))
    return _told(results)


def donor_checks(panel: Donors, found: SyntheticControlMeasurement) -> tuple[Check, ...]:
    """Check a synthetic control: how it followed, other units in its place, each donor in turn."""
    low, high = found.interval95
    claimed = low > 0 or high < 0
    without = _without_each_donor(panel, list(found.weights)[:_MOST_LEFT_OUT])
    placebo = found.placebo
    # The variance without a donor is not known: a move of one standard error counts as one.
    variance = found.standard_error**2
    whole = Estimate(found.effect, variance)
    left_out = {name: Estimate(effect, 2 * variance) for name, effect in without.items()}
    moves = {name: (e - found.effect) / found.standard_error for name, e in without.items()}
    return _told(
        [
            check_fit_before(found.fit),
            check_placebo_in_space(placebo.p_value, len(placebo.placebo_ratios), claimed=claimed),
            check_leave_one_out("donors", whole, left_out),
            check_contaminated_control(_donor_scores(panel, list(without)), moves),
        ]
    )


def contrast_checks(
    measured: ContrastsMeasurement,
    heights: np.ndarray,
    decision: int,
    *,
    claimed: bool,
    seed: int,
) -> tuple[Check, ...]:
    """Check a comparison through time: the periods before, and the dates dealt again."""
    results: list[CheckResult | None] = []
    score = lead_score(measured, heights, _LEAD)
    if score is not None:
        results.append(check_pre_trend(2 * float(ndtr(-abs(score))), 1))
    share, tried = placebo_share(measured, heights, decision, tries=_DEALS, seed=seed)
    results.append(check_placebo_in_space(share, tried, claimed=claimed))
    return _told(results)


def _without_each_donor(panel: Donors, names: Sequence[str]) -> dict[str, float]:
    """Give the effect without each donor of weight, where the others are enough."""
    effects = {}
    for name in names:
        kept = np.array([position for position, one in enumerate(panel.units) if one != name])
        try:
            fewer = panel.pretend(np.flatnonzero(panel.treated), kept)
        except NotAPanel:
            continue
        effects[name] = synthetic_difference_in_differences(fewer).effect
    return effects


def _donor_scores(panel: Donors, names: Sequence[str]) -> dict[str, float]:
    """Take each donor for the one reached, and tell how far it stands out from all of them."""
    donors = np.flatnonzero(~panel.treated)
    try:
        effects = {
            panel.units[one]: synthetic_difference_in_differences(
                panel.pretend(np.array([one]), donors)
            ).effect
            for one in donors
        }
    except NotAPanel:
        return {}
    every = np.array(list(effects.values()))
    spread = _ROBUST * float(np.median(np.abs(every - np.median(every))))
    if spread <= 0:
        return {}
    return {name: float((effects[name] - np.median(every)) / spread) for name in names}


def _told(results: Sequence[CheckResult | None]) -> tuple[Check, ...]:
    return tuple(as_check(one) for one in results if one is not None)
