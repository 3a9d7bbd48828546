"""One bill split into lines that add up to it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from levier.valuation.allocation.cents import round_together
from levier.workspace.allocating.invoices import NO_POOL
from levier.workspace.allocating.results import (
    AllocatedBill,
    AllocationLine,
    NotAllocated,
    Unallocated,
)
from levier.workspace.allocating.weights import Weights

if TYPE_CHECKING:
    from collections.abc import Callable

    from levier.workspace.allocating.invoices import Invoice, InvoicePart

NOBODY = ""


@dataclass(frozen=True, slots=True)
class _Piece:
    """An exact amount for one consumer, or for nobody."""

    part: InvoicePart
    consumer: str
    direct: Fraction
    shared: Fraction
    weights: Weights | None


def split_invoice(
    invoice: Invoice, weights_of: Callable[[str], Weights | None], per_unit: int
) -> AllocatedBill:
    """Split one bill.

    Parameters
    ----------
    invoice
        The bill.
    weights_of
        The shares of a pool in its month, by the pool's name.
    per_unit
        Smallest units in one unit of the currency: 100 cents in a euro.
    """
    pieces = [piece for part in invoice.parts for piece in _pieces(part, weights_of)]
    keys = {f"{piece.part.pool}\0{piece.consumer}": piece for piece in pieces}
    exact = {key: (piece.direct + piece.shared) * per_unit for key, piece in keys.items()}
    cents = round_together(exact)
    total = sum(cents.values())
    return AllocatedBill(
        bill=invoice.id,
        supplier=invoice.supplier,
        currency=invoice.currency,
        month=invoice.month,
        amount=total / per_unit,
        cents=total,
        rounded_by=float(total - sum(exact.values(), Fraction(0))) / per_unit,
        lines=tuple(
            _line(invoice, keys[key], amount, per_unit)
            for key, amount in cents.items()
            if keys[key].consumer != NOBODY
        ),
        unallocated=tuple(
            _remainder(keys[key], amount, per_unit)
            for key, amount in cents.items()
            if keys[key].consumer == NOBODY
        ),
    )


def _pieces(part: InvoicePart, weights_of: Callable[[str], Weights | None]) -> list[_Piece]:
    nothing = Fraction(0)
    shared = _shared_by(part, weights_of) if part.rest else Weights({}, {}, {})
    if shared is None:
        named = [_Piece(part, name, part.direct[name], nothing, None) for name in part.direct]
        return [*named, _Piece(part, NOBODY, nothing, part.rest, None)]
    names = sorted({*part.direct, *shared.shares})
    return [
        _Piece(
            part,
            name,
            part.direct.get(name, nothing),
            part.rest * shared.shares.get(name, nothing),
            shared,
        )
        for name in names
    ]


def _shared_by(part: InvoicePart, weights_of: Callable[[str], Weights | None]) -> Weights | None:
    """Choose the shares of the rest: the rule's, or else in proportion to what is named."""
    if part.pool == NO_POOL:
        return None
    found = weights_of(part.pool)
    if found is not None:
        return found
    positive = {name: amount for name, amount in part.direct.items() if amount > 0}
    whole = sum(positive.values(), Fraction(0))
    if not whole:
        return None
    return Weights({name: positive[name] / whole for name in sorted(positive)}, {}, {})


def _line(invoice: Invoice, piece: _Piece, cents: int, per_unit: int) -> AllocationLine:
    shared = piece.weights or Weights({}, {}, {})
    used = shared.used
    return AllocationLine(
        bill=invoice.id,
        pool=piece.part.pool,
        consumer=piece.consumer,
        month=invoice.month,
        amount=cents / per_unit,
        cents=cents,
        exact=float(piece.direct + piece.shared),
        direct=float(piece.direct),
        shared=float(piece.shared),
        share=float(shared.shares.get(piece.consumer, 0)),
        quantity=float(used.get(piece.consumer, 0)) if used else None,
        of_quantity=float(shared.used_by_all) if used else None,
        error95=shared.errors95.get(piece.consumer, 0.0) * abs(float(piece.part.rest)),
        source=piece.part.source,
    )


def _remainder(piece: _Piece, cents: int, per_unit: int) -> Unallocated:
    reason = NotAllocated.NO_POOL if piece.part.pool == NO_POOL else NotAllocated.NO_USE
    return Unallocated(piece.part.pool, cents / per_unit, cents, reason)
