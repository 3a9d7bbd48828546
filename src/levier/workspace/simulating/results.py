"""What ``levier simulate`` answers: ``levier.client-exit/1`` and ``levier.build-or-buy/1``.

Amounts are in the company's currency; ranges are P10, P50 and P90.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from levier.workspace.accounts.results import Span

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class ExitChoice(StrEnum):
    """What can be done with the client."""

    KEEP = "keep"
    REPRICE = "reprice"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class ClientWeight:
    """How much hangs on the client.

    Attributes
    ----------
    share
        Of the revenue of the last twelve months.
    herfindahl, without
        Concentration in points, and what it would be without this client.
    """

    share: float
    herfindahl: float
    without: float | None


@dataclass(frozen=True, slots=True)
class ExitOdds:
    """Chances at one month."""

    month: int
    result_above: float
    """That the monthly result is above today's."""
    cash_above: float
    """That the cash so far is above what keeping the client would have left."""


@dataclass(frozen=True, slots=True)
class ChoiceCourses:
    """The courses of one choice, against keeping the client at today's terms.

    Attributes
    ----------
    result, cash
        Change of the monthly result, and of cash so far, month by month.
    trough
        The lowest cash, below zero; ``trough_one_in_twenty`` is that of one course in twenty.
    trough_month
        Its month, in the middle; 0 when cash is never below.
    best
        Chance that this choice leaves most cash at the horizon.
    """

    choice: ExitChoice
    result: tuple[Span, ...]
    cash: tuple[Span, ...]
    trough: Span
    trough_one_in_twenty: float
    trough_month: int
    odds: tuple[ExitOdds, ...]
    mean: float
    best: float


@dataclass(frozen=True, slots=True)
class WorthKnowing:
    """What it would be worth to know one input before choosing: the most to pay for it."""

    input: str
    value: float


@dataclass(frozen=True, slots=True)
class ReviewForecast:
    """What is forecast of the choice on the day when it is looked at again."""

    review_on: date
    month: int
    result: Span
    cash: Span


@dataclass(frozen=True, slots=True)
class ClientExit:
    """The whole answer on one client."""

    schema: ClassVar[str] = "levier.client-exit/1"

    company: str
    currency: str
    fingerprint: str
    client: str
    as_of: date
    months: int
    seed: int
    monthly_revenue: Span
    revenue_from_invoices: bool
    weight: ClientWeight | None
    choices: tuple[ChoiceCourses, ...]
    recommended: ExitChoice
    worth_knowing: tuple[WorthKnowing, ...]
    reviews: Mapping[str, ReviewForecast]

    def _repr_html_(self) -> str:
        """Show the answer in a notebook."""
        from levier.workspace.notebook import notebook_html
        from levier.workspace.simulating.told import exit_sections

        return notebook_html(exit_sections(self, "en"))


@dataclass(frozen=True, slots=True)
class WayView:
    """One way to have a tool.

    Attributes
    ----------
    worth
        Benefit less costs over the horizon, discounted.
    cost_of_ownership
        All that it costs.
    best
        Chance that it is worth most.
    positive
        Chance that it is worth more than nothing.
    payback_months
        P10, P50, P90; None when in more than half of the courses it never pays back.
    break_even_benefit
        Monthly benefit above which it beats stopping.
    """

    way: str
    worth: Span
    cost_of_ownership: Span
    best: float
    positive: float
    mean: float
    payback_months: Span | None
    break_even_benefit: float


@dataclass(frozen=True, slots=True)
class BuildOrBuy:
    """The whole answer on one tool."""

    schema: ClassVar[str] = "levier.build-or-buy/1"

    company: str
    currency: str
    fingerprint: str
    tool: str
    title: str
    months: int
    seed: int
    monthly_benefit: Span
    ways: tuple[WayView, ...]
    stop_best: float
    recommended: str
    """``build``, ``buy`` or ``stop``: the largest mean."""
    worth_knowing: tuple[WorthKnowing, ...]
    spent: float

    def _repr_html_(self) -> str:
        """Show the answer in a notebook."""
        from levier.workspace.notebook import notebook_html
        from levier.workspace.simulating.told import tool_sections

        return notebook_html(tool_sections(self, "en"))
