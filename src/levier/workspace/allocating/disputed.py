"""What consumers contest, held to the lines that they contest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.errors import InvalidArgument
from levier.language.numbers import smallest_units
from levier.valuation.allocation.cents import round_together
from levier.workspace.allocating.results import DisputeView

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from levier.workspace.allocating.results import AllocatedBill
    from levier.workspace.inputs.bills import Dispute


def check_disputes(
    disputes: Iterable[Dispute], bills: Sequence[AllocatedBill], *, every: bool
) -> None:
    """Refuse a dispute about a bill or a consumer that is not there, or about too much.

    ``every`` is whether all the bills of the folder are given, so that none can be elsewhere.
    """
    known = {bill.bill: bill for bill in bills}
    for dispute in disputes:
        bill = known.get(dispute.bill)
        if bill is None:
            if every:
                raise _wrong(dispute, f"bill {dispute.bill!r} is not one of: {', '.join(known)}")
            continue
        charged = {line.consumer: line.cents for line in bill.lines}
        if dispute.consumer not in charged:
            others = ", ".join(sorted(charged)) or "nobody yet"
            raise _wrong(
                dispute,
                f"{dispute.consumer!r} bears nothing of {dispute.bill!r}; who does: {others}",
            )
        borne = sum(line.cents for line in bill.lines if line.consumer == dispute.consumer)
        if _cents(dispute, bill) > abs(borne):
            raise _wrong(dispute, f"{float(dispute.amount)} is more than is charged: correct it")


def dispute_views(
    disputes: Iterable[Dispute], bills: Sequence[AllocatedBill]
) -> tuple[DisputeView, ...]:
    """Give the disputes about these bills, by day and id."""
    known = {bill.bill: bill for bill in bills}
    kept = sorted(
        (one for one in disputes if one.bill in known), key=lambda one: (one.opened_on, one.id)
    )
    return tuple(_view(dispute, known[dispute.bill]) for dispute in kept)


def _view(dispute: Dispute, bill: AllocatedBill) -> DisputeView:
    cents = _cents(dispute, bill)
    return DisputeView(
        id=dispute.id,
        bill=dispute.bill,
        consumer=dispute.consumer,
        reason=dispute.reason,
        amount=cents / smallest_units(bill.currency),
        cents=cents,
        status=dispute.status,
        opened_on=dispute.opened_on,
        closed_on=dispute.closed_on,
        charged_to=dispute.charged_to,
    )


def _cents(dispute: Dispute, bill: AllocatedBill) -> int:
    return round_together({"": dispute.amount * smallest_units(bill.currency)})[""]


def _wrong(dispute: Dispute, why: str) -> InvalidArgument:
    return InvalidArgument(f"disputes, line {dispute.line}, dispute {dispute.id}: {why}")
