"""The whole measurement of a roll-out, in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.errors import InvalidArgument
from levier.impact.designs.difference_in_differences.aggregation import (
    Aggregation,
    Combination,
    aggregate,
)
from levier.impact.designs.difference_in_differences.clusters import reliability_of
from levier.impact.designs.difference_in_differences.group_time import (
    Controls,
    GroupTimeEffects,
    group_time_effects,
)
from levier.impact.designs.difference_in_differences.inference import (
    Estimate,
    Multiplier,
    cluster_contributions,
    estimates,
    standard_errors,
)
from levier.impact.designs.difference_in_differences.panel import usable_panel
from levier.impact.designs.difference_in_differences.parallel_trends import (
    TrendTest,
    parallel_trends,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from levier.impact.designs.difference_in_differences.panel import Panel
    from levier.impact.designs.difference_in_differences.refusals import NoTrendTest

FEWEST_DRAWS = 100


@dataclass(frozen=True, slots=True)
class AggregatedEffects:
    """One aggregation with its intervals.

    Attributes
    ----------
    overall
        One figure, its simultaneous band its own interval's.
    parts
        By group, by periods since exposure or by period; the bands hold for all parts at once.
        Empty for the simple aggregation.
    """

    overall: Estimate
    parts: Mapping[int, Estimate]


@dataclass(frozen=True, slots=True)
class RolloutEstimate:
    """What a roll-out did, in the unit of the outcome.

    Attributes
    ----------
    cells
        Group-time effects with their influence functions.
    group_time
        By (group, period), in the order of ``cells``; the bands hold for all of them at once.
        Before the group's first period they are placebos.
    aggregations
        One of each kind.
    trends
        All placebos tested together, or why not.
    left_out
        Units reached too early to have a before, or never seen.
    """

    cells: GroupTimeEffects
    group_time: Mapping[tuple[int, int], Estimate]
    aggregations: Mapping[Aggregation, AggregatedEffects]
    trends: TrendTest | NoTrendTest
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Bootstrap:
    draws: int
    seed: int
    multiplier: Multiplier


def measure_rollout(
    panel: Panel,
    *,
    controls: Controls = Controls.NOT_YET_TREATED,
    draws: int = 999,
    seed: int = 0,
    multiplier: Multiplier = Multiplier.RADEMACHER,
    anticipation: int = 0,
    allow_missing: bool = False,
) -> RolloutEstimate:
    """Measure every group-time effect and every aggregation.

    Parameters
    ----------
    panel
        What was measured; its covariates or denominators, if any, say how.
    controls
        Whom the units reached are compared with.
    draws, seed, multiplier
        Of the bootstrap behind the simultaneous bands; nothing else is random.
    anticipation
        How many periods before being reached a unit may already react: told of an opening, it
        may wait. They are kept out of effects, placebos and comparisons.
    allow_missing
        Whether a unit may miss periods. Each cell then uses the units seen in both of its periods,
        and ``cells.units`` says how many.

    Raises
    ------
    NotARollout
        With its ``Refusal``, when there is nobody to compare with or the panel is not usable.
    InvalidArgument
        When ``draws`` is too small for a 95 % quantile, or ``anticipation`` is negative.
    """
    if draws < FEWEST_DRAWS:
        raise InvalidArgument(f"draws is {draws}; expected at least {FEWEST_DRAWS}")
    if anticipation < 0:
        raise InvalidArgument(f"anticipation is {anticipation}; expected 0 or more")
    usable, left_out = usable_panel(panel, anticipation=anticipation, allow_missing=allow_missing)
    cells = group_time_effects(usable, controls, anticipation)
    bootstrap = _Bootstrap(draws, seed, multiplier)
    single = [
        Combination(float(cells.value[k]), cells.influence[:, k], np.array([k]))
        for k in range(len(cells.value))
    ]
    keys = zip(cells.group.tolist(), cells.period.tolist(), strict=True)
    return RolloutEstimate(
        cells=cells,
        group_time=dict(zip(keys, _family(usable, cells, single, bootstrap), strict=True)),
        aggregations={along: _aggregated(usable, cells, along, bootstrap) for along in Aggregation},
        trends=parallel_trends(usable, cells),
        left_out=left_out,
    )


def _aggregated(
    panel: Panel, cells: GroupTimeEffects, along: Aggregation, bootstrap: _Bootstrap
) -> AggregatedEffects:
    found = aggregate(panel, cells, along)
    parts = _family(panel, cells, found.parts, bootstrap) if found.parts else ()
    (overall,) = _family(panel, cells, [found.overall], bootstrap)
    return AggregatedEffects(overall, dict(zip(found.keys, parts, strict=True)))


def _family(
    panel: Panel,
    cells: GroupTimeEffects,
    members: Sequence[Combination],
    bootstrap: _Bootstrap,
) -> tuple[Estimate, ...]:
    """Give effects whose bands hold together."""
    influence = np.column_stack([one.influence for one in members])
    contributions = cluster_contributions(influence, panel.cluster)
    errors = standard_errors(contributions)
    return estimates(
        np.array([one.value for one in members]),
        contributions,
        [
            reliability_of(panel, cells, one.cells, float(error))
            for one, error in zip(members, errors, strict=True)
        ],
        draws=bootstrap.draws,
        seed=bootstrap.seed,
        multiplier=bootstrap.multiplier,
    )
