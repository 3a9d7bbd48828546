"""Build, buy or stop: what each way is worth over a horizon, and what would turn the answer.

What was spent already is the same in all of them and counts in none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.valuation.cash_flow import cash_flow
from levier.valuation.discounting import discount_factors
from levier.valuation.scenarios.ranges import ALL, NOTHING, Range, draw_share

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

DRAWS = 8_000


@dataclass(frozen=True, slots=True)
class Way:
    """One way to have the benefit.

    Attributes
    ----------
    cost
        Paid before it lives, evenly over ``months_to_live``; at once when that is zero.
    monthly_cost
        Once it lives: running, licences.
    months_to_live
        Until it brings something.
    benefit_share
        Of the benefit, what this way gives, 0 to 1.
    adoption_months
        From its first day until everybody uses it.
    """

    cost: Range
    monthly_cost: Range
    months_to_live: Range = NOTHING
    benefit_share: Range = ALL
    adoption_months: Range = NOTHING


@dataclass(frozen=True, slots=True)
class WayWorth:
    """What one way is worth, d draws.

    Attributes
    ----------
    worth
        (d,) benefit less costs, discounted.
    cost_of_ownership
        (d,) all that it costs, discounted.
    benefit_months
        (d,) discounted months of full benefit that it gives: one more unit of monthly benefit is
        worth that many units.
    cost_months
        (d,) discounted months during which its monthly cost is paid.
    payback
        (d,) months until it has paid for itself, -1 when it has not within the horizon.
    """

    worth: Array
    cost_of_ownership: Array
    benefit_months: Array
    cost_months: Array
    payback: NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All ways on the same draws of the benefit; stopping is worth nothing.

    Attributes
    ----------
    ways
        By name.
    monthly_benefit
        (d,) when everybody uses it.
    best
        Chance that each way, and ``stop``, is worth most.
    break_even_benefit
        Monthly benefit above which each way beats stopping, in the middle of everything else.
    """

    ways: Mapping[str, WayWorth]
    monthly_benefit: Array
    best: Mapping[str, float]
    break_even_benefit: Mapping[str, float]


STOP = "stop"


def compare_ways(
    benefit: Array,
    ways: Mapping[str, Way],
    months: int,
    yearly_rate: float,
    generator: np.random.Generator,
) -> Comparison:
    """Compare ways.

    Parameters
    ----------
    benefit
        (d,) draws of the monthly benefit when everybody uses it.
    ways
        By name, at least one; ``stop`` is always compared and need not be given.
    months
        The horizon.
    yearly_rate
        Of discount.
    generator
        Where the draws of the ways come from.
    """
    factors = discount_factors(months, yearly_rate)
    found = {name: _worth(ways[name], benefit, factors, generator) for name in sorted(ways)}
    names = [*found, STOP]
    worths = np.array([*(one.worth for one in found.values()), np.zeros(len(benefit))])
    first = np.argmax(worths, axis=0)
    return Comparison(
        ways=found,
        monthly_benefit=benefit,
        best={name: float(np.mean(first == rank)) for rank, name in enumerate(names)},
        break_even_benefit={name: _break_even(one) for name, one in found.items()},
    )


def _break_even(found: WayWorth) -> float:
    months = float(np.median(found.benefit_months))
    cost = float(np.median(found.cost_of_ownership))
    return cost / months if months > 0 else float("inf")


def _worth(way: Way, benefit: Array, factors: Array, generator: np.random.Generator) -> WayWorth:
    count, months = len(benefit), len(factors)
    cost, monthly = (one.draw(generator, count) for one in (way.cost, way.monthly_cost))
    starts, adopted = (
        np.maximum(one.draw(generator, count), 0.0)
        for one in (way.months_to_live, way.adoption_months)
    )
    share = draw_share(way.benefit_share, generator, count)
    when = np.arange(1, months + 1)
    lives = np.clip(when - starts[:, None], 0.0, 1.0)
    building = np.clip(when / np.maximum(starts, 1.0)[:, None], 0.0, 1.0)
    spent = cost[:, None] * np.diff(building, axis=1, prepend=0.0)
    since = np.maximum(when - starts[:, None], 0.0)
    used = lives * np.clip(since / np.maximum(adopted, 1e-9)[:, None], 0.0, 1.0)
    gives = used * share[:, None]
    costs = spent + monthly[:, None] * lives
    flows = benefit[:, None] * gives - costs
    return WayWorth(
        worth=flows @ factors,
        cost_of_ownership=costs @ factors,
        benefit_months=gives @ factors,
        cost_months=lives @ factors,
        payback=cash_flow(flows).payback,
    )
