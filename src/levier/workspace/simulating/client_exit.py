"""From a workspace to the courses of a client's exit."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from levier.errors import InvalidArgument
from levier.portfolio.value_of_information import partial_information
from levier.valuation.cash_flow import cash_flow
from levier.valuation.concentration import concentration
from levier.valuation.scenarios.client_exit import (
    ClientTerms,
    ExitCourses,
    ExitDraws,
    draw_exit,
    keep,
    leave,
    reprice,
)
from levier.valuation.scenarios.ranges import NOTHING, Range
from levier.workspace.accounts.product_account import month_after, month_end, span
from levier.workspace.simulating.asked import asked_about
from levier.workspace.simulating.results import (
    ChoiceCourses,
    ClientExit,
    ClientWeight,
    ExitChoice,
    ExitOdds,
    ReviewForecast,
    WorthKnowing,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from levier.workspace.inputs.clients import Client
    from levier.workspace.model import Workspace

    Array = NDArray[np.float64]

DRAWS = 8_000
YEAR = 12
REVIEW_MONTH = 6
_LEAST_WORTH = 0.001
"""Of the widest stake: what is worth less to know is not shown."""


_NONE = "levier.toml has no [clients.NAME]: say what is known of the client, at least its margin"


def run_client_exit(
    workspace: Workspace, client: str | None = None, months: int = 24
) -> ClientExit:
    """Follow what happens if a client is kept, asked for more, or left.

    Parameters
    ----------
    workspace
        With ``[clients.NAME]``, and ``invoices`` unless its revenue is given.
    client
        Its name; may be left out when there is only one.
    months
        The horizon, 6 to 120.

    Raises
    ------
    InvalidArgument
        When there is no such client, nothing is known of its revenue, or the horizon is none.
    """
    if not REVIEW_MONTH <= months <= 120:
        raise InvalidArgument(f"months must be from {REVIEW_MONTH} to 120, got {months}")
    chosen = asked_about(workspace.clients, client, "clients", "--client", _NONE)
    monthly = _revenue_by_client(workspace)
    terms = _terms(chosen, monthly)
    generator = np.random.default_rng([workspace.measurement.seed, *chosen.name.encode()])
    drawn = draw_exit(terms, DRAWS, generator)
    courses = {ExitChoice.KEEP: keep(drawn, months), ExitChoice.LEAVE: leave(drawn, terms, months)}
    if chosen.price_rise is not None:
        courses[ExitChoice.REPRICE] = reprice(drawn, terms, months)
    ordered = [choice for choice in ExitChoice if choice in courses]
    ends = np.array([courses[choice].cash[:, -1] for choice in ordered])
    best = np.argmax(ends, axis=0)
    last = _last_day(workspace)
    return ClientExit(
        company=workspace.company.name,
        currency=workspace.company.currency,
        fingerprint=workspace.fingerprint,
        client=chosen.name,
        as_of=last,
        months=months,
        seed=workspace.measurement.seed,
        monthly_revenue=span(drawn.revenue),
        revenue_from_invoices=chosen.revenue is None,
        weight=_weight(chosen.name, monthly),
        choices=tuple(
            _choice(choice, courses[choice], float(np.mean(best == rank)))
            for rank, choice in enumerate(ordered)
        ),
        recommended=ordered[int(np.argmax(ends.mean(axis=1)))],
        worth_knowing=_worth_knowing(drawn, ends),
        reviews={choice.value: _review(courses[choice], last) for choice in ordered},
    )


def _revenue_by_client(workspace: Workspace) -> dict[str, float]:
    """Give the mean monthly revenue of each client over the last twelve months invoiced."""
    if not workspace.invoices:
        return {}
    last = max(one.date for one in workspace.invoices).replace(day=1)
    first = month_after(last, 1 - YEAR)
    lately = [one for one in workspace.invoices if one.date >= first]
    months = min(YEAR, len({one.date.replace(day=1) for one in lately}))
    found: defaultdict[str, Fraction] = defaultdict(Fraction)
    for one in lately:
        found[one.client] += one.amount
    return {client: float(found[client] / months) for client in sorted(found)}


def _terms(client: Client, monthly: dict[str, float]) -> ClientTerms:
    revenue = client.revenue
    if revenue is None:
        if not monthly.get(client.name, 0.0) > 0:
            raise InvalidArgument(
                f"nothing says what {client.name!r} brings: give revenue in"
                f" [clients.{client.name!r}], or its rows in invoices.csv"
            )
        revenue = (monthly[client.name],) * 3
    return ClientTerms(
        revenue=Range(*revenue),
        margin=Range(*client.margin),
        avoidable_cost=Range(*client.avoidable_cost),
        ramp_months=Range(*client.ramp_months),
        notice_months=client.notice_months,
        payment_days=client.payment_days,
        exit_cost=Range(*client.exit_cost),
        refill_share=Range(*client.refill_share),
        refill_months=Range(*client.refill_months),
        refill_margin=Range(*(client.refill_margin or client.margin)),
        refill_cost=Range(*client.refill_cost),
        price_rise=Range(*client.price_rise) if client.price_rise else NOTHING,
        leaves_if_asked=Range(*client.leaves_if_asked),
    )


def _weight(name: str, monthly: dict[str, float]) -> ClientWeight | None:
    if not monthly.get(name, 0.0) > 0:
        return None
    found = concentration(monthly)
    others = {client: amount for client, amount in monthly.items() if client != name}
    without = concentration(others).herfindahl if any(v > 0 for v in others.values()) else None
    return ClientWeight(found.shares[name], found.herfindahl, without)


def _choice(choice: ExitChoice, courses: ExitCourses, best: float) -> ChoiceCourses:
    months = courses.result.shape[1]
    flow = cash_flow(np.diff(courses.cash, axis=1, prepend=0.0))
    shown = sorted({REVIEW_MONTH, min(YEAR, months), min(2 * YEAR, months), months})
    return ChoiceCourses(
        choice=choice,
        result=tuple(span(courses.result[:, month]) for month in range(months)),
        cash=tuple(span(courses.cash[:, month]) for month in range(months)),
        trough=span(flow.trough),
        trough_one_in_twenty=float(np.quantile(flow.trough, 0.05)),
        trough_month=int(np.median(flow.trough_month)),
        odds=tuple(
            ExitOdds(
                month,
                float(np.mean(courses.result[:, month - 1] > 0)),
                float(np.mean(courses.cash[:, month - 1] > 0)),
            )
            for month in shown
        ),
        mean=float(courses.cash[:, -1].mean()),
        best=best,
    )


def _worth_knowing(drawn: ExitDraws, ends: Array) -> tuple[WorthKnowing, ...]:
    """Give what each input would be worth to know, the most valuable first."""
    stake = float(np.ptp(ends))
    found = [
        WorthKnowing(one.name, partial_information(ends, getattr(drawn, one.name)))
        for one in fields(drawn)
        if one.name != "leaves" and float(np.ptp(getattr(drawn, one.name))) > 0
    ]
    shown = [one for one in found if one.value > _LEAST_WORTH * stake]
    return tuple(sorted(shown, key=lambda one: (-one.value, one.input)))


def _review(courses: ExitCourses, last: date) -> ReviewForecast:
    return ReviewForecast(
        review_on=month_end(month_after(last.replace(day=1), REVIEW_MONTH)),
        month=REVIEW_MONTH,
        result=span(courses.result[:, REVIEW_MONTH - 1]),
        cash=span(courses.cash[:, REVIEW_MONTH - 1]),
    )


def _last_day(workspace: Workspace) -> date:
    """Give the end of the last month that the folder says something about."""
    days = [one.date for one in workspace.invoices] + [one.date for one in workspace.costs]
    days += [found.dates[-1].item() for found in workspace.observations.values()]
    if not days:
        raise InvalidArgument("nothing in the folder says what day it is: add invoices.csv")
    return month_end(max(days).replace(day=1))
