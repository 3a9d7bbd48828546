"""What happens to the result and to cash, month by month, if a client leaves.

Revenue stops at the end of the notice and is still paid for a while; its variable costs stop with
it; the costs kept for this client fall along a ramp; what they made possible is sold again, in
part and late. Each course draws all of this once, so that the result of a month, the cash, the
trough and the odds belong together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.valuation.scenarios.ranges import NOTHING, Range, draw_share

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

_DAYS_OF_A_MONTH = 30.4


@dataclass(frozen=True, slots=True)
class ClientTerms:
    """What is known of the client, amounts a month unless said.

    Attributes
    ----------
    revenue
        What it is invoiced.
    margin
        Share of it left by the costs that stop with it.
    avoidable_cost
        Support, servers, bespoke modules: what is kept for this client and could be given up.
    ramp_months
        How long it takes, once the client has gone, to be rid of these costs.
    notice_months
        Until the revenue stops.
    payment_days
        From an invoice to its payment.
    exit_cost
        Paid once when the client goes: migration, penalty, severance.
    refill_share
        Of the revenue, what new clients bring in the end; may be above one.
    refill_months
        How long that takes once the client has gone.
    refill_margin
        Share of the new revenue left after its costs.
    refill_cost
        Of winning one unit of new yearly revenue.
    price_rise
        Asked when the price is argued over instead, a share of the revenue.
    leaves_if_asked
        Chance that the client then leaves.
    """

    revenue: Range
    margin: Range
    avoidable_cost: Range
    ramp_months: Range
    notice_months: float
    payment_days: float
    exit_cost: Range
    refill_share: Range
    refill_months: Range
    refill_margin: Range
    refill_cost: Range
    price_rise: Range = NOTHING
    leaves_if_asked: Range = NOTHING


@dataclass(frozen=True, slots=True)
class ExitDraws:
    """What was drawn, by the names of ``ClientTerms``: (d,) each."""

    revenue: Array
    margin: Array
    avoidable_cost: Array
    ramp_months: Array
    exit_cost: Array
    refill_share: Array
    refill_months: Array
    refill_margin: Array
    refill_cost: Array
    price_rise: Array
    leaves_if_asked: Array
    leaves: Array
    """One where the client leaves when asked, else zero."""


@dataclass(frozen=True, slots=True)
class ExitCourses:
    """Courses of d draws over m months, against keeping the client at today's terms.

    Attributes
    ----------
    result
        (d, m) change of the monthly result.
    cash
        (d, m) change of cash so far.
    """

    result: Array
    cash: Array


def draw_exit(terms: ClientTerms, count: int, generator: np.random.Generator) -> ExitDraws:
    """Draw what is not known of a client ``count`` times."""

    def plain(given: Range) -> Array:
        return given.draw(generator, count)

    leaves_if_asked = draw_share(terms.leaves_if_asked, generator, count)
    return ExitDraws(
        revenue=plain(terms.revenue),
        margin=draw_share(terms.margin, generator, count),
        avoidable_cost=plain(terms.avoidable_cost),
        ramp_months=np.maximum(plain(terms.ramp_months), 0.0),
        exit_cost=plain(terms.exit_cost),
        refill_share=np.maximum(plain(terms.refill_share), 0.0),
        refill_months=np.maximum(plain(terms.refill_months), 0.0),
        refill_margin=draw_share(terms.refill_margin, generator, count),
        refill_cost=np.maximum(plain(terms.refill_cost), 0.0),
        price_rise=np.maximum(plain(terms.price_rise), 0.0),
        leaves_if_asked=leaves_if_asked,
        leaves=(generator.random(count) < leaves_if_asked).astype(np.float64),
    )


def leave(drawn: ExitDraws, terms: ClientTerms, months: int) -> ExitCourses:
    """Follow the courses if the client leaves.

    Parameters
    ----------
    drawn
        What is not known, drawn.
    terms
        Notice and payment are taken from it.
    months
        How far, from the day when notice is given.
    """
    when = np.arange(1, months + 1)
    gone = np.clip(when - terms.notice_months, 0.0, 1.0)
    since = np.maximum(when - terms.notice_months, 0.0)
    lost = drawn.revenue[:, None] * gone
    saved = drawn.avoidable_cost[:, None] * _ramp(since, drawn.ramp_months)
    refilled = _ramp(since, drawn.refill_months) * (drawn.revenue * drawn.refill_share)[:, None]
    winning = 12 * np.diff(refilled, axis=1, prepend=0.0) * drawn.refill_cost[:, None]
    once = (when == max(1, int(np.ceil(terms.notice_months)))).astype(np.float64)
    costs = drawn.exit_cost[:, None] * once + winning
    margins = refilled * drawn.refill_margin[:, None] - lost * drawn.margin[:, None]
    result = margins + saved - costs
    # Invoices are paid late: what was lost or won reaches the bank after the delay.
    turnover = refilled - lost
    unpaid = turnover - _late(turnover, terms.payment_days / _DAYS_OF_A_MONTH)
    return ExitCourses(result, np.cumsum(result - unpaid, axis=1))


def reprice(drawn: ExitDraws, terms: ClientTerms, months: int) -> ExitCourses:
    """Follow the courses if the price is raised and the client stays or leaves for it."""
    gone = leave(drawn, terms, months)
    more = np.repeat((drawn.revenue * drawn.price_rise)[:, None], months, axis=1)
    paid = _late(more, terms.payment_days / _DAYS_OF_A_MONTH)
    stays = (1.0 - drawn.leaves)[:, None]
    return ExitCourses(
        stays * more + drawn.leaves[:, None] * gone.result,
        stays * np.cumsum(paid, axis=1) + drawn.leaves[:, None] * gone.cash,
    )


def keep(drawn: ExitDraws, months: int) -> ExitCourses:
    """Follow the courses if nothing changes: nothing, by definition."""
    nothing = np.zeros((len(drawn.revenue), months))
    return ExitCourses(nothing, nothing)


def _ramp(since: Array, lengths: Array) -> Array:
    """Rise from 0 to 1 over ``lengths`` (d,) months since the exit (m,), as (d, m)."""
    spans = np.maximum(lengths, 1e-9)[:, None]
    return np.asarray(np.clip(since / spans, 0.0, 1.0))


def _late(amounts: Array, months: float) -> Array:
    """Move amounts (d, m) later by a number of months that need not be whole."""
    whole = int(months)
    part = months - whole
    padded = np.pad(amounts, ((0, 0), (whole + 1, 0)))
    count = amounts.shape[1]
    return np.asarray((1 - part) * padded[:, 1 : count + 1] + part * padded[:, :count])
