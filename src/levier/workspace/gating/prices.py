"""``paid_test``: prices offered to a verdict and a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.gates.paid_test import PriceTried, paid_test
from levier.gates.verdict import ShareRange, Verdict
from levier.workspace.gating.results import GateAnswer, InvoiceTime, NoVerdict, PaidDetail
from levier.workspace.gating.words import Count, Share, Threshold, amount, amounts, both, range_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from levier.gates.paid_test import PaidTest, PriceAnswer
    from levier.language import Language
    from levier.workspace.inputs.gates import Gate
    from levier.workspace.inputs.paid_tests import PaidTestRow

    Sentence = Mapping[str, str]

FEW_FALLS = 0.05
"""Chance of a falling demand under which the data speak against it."""


def price_answer(gate: Gate, rows: Sequence[PaidTestRow], currency: str, seed: int) -> GateAnswer:
    """Answer a gate from the prices tried."""
    if not any(row.offered for row in rows):
        told = both(
            "no_verdict.no_rows", file="paid_tests.csv", columns="gate, price, offered, paid"
        )
        reason = NoVerdict.NO_ROWS
        return GateAnswer(gate.id, gate.title, gate.kind, None, reason, told, (), (), gate, None)
    tried = [PriceTried(row.price, row.offered, row.paid, row.unit_cost) for row in rows]
    answer = paid_test(tried, gate.threshold, falling_demand=gate.falling_demand, seed=seed)
    return GateAnswer(
        id=gate.id,
        title=gate.title,
        kind=gate.kind,
        verdict=answer.verdict,
        reason=None,
        sentence=_sentence(answer, currency),
        next=_next(answer, currency),
        assumptions=_assumptions(answer),
        gate=gate,
        detail=PaidDetail(answer, _invoices(rows)),
    )


def conversion_range(answer: PriceAnswer) -> ShareRange:
    """Give the share who pay at one price, with its range."""
    return ShareRange(answer.conversion[2], answer.conversion[0], answer.conversion[4])


def _invoices(rows: Sequence[PaidTestRow]) -> tuple[InvoiceTime, ...]:
    """Give, for each price, the days from its start to its first invoice."""
    days: dict[float, int] = {}
    for row in rows:
        if row.starts_on is not None and row.first_invoice_on is not None:
            took = (row.first_invoice_on - row.starts_on).days
            days[row.price] = min(took, days.get(row.price, took))
    return tuple(InvoiceTime(price, days[price]) for price in sorted(days))


def _amount(value: float, currency: str) -> Callable[[Language], str]:
    return lambda language: amount(value, currency, language)


def _sentence(answer: PaidTest, currency: str) -> Sentence:
    chosen = answer.prices[answer.chosen]
    low, _, high = chosen.margin
    return both(
        f"paid.{answer.verdict.value}",
        price=_amount(chosen.tried.price, currency),
        share=Share(chosen.conversion[2]),
        paid=Count(chosen.tried.paid),
        offered=Count(chosen.tried.offered),
        range=lambda language: range_of(conversion_range(chosen), language),
        threshold=Threshold(answer.threshold),
        margin=_amount(chosen.mean_margin, currency),
        margins=lambda language: amounts(low, high, currency, language),
    )


def _next(answer: PaidTest, currency: str) -> tuple[Sentence, ...]:
    chosen = answer.prices[answer.chosen]
    found: list[Sentence] = []
    price = _amount(chosen.tried.price, currency)
    if answer.verdict is not Verdict.NOT_ENOUGH:
        found.append(both(f"paid.next_{answer.verdict.value}", price=price))
    elif answer.offers_to_settle is None:
        found.append(both("paid.too_close", price=price))
    else:
        found.append(both("paid.more", more=Count(answer.offers_to_settle, "offers"), price=price))
    if len(answer.prices) > 1:
        loss = _amount(chosen.expected_loss, currency)
        fields = {"price": price, "best": Share(chosen.best), "loss": loss}
        found.append(_choice(answer, fields))
    return tuple(found)


def _choice(answer: PaidTest, fields: Mapping[str, object]) -> Sentence:
    if answer.offers_to_choose is None:
        return both("paid.choice_open", **fields)
    if answer.offers_to_choose == 0:
        return both("paid.choice_made", **fields)
    return both("paid.choice_more", more=Count(answer.offers_to_choose, "offers"), **fields)


def _assumptions(answer: PaidTest) -> tuple[Sentence, ...]:
    found = [both("paid.assume_alike"), both("paid.assume_prior")]
    if len(answer.prices) > 1 and answer.constrained:
        found.append(both("paid.assume_falling", falls=Share(answer.demand_falls)))
        if answer.demand_falls < FEW_FALLS:
            found.append(both("paid.against_falling"))
    return tuple(found)
