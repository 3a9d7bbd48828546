"""``costs``: what was spent, at the rate of its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from levier.workspace.model import Cost

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from levier.workspace.model import Rate
    from levier.workspace.reading.sheet import Sheet

_OWNERS = ("decision", "product", "team")
TOLERANCE = 0.01
"""How far an amount may be from person-days times rate, as a share."""


def read_costs(
    sheet: Sheet, teams: Mapping[str, str] | None, rates: Sequence[Rate] | None
) -> pl.DataFrame:
    """Read and check every row; the columns are the fields of ``Cost``.

    Parameters
    ----------
    teams
        The team of each decision, empty when it has none; None when not known.
    rates
        The dated prices of one person-day, for the rows that give days without a rate;
        None when not known.
    """
    frame = pl.DataFrame(
        {
            "date": sheet.day("date", required=True),
            "amount": sheet.number("amount"),
            "decision": sheet.reference("decision", teams, "unknown_decision", required=False),
            "product": sheet.text("product"),
            "team": sheet.text("team"),
            "category": sheet.text("category").fill_null(""),
            "person_days": sheet.not_negative("person_days"),
            "rate": sheet.not_negative("rate"),
        }
    )
    _check_owner(sheet)
    _check_amount(sheet, frame)
    sheet.remark(frame["amount"] < 0, "amount", "refund")
    return frame if rates is None else _priced(sheet, frame, teams or {}, rates)


def costs(frame: pl.DataFrame) -> tuple[Cost, ...]:
    """Build the costs from a table without fault."""
    return tuple(Cost(**row) for row in frame.iter_rows(named=True))


def _check_owner(sheet: Sheet) -> None:
    decision, product, team = (sheet.table.frame[name].is_not_null() for name in _OWNERS)
    sheet.fault(~(decision | product | team), "decision", "cost_of_nobody")
    several = (decision & product) | (decision & team) | (product & team)
    sheet.fault(several, "decision", "cost_of_several")


def _check_amount(sheet: Sheet, frame: pl.DataFrame) -> None:
    product = frame["person_days"] * frame["rate"]
    apart = (frame["amount"] - product).abs() > TOLERANCE * product.abs()
    sheet.fault(apart, "amount", "amount_disagrees", lambda row: {"product": f"{product[row]:.2f}"})
    raw = sheet.table.frame
    neither = raw["amount"].is_null() & raw["person_days"].is_null()
    sheet.fault(neither, "amount", "no_amount")


def _priced(
    sheet: Sheet, frame: pl.DataFrame, teams: Mapping[str, str], rates: Sequence[Rate]
) -> pl.DataFrame:
    """Fill in the rate of the day, and the amount that follows from it."""
    raw = sheet.table.frame
    days_only = raw["amount"].is_null() & raw["person_days"].is_not_null() & raw["rate"].is_null()
    usable = days_only & frame["date"].is_not_null()
    found = [
        rate_on(row["date"], row["team"] or teams.get(row["decision"] or "", ""), rates)
        if wanted
        else row["rate"]
        for wanted, row in zip(usable, frame.iter_rows(named=True), strict=True)
    ]
    rate = pl.Series("rate", found, dtype=pl.Float64)
    sheet.fault(usable & rate.is_null(), "rate", "no_rate")
    amount = frame["amount"].fill_null(frame["person_days"] * rate)
    return frame.with_columns(rate, amount.alias("amount"))


def rate_on(day: date, team: str, rates: Sequence[Rate]) -> float | None:
    """Give the price of a person-day on ``day``: the team's own, or else the company's."""
    past = sorted((rate for rate in rates if rate.starts_on <= day), key=lambda r: r.starts_on)
    own = [rate.amount for rate in past if rate.team == team and team]
    shared = [rate.amount for rate in past if rate.team is None]
    return next(reversed(own or shared), None)
