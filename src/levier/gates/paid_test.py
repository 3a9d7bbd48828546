"""Which price, and is it worth going on: conversion and margin per price offered.

The share who pay at each price is beta-binomial with a weak prior common to all prices: worth two
offers, centred on the share who paid over all of them, so that a price tried on five people is
drawn towards the others and one tried on five hundred is not. What a price is worth is its margin
per visitor offered: the share who pay times the price less the unit cost. Prices are compared on
joint draws: the chance of being the best, and the margin lost on average by choosing each one
(expected loss), which unlike the chance also settles when two prices are worth the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import betaincinv

from levier.errors import InvalidArgument
from levier.gates.falling_demand import falling
from levier.gates.sample_needed import sample_needed
from levier.gates.verdict import Verdict, checked_count, checked_share, judged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

DRAWS = 4_000
PRIOR_OFFERS = 2.0
"""How many offers the common prior is worth, at each price."""
LITTLE_LOST = 0.05
"""Share of the best margin under which nobody minds having chosen another price."""
MOST_TIMES = 1_024.0
"""So many times the offers made are not made: no number of offers is said."""


@dataclass(frozen=True, slots=True)
class PriceTried:
    """What happened at one price.

    Attributes
    ----------
    price, unit_cost
        In one currency, per sale.
    offered, paid
        Visitors offered it, and those of them who paid.
    """

    price: float
    offered: int
    paid: int
    unit_cost: float = 0.0


@dataclass(frozen=True, slots=True)
class PriceAnswer:
    """What one price is worth.

    Attributes
    ----------
    conversion
        P2.5, P10, P50, P90 and P97.5 of the share who pay.
    margin
        P10, P50 and P90 of the margin per visitor offered.
    mean_margin
        Its expectation.
    best
        Chance that no other price has a better margin per visitor.
    expected_loss
        Margin per visitor lost on average by choosing it instead of the best.
    """

    tried: PriceTried
    conversion: tuple[float, float, float, float, float]
    margin: tuple[float, float, float]
    mean_margin: float
    best: float
    expected_loss: float


@dataclass(frozen=True, slots=True)
class PaidTest:
    """A paid test at one price or several.

    Attributes
    ----------
    prices
        In rising order of price.
    chosen
        Place of the price whose expected margin is the best.
    verdict
        Of the share who pay at the chosen price, against the threshold; a fail asks that no
        price can reach it.
    demand_falls
        Chance, from the data alone, that demand does not rise with the price; 1 for one price.
    constrained
        Whether that was imposed.
    offers_to_settle
        More offers at the chosen price until its share settles the gate, if it holds.
    offers_to_choose
        More offers over all prices until the loss of the chosen price is little, if shares hold;
        0 when it is already; None when no reasonable number would do.
    """

    prices: tuple[PriceAnswer, ...]
    chosen: int
    threshold: float
    verdict: Verdict
    demand_falls: float
    constrained: bool
    offers_to_settle: int | None
    offers_to_choose: int | None


def paid_test(
    tried: Sequence[PriceTried],
    threshold: float,
    *,
    falling_demand: bool = True,
    seed: int = 0,
    draws: int = DRAWS,
) -> PaidTest:
    """Compare prices, and hold the share who pay against the threshold.

    Parameters
    ----------
    tried
        One or several prices; rows of the same price and cost are added, and a price that nobody
        was offered is left out.
    threshold
        Share of those offered who must pay, strictly between 0 and 1.
    falling_demand
        Impose that demand does not rise with the price: what chance shows otherwise in small
        samples is pooled. Leave it out for goods that sell because they are dear.
    seed, draws
        Of the joint draws.

    Raises
    ------
    InvalidArgument
        When there is no price, more paid than were offered it, or the threshold is no share.
    """
    checked_share(threshold, "threshold")
    prices = _added(tried)
    uniform = np.random.default_rng(seed).random((draws, len(prices)))
    free = _shares(prices, uniform, 1.0)
    shares = falling(free, _worth(prices, 1.0)) if falling_demand else free
    answers = _answers(prices, shares)
    chosen = int(np.argmax([one.mean_margin for one in answers]))
    verdict = _verdict(answers, chosen, threshold)
    return PaidTest(
        prices=answers,
        chosen=chosen,
        threshold=threshold,
        verdict=verdict,
        demand_falls=float((np.diff(free, axis=1) <= 0).all(axis=1).mean()),
        constrained=falling_demand,
        offers_to_settle=_to_settle(answers[chosen], threshold, verdict),
        offers_to_choose=_to_choose(prices, uniform[:1_000], falling_demand),
    )


def _added(tried: Sequence[PriceTried]) -> tuple[PriceTried, ...]:
    """Add rows of one price, and sort by price."""
    if not tried:
        raise InvalidArgument("a paid test needs at least one price, got none")
    sums: dict[tuple[float, float], tuple[int, int]] = {}
    for one in tried:
        checked_count(one.paid, one.offered, f"paid of offered at {one.price}")
        if not one.price > 0:
            raise InvalidArgument(f"price must be above 0, got {one.price}")
        offered, paid = sums.get((one.price, one.unit_cost), (0, 0))
        sums[one.price, one.unit_cost] = (offered + one.offered, paid + one.paid)
    if not any(offered for offered, _ in sums.values()):
        raise InvalidArgument("a paid test needs at least one offer, got none")
    return tuple(
        PriceTried(price, offered, paid, cost)
        for (price, cost), (offered, paid) in sorted(sums.items())
        if offered
    )


def _worth(prices: Sequence[PriceTried], times: float) -> Array:
    return np.array([one.offered * times + PRIOR_OFFERS for one in prices])


def _shares(prices: Sequence[PriceTried], uniform: Array, times: float) -> Array:
    """Draw the shares as if there were ``times`` as many offers with the same results."""
    paid = np.array([one.paid for one in prices], dtype=np.float64)
    offered = np.array([one.offered for one in prices], dtype=np.float64)
    common = (paid.sum() + 0.5) / (offered.sum() + 1)
    yes = paid * times + PRIOR_OFFERS * common
    no = (offered - paid) * times + PRIOR_OFFERS * (1 - common)
    return np.asarray(betaincinv(yes, no, uniform))


def _margins(prices: Sequence[PriceTried], shares: Array) -> Array:
    return np.asarray(shares * np.array([one.price - one.unit_cost for one in prices]))


def _answers(prices: Sequence[PriceTried], shares: Array) -> tuple[PriceAnswer, ...]:
    margins = _margins(prices, shares)
    best = margins.max(axis=1, keepdims=True)
    first = margins >= best
    chances = (first / first.sum(axis=1, keepdims=True)).mean(axis=0)
    losses = (best - margins).mean(axis=0)
    conversion = np.quantile(shares, (0.025, 0.1, 0.5, 0.9, 0.975), axis=0)
    margin = np.quantile(margins, (0.1, 0.5, 0.9), axis=0)
    means = margins.mean(axis=0)
    return tuple(
        PriceAnswer(
            tried=one,
            conversion=tuple(float(value) for value in conversion[:, k]),  # type: ignore[arg-type]
            margin=tuple(float(value) for value in margin[:, k]),  # type: ignore[arg-type]
            mean_margin=float(means[k]),
            best=float(chances[k]),
            expected_loss=float(losses[k]),
        )
        for k, one in enumerate(prices)
    )


def _verdict(answers: Sequence[PriceAnswer], chosen: int, threshold: float) -> Verdict:
    found = answers[chosen].conversion
    if judged(found[0], found[-1], threshold) is Verdict.PASS:
        return Verdict.PASS
    hopeless = all(one.conversion[-1] < threshold for one in answers)
    return Verdict.FAIL if hopeless else Verdict.NOT_ENOUGH


def _to_settle(answer: PriceAnswer, threshold: float, verdict: Verdict) -> int | None:
    if verdict is not Verdict.NOT_ENOUGH:
        return None
    needed = sample_needed(answer.conversion[2], threshold)
    return None if needed is None else max(1, needed - answer.tried.offered)


def _to_choose(prices: Sequence[PriceTried], uniform: Array, constrained: bool) -> int | None:
    """Find by halving how many times the offers would do, and count those not yet made."""

    def settled(times: float) -> bool:
        shares = _shares(prices, uniform, times)
        kept = falling(shares, _worth(prices, times)) if constrained else shares
        margins = _margins(prices, kept)
        best = float(margins.mean(axis=0).max())
        return float((margins.max(axis=1)).mean()) - best <= LITTLE_LOST * abs(best)

    if settled(1.0):
        return 0
    if not settled(MOST_TIMES):
        return None
    low, high = 1.0, MOST_TIMES
    while high / low > 1.01:
        middle = (low * high) ** 0.5
        low, high = (low, middle) if settled(middle) else (middle, high)
    return max(1, round((high - 1) * sum(one.offered for one in prices)))
