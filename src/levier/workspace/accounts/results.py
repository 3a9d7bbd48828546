"""What ``levier pnl`` answers: schema ``levier.pnl/1``.

Amounts are in the company's currency. What was invoiced and spent is exact to the cent; a margin
known as a range, and what is to come, are P10, P50 and P90.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from datetime import date

    from levier.valuation.self_financing import Funding
    from levier.workspace.results import Verdict


class NoProjection(StrEnum):
    """Why a product's account is not carried into the future."""

    TOO_SHORT = "too_short"
    """Fewer than four whole months are known."""
    NO_REVENUE = "no_revenue"
    """Nothing was ever invoiced for it."""


@dataclass(frozen=True, slots=True)
class Span:
    """P10, P50 and P90."""

    p10: float
    p50: float
    p90: float


@dataclass(frozen=True, slots=True)
class AccountMonth:
    """One month of one account; revenue less costs is the contribution.

    Attributes
    ----------
    month
        Its first day.
    revenue, cost_of_sales
        ``cost_of_sales`` is what the margin leaves out, at the middle of its range.
    build, run, shared
        Costs of making, of keeping, and its part of shared costs.
    contribution, cumulative
        With the uncertainty of the margin; ``cumulative`` since the account was opened.
    """

    month: date
    revenue: float
    cost_of_sales: float
    build: float
    run: float
    shared: float
    contribution: Span
    cumulative: Span


@dataclass(frozen=True, slots=True)
class Projection:
    """The account carried to the horizon as its months went, with what it wanders.

    Attributes
    ----------
    months
        First days of the months to come.
    cumulative
        At the end of each.
    paid_back
        Chance that the account is at zero or above at the end of each.
    """

    months: tuple[date, ...]
    cumulative: tuple[Span, ...]
    paid_back: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class FundingAnswer:
    """Whether a product may fund the next one.

    Attributes
    ----------
    verdict, chance
        Of the surplus so far against what is asked.
    safe
        What may be put elsewhere with nine chances in ten of being there (or ``sure``).
    next_product, asked
        Whom it is meant to fund, and what that one still needs; empty and zero when nobody.
    """

    verdict: Funding
    chance: float
    safe: float
    next_product: str
    asked: float


@dataclass(frozen=True, slots=True)
class ProductAccount:
    """One product's profit and loss.

    Attributes
    ----------
    revenue, build, run, shared
        Totals, exact.
    contribution
        Revenue at its margin, less costs.
    return_on_cost
        (Margin - costs) / costs; None without any cost.
    paid_back_on
        The month from whose end the account stayed above zero, at the middle of the margin's range;
        None when it has not.
    months_to_payback
        From today, where it has not: P10, P50, P90; None when it has, or is not projected, or when
        in more than half of the courses it does not within the horizon.
    no_projection
        Why there is none.
    """

    product: str
    revenue: float
    build: float
    run: float
    shared: float
    contribution: Span
    return_on_cost: Span | None
    paid_back_on: date | None
    months_to_payback: Span | None
    funding: FundingAnswer
    months: tuple[AccountMonth, ...]
    projection: Projection | None
    no_projection: NoProjection | None
    margin_known: bool


@dataclass(frozen=True, slots=True)
class EffectProjection:
    """A measured effect carried beyond its window, and what it returns on its cost.

    Attributes
    ----------
    decision, metric, verdict
        Which, and what the measurement says of it.
    measured
        Money within the window.
    to_come
        Money from its end to the horizon, fading and discounted.
    cost
        Of the decision; zero when no cost names it.
    return_on_cost
        (Measured + to come - cost) / cost; None without cost.
    months_to_payback
        From the start of the decision: P10, P50, P90; None where it is not within the horizon in
        more than half of the courses, or without cost.
    chance_of_payback
        Within the horizon.
    """

    decision: str
    metric: str
    verdict: Verdict
    measured: Span
    to_come: Span
    cost: float
    return_on_cost: Span | None
    months_to_payback: Span | None
    chance_of_payback: float | None


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """That nothing was lost or counted twice, in cents."""

    invoiced: int
    invoiced_to_products: int
    spent: int
    spent_on_products: int
    shared_billed: int
    shared_to_products: int


@dataclass(frozen=True, slots=True)
class Accounts:
    """The whole answer."""

    schema: ClassVar[str] = "levier.pnl/1"

    company: str
    currency: str
    fingerprint: str
    as_of: date
    horizon_months: int
    sure: float
    seed: int
    products: tuple[ProductAccount, ...]
    effects: tuple[EffectProjection, ...]
    """Empty when measurements were not asked for."""
    reconciliation: Reconciliation
    other_currencies: tuple[str, ...]
    """Shared bills left out because they are in another currency."""

    def _repr_html_(self) -> str:
        """Show the answer in a notebook."""
        from levier.workspace.accounts.told import sections
        from levier.workspace.notebook import notebook_html

        return notebook_html(sections(self, "en"))
