"""``focus``: a cloud bill in the FOCUS format (FinOps Open Cost and Usage Specification 1.0-1.2).

Column names are those of the specification in any case; exports write NULL for an empty cell.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import polars as pl

from levier.workspace.inputs.bills import CloudCharge
from levier.workspace.reading.amounts import exact
from levier.workspace.reading.bills import currency
from levier.workspace.reading.columns import FOCUS_OPTIONAL, FOCUS_REQUIRED

if TYPE_CHECKING:
    from levier.workspace.reading.practice import Known
    from levier.workspace.reading.sheet import Sheet

COSTS = ("billedcost", "effectivecost", "contractedcost", "listcost")
TAGS = "tags"
_NAMES = tuple(name for name in FOCUS_OPTIONAL if name not in (*COSTS, TAGS))


def read_focus(sheet: Sheet, known: Known) -> pl.DataFrame:
    """Read and check every line."""
    del known
    sheet = _without_null(sheet)
    costs = {name: sheet.number(name, required=name in FOCUS_REQUIRED) for name in COSTS}
    frame = sheet.table.frame
    _check_tags(sheet)
    return pl.DataFrame(
        {
            "billed_on": sheet.instant("billingperiodstart", required=True).dt.date(),
            "currency": currency(sheet, "billingcurrency"),
            **costs,
            **{name: frame[name] for name in (*_NAMES, TAGS)},
            "line": pl.Series(sheet.table.lines, dtype=pl.Int64),
        }
    )


def focus(frame: pl.DataFrame) -> tuple[CloudCharge, ...]:
    """Build the charges from a table without fault."""
    return tuple(_charge(row) for row in frame.iter_rows(named=True))


def _without_null(sheet: Sheet) -> Sheet:
    cells = sheet.table.frame.select(
        pl.when(pl.all().str.to_uppercase() != "NULL").then(pl.all()).name.keep()
    )
    return replace(sheet, table=replace(sheet.table, frame=cells))


def _check_tags(sheet: Sheet) -> None:
    cells = sheet.table.frame[TAGS]
    wrong = [cell is not None and _tags(cell) is None for cell in cells]
    sheet.remark(pl.Series(wrong, dtype=pl.Boolean), TAGS, "bad_tags")


def _tags(cell: str) -> dict[str, str] | None:
    """Read the tags of a line, blanks around their names forgiven; None when they are no object."""
    try:
        found = json.loads(cell)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    return {
        f"tag:{str(name).strip()}": str(value).strip()
        for name, value in found.items()
        if value not in (None, "")
    }


def _charge(row: dict[str, Any]) -> CloudCharge:
    values = {name: row[name] for name in _NAMES if row[name] is not None}
    values |= (_tags(row[TAGS]) or {}) if row[TAGS] else {}
    return CloudCharge(
        billed_on=row["billed_on"],
        amounts={name: exact(row[name]) for name in COSTS if row[name] is not None},
        currency=row["currency"],
        supplier=values.get("invoiceissuername") or values.get("providername", ""),
        account=values.get("invoiceid") or values.get("billingaccountid", ""),
        values=values,
        line=row["line"],
    )
