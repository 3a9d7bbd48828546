"""What a folder brought in and no page edits goes out again, its teams named by their groups.

Files of practices and tables of settings are kept as they came, where they may name a team that
is under the floor by now. Written out, they name the group under which it is told: quantities and
capacities of its teams are added up, and the price of a day of one of them is left out. Brought in
again where it went out, what was so told stands for what is here, which stays.
"""

from __future__ import annotations

import csv
import gzip
import io
from typing import TYPE_CHECKING, Any

import polars as pl

from levier.workspace.reading.encoding import text_of
from levier.workspace.reading.numbers import parse_numbers
from levier_web.organisation.floors.reading import UNTOLD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier_web.organisation.floors import Groups

NAMING = ("team", "consumer")
"""Columns in which a team may stand."""
ADDED_UP = "quantity"
"""What several teams of a group used is one line: the reader takes no second one."""
LONGEST_CELL = 50 * 1024 * 1024


def told_file(name: str, content: bytes, held: Groups) -> bytes:
    """Give a kept file as it came, or with its teams told by their groups."""
    renamed = held.renamed()
    if not renamed:
        return content
    if name.endswith(".parquet"):
        frame = pl.read_parquet(io.BytesIO(content))
        told = _told(frame, renamed)
        return content if told is None else _parquet(told)
    if name.endswith(".csv.gz"):
        plain = gzip.decompress(content)
        told_plain = _told_csv(plain, renamed)
        return content if told_plain is plain else gzip.compress(told_plain, mtime=0)
    return _told_csv(content, renamed) if name.endswith(".csv") else content


def told_settings(tables: Mapping[str, Any], held: Groups) -> dict[str, Any]:
    """Give the settings of a folder with teams told by their groups."""
    renamed, told = held.renamed(), dict(tables)
    if not renamed:
        return told
    if isinstance(rates := told.get("rates"), list):
        told["rates"] = [one for one in rates if _key(one.get("team")) not in renamed]
    if isinstance(portfolio := told.get("portfolio"), dict):
        told["portfolio"] = _with_sums(portfolio, "capacity", renamed)
    if isinstance(pools := told.get("allocations"), dict):
        told["allocations"] = {
            pool: _with_sums(rule, "shares", renamed) if isinstance(rule, dict) else rule
            for pool, rule in pools.items()
        }
    return told


def brought_file(name: str, content: bytes, here: bytes, held: Groups) -> bytes:
    """Give what to keep of a file that is here: what is here, if that is what went out as this."""
    return here if told_file(name, here, held) == content else content


def brought_settings(
    tables: Mapping[str, Any], here: Mapping[str, Any], held: Groups
) -> dict[str, Any]:
    """Give settings that were brought, with what they tell by groups as it is here."""
    renamed, brought = held.renamed(), dict(tables)
    named = {_key(one.get("team")) for one in brought.get("rates", [])}
    left_out = [
        one
        for one in here.get("rates", [])
        if (team := _key(one.get("team"))) in renamed and team not in named
    ]
    if left_out:
        brought["rates"] = [*brought.get("rates", []), *left_out]
    if "portfolio" in brought:
        portfolio = here.get("portfolio", {})
        brought["portfolio"] = _split(brought["portfolio"], portfolio, "capacity", renamed)
    if "allocations" in brought:
        pools = here.get("allocations", {})
        brought["allocations"] = {
            pool: _split(rule, pools.get(pool, {}), "shares", renamed)
            for pool, rule in brought["allocations"].items()
        }
    return brought


def _split(
    table: dict[str, Any], here: dict[str, Any], key: str, renamed: Mapping[str, str]
) -> dict[str, Any]:
    """Give each team of a group what it has here, where the sum is the one that went out."""
    given, known = table.get(key), here.get(key)
    if not isinstance(given, dict) or not isinstance(known, dict):
        return table
    sums = _with_sums(here, key, renamed)[key]
    found: dict[str, Any] = {}
    for label, number in given.items():
        same = label not in known and sums.get(label) == number
        teams = {
            name: one
            for name, one in known.items()
            if same and (renamed.get(_key(name)) or UNTOLD) == label
        }
        found |= teams or {label: number}
    return {**table, key: found}


def _key(name: object) -> str:
    return str(name or "").strip().casefold()


def _with_sums(table: dict[str, Any], key: str, renamed: Mapping[str, str]) -> dict[str, Any]:
    """Add up what a table gives each team of a group."""
    given = table.get(key)
    if not isinstance(given, dict):
        return table
    sums: dict[str, Any] = {}
    for name, number in given.items():
        label = (renamed[_key(name)] or UNTOLD) if _key(name) in renamed else name
        sums[label] = sums[label] + number if label in sums else number
    return {**table, key: sums}


def _told_csv(content: bytes, renamed: Mapping[str, str]) -> bytes:
    frame, separator = _read(content)
    told = None if frame is None else _told(frame, renamed)
    if told is None:
        return content
    return told.write_csv(separator=separator, null_value="").encode()


def _read(content: bytes) -> tuple[pl.DataFrame | None, str]:
    """Read a table that was checked when it was brought: every cell as text."""
    text = text_of(content)
    head = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(",;\t", key=head.count)
    usual = csv.field_size_limit(LONGEST_CELL)
    try:
        lines = csv.reader(io.StringIO(text), delimiter=separator, skipinitialspace=True)
        rows = [row for row in lines if any(cell.strip() for cell in row)]
    finally:
        csv.field_size_limit(usual)
    if not rows or len({len(row) for row in rows}) > 1 or len({*rows[0]}) < len(rows[0]):
        return None, separator
    schema = dict.fromkeys(rows[0], pl.String)
    return pl.DataFrame(rows[1:], schema=schema, orient="row"), separator


def _told(frame: pl.DataFrame, renamed: Mapping[str, str]) -> pl.DataFrame | None:
    """Give the table by groups; None where it names no team that is told otherwise."""
    named = [one for one in frame.columns if one.strip().lower() in NAMING]
    found = frame
    for column in named:
        consumer = column.strip().lower() != "team"
        cells = [str(cell or "") for cell in frame[column]]
        told = [_label(cell, renamed, UNTOLD if consumer else "") for cell in cells]
        if told != cells:
            found = found.with_columns(pl.Series(column, told, dtype=pl.String))
    if found is frame:
        return None
    amount = next((one for one in frame.columns if one.strip().lower() == ADDED_UP), None)
    return found if amount is None else _added_up(found, amount)


def _label(cell: str, renamed: Mapping[str, str], untold: str) -> str:
    return (renamed[_key(cell)] or untold) if _key(cell) in renamed else cell


def _added_up(frame: pl.DataFrame, amount: str) -> pl.DataFrame:
    rest = [one for one in frame.columns if one != amount]
    written = frame[amount].cast(pl.String).str.strip_chars().replace("", None)
    number = parse_numbers(written).values
    if number.null_count():
        return frame  # the reader says what is wrong with it
    summed = frame.with_columns(number.alias(amount)).group_by(rest, maintain_order=True)
    return summed.agg(pl.col(amount).sum()).select(frame.columns)


def _parquet(frame: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    return buffer.getvalue()
