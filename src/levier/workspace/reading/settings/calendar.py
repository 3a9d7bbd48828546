"""``[[periods]]`` and ``[[rates]]``: what the calendar holds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from levier.workspace.model import Period, PeriodKind, Rate

if TYPE_CHECKING:
    from collections.abc import Collection

    from levier.workspace.reading.settings.section import Section


def read_period(section: Section, metrics: Collection[str]) -> Period:
    """Read one declared stretch of the calendar; faults stop the reading."""
    section.check_keys(("name", "kind", "starts_on"), ("ends_on", "metrics"))
    kind = section.choice("kind", PeriodKind)
    starts_on, ends_on = section.day("starts_on"), section.day("ends_on")
    open_ended = kind is None or kind is PeriodKind.DEFINITION
    if not open_ended and "ends_on" not in section.values:
        section.fault("ends_on", "", "period_without_end")
    if starts_on and ends_on and ends_on < starts_on:
        section.fault(
            "ends_on",
            ends_on,
            "end_before_start",
            after="ends_on",
            before="starts_on",
            after_value=ends_on,
            before_value=starts_on,
        )
    return Period(
        name=section.text("name") or "",
        kind=kind or PeriodKind.EVENT,
        starts_on=starts_on or date.min,
        ends_on=ends_on,
        metrics=section.references("metrics", metrics),
    )


def read_rate(section: Section) -> Rate:
    """Read the price of a person-day from a date on; faults stop the reading."""
    section.check_keys(("starts_on", "amount"), ("team",))
    amount = section.number("amount")
    if amount is not None and amount < 0:
        section.fault("amount", section.values["amount"], "negative")
    return Rate(
        starts_on=section.day("starts_on") or date.min,
        amount=amount or 0.0,
        team=section.text("team"),
    )
