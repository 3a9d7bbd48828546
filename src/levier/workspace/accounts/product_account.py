"""One product's account, from its cents by month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from levier.valuation.cash_flow import NEVER, cash_flow, return_on_cost
from levier.valuation.monthly_path import FEWEST, continue_monthly
from levier.valuation.self_financing import self_financing
from levier.valuation.unit_value import unit_value_draws
from levier.workspace.accounts.results import (
    AccountMonth,
    FundingAnswer,
    NoProjection,
    ProductAccount,
    Projection,
    Span,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from levier.workspace.inputs.products import AccountOptions, Product

    Array = NDArray[np.float64]

DRAWS = 4_000
LATELY = 12
"""Months whose revenue the margin of the months to come is reckoned on."""


@dataclass(frozen=True, slots=True)
class AccountAsked:
    """What one account is made of.

    Attributes
    ----------
    cents
        By month, then line of the ledger.
    per_unit
        Cents in one unit of the currency.
    last
        First day of the last month of every account.
    whole
        Whether that month is over, so that it may be carried on.
    """

    name: str
    product: Product | None
    next_product: Product | None
    cents: Mapping[date, Mapping[str, int]]
    per_unit: int
    last: date
    whole: bool
    options: AccountOptions
    seed: int


def product_account(asked: AccountAsked) -> ProductAccount:
    """Make the account of one product."""
    months = _months(asked)
    lines = {
        line: np.array([asked.cents.get(month, {}).get(line, 0) for month in months])
        / asked.per_unit
        for line in ("revenue", "build", "run", "shared")
    }
    generator = np.random.default_rng([asked.seed, *asked.name.encode()])
    margins = _margins(asked, generator)
    costs = lines["build"] + lines["run"] + lines["shared"]
    contribution = margins[:, None] * lines["revenue"] - costs
    flow = cash_flow(contribution)
    middle = float(np.median(margins))
    payback = int(cash_flow((middle * lines["revenue"] - costs)[None]).payback[0])
    projection, wait, reason = _projected(
        asked, months, lines["revenue"], costs, margins, generator
    )
    surplus = flow.cumulative[:, -1]
    spent = float(costs.sum())
    return ProductAccount(
        product=asked.name,
        revenue=_exact(lines["revenue"]),
        build=_exact(lines["build"]),
        run=_exact(lines["run"]),
        shared=_exact(lines["shared"]),
        contribution=span(surplus),
        return_on_cost=span(return_on_cost(surplus + spent, np.full(DRAWS, spent)))
        if spent > 0
        else None,
        paid_back_on=None if payback == NEVER else months[payback - 1],
        months_to_payback=wait if payback == NEVER else None,
        funding=_funding(asked, surplus),
        months=tuple(
            AccountMonth(
                month=month,
                revenue=float(lines["revenue"][rank]),
                cost_of_sales=float((1 - middle) * lines["revenue"][rank]),
                build=float(lines["build"][rank]),
                run=float(lines["run"][rank]),
                shared=float(lines["shared"][rank]),
                contribution=span(contribution[:, rank]),
                cumulative=span(flow.cumulative[:, rank]),
            )
            for rank, month in enumerate(months)
        ),
        projection=projection,
        no_projection=reason,
        margin_known=asked.product is not None and asked.product.margin is not None,
    )


def span(draws: Array) -> Span:
    """Give P10, P50 and P90 of draws (d,)."""
    return Span(*(float(value) for value in np.quantile(draws, [0.1, 0.5, 0.9])))


def month_after(month: date, count: int = 1) -> date:
    """Give the first day of a month some months later."""
    rank = month.year * 12 + month.month - 1 + count
    return date(rank // 12, rank % 12 + 1, 1)


def month_end(month: date) -> date:
    """Give the last day of a month."""
    return month_after(month) - timedelta(days=1)


def _months(asked: AccountAsked) -> list[date]:
    opened = asked.product.opened_on if asked.product else None
    first = min([*asked.cents, *([opened.replace(day=1)] if opened else [])])
    months = [first]
    while months[-1] < asked.last:
        months.append(month_after(months[-1]))
    return months


def _margins(asked: AccountAsked, generator: np.random.Generator) -> Array:
    margin = asked.product.margin if asked.product else None
    if margin is None:
        return np.ones(DRAWS)
    return np.minimum(unit_value_draws(*margin, generator.standard_normal(DRAWS)), 1.0)


def _projected(
    asked: AccountAsked,
    months: list[date],
    revenue: Array,
    costs: Array,
    margins: Array,
    generator: np.random.Generator,
) -> tuple[Projection | None, Span | None, NoProjection | None]:
    """Carry the account on, and tell how long payback takes from today."""
    known = len(months) if asked.whole else len(months) - 1
    if not revenue.any():
        return None, None, NoProjection.NO_REVENUE
    if known < FEWEST:
        return None, None, NoProjection.TOO_SHORT
    middle = float(np.median(margins))
    past = (middle * revenue - costs)[:known]
    horizon = asked.options.horizon_months
    courses = continue_monthly(past, horizon, DRAWS, generator)
    lately = float(revenue[:known][-LATELY:].mean())
    courses = courses + ((margins - middle) * lately)[:, None]
    so_far = margins * revenue.sum() - costs.sum()
    cumulative = so_far[:, None] + np.cumsum(courses, axis=1)
    flow = cash_flow(np.diff(cumulative, axis=1, prepend=0.0))
    projection = Projection(
        months=tuple(month_after(asked.last, count) for count in range(1, horizon + 1)),
        cumulative=tuple(span(cumulative[:, rank]) for rank in range(horizon)),
        paid_back=tuple(float(share) for share in (cumulative >= 0).mean(axis=0)),
    )
    return projection, waiting(flow.payback), None


def waiting(payback: NDArray[np.intp]) -> Span | None:
    """Give P10, P50 and P90 of months to payback; None when most courses never pay back.

    A P90 that is never within the horizon is infinite.
    """
    months = np.where(payback == NEVER, np.inf, payback)
    low, mid, high = (float(np.quantile(months, p, method="higher")) for p in (0.1, 0.5, 0.9))
    return Span(low, mid, high) if np.isfinite(mid) else None


def _funding(asked: AccountAsked, surplus: Array) -> FundingAnswer:
    needs = asked.next_product.needs if asked.next_product else 0.0
    found = self_financing(surplus, needs, asked.options.sure)
    return FundingAnswer(
        verdict=found.verdict,
        chance=found.chance,
        safe=found.safe,
        next_product=asked.product.funds if asked.product else "",
        asked=needs,
    )


def _exact(amounts: Array) -> float:
    return round(float(amounts.sum()), 6)
