"""Every line of an allocation as a CSV file: its rule, its figures, its source."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from levier.workspace.writing.atomic import replacing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from levier.workspace.allocating.results import Allocation

COLUMNS = (
    "bill", "supplier", "month", "pool", "consumer", "currency", "amount", "exact", "direct",
    "shared", "share", "quantity", "of_quantity", "error95", "method", "source",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_lines(allocation: Allocation, path: Path) -> None:
    """Write the lines, and what nobody bears (an empty consumer): they add up to the bills.

    Texts that a spreadsheet would take for a formula are written after an apostrophe.

    Raises
    ------
    OSError
        When the file cannot be written.
    """
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(_rows(allocation))


def _rows(allocation: Allocation) -> Iterator[tuple[object, ...]]:
    methods = {rule.pool: rule.method.value for rule in allocation.rules}
    for bill in allocation.bills:
        named = (_text(bill.bill), _text(bill.supplier), f"{bill.month:%Y-%m}")
        for line in bill.lines:
            used = (line.quantity, line.of_quantity)
            yield (
                *named, _text(line.pool), _text(line.consumer), bill.currency, line.amount,
                line.exact, line.direct, line.shared, line.share, *used, line.error95,
                methods[line.pool], line.source,
            )  # fmt: skip
        for left in bill.unallocated:
            yield (
                *named, _text(left.pool), "", bill.currency, left.amount, "", "", "", "", "", "",
                "", left.reason.value, "",
            )  # fmt: skip


def _text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
