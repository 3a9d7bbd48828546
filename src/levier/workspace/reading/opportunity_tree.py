"""What only all rows of ``opportunities`` together can show: names, levels, circles, orphans."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from levier.portfolio.circles import circle
from levier.workspace.inputs.opportunities import Level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.workspace.reading.sheet import Sheet

_UP = {level: place for place, level in enumerate(level.value for level in Level)}


def check_tree(sheet: Sheet, frame: pl.DataFrame) -> None:
    """Note names that lead nowhere, parents at the wrong level, circles and loose ends."""
    if not sheet.complete:
        return
    levels = dict(frame.select("id", "level").drop_nulls().iter_rows())
    solutions = [name for name, level in levels.items() if level == Level.SOLUTION.value]
    unknown = frame["parent"].is_not_null() & ~frame["parent"].is_in(list(levels))
    sheet.fault_near(unknown, "parent", "unknown_opportunity", levels)
    for column in ("requires", "excludes"):
        strangers = frame[column].list.set_difference(
            pl.Series([solutions], dtype=pl.List(pl.String))
        )
        sheet.fault_near(strangers.list.len() > 0, column, "unknown_solution", solutions)
    _check_levels(sheet, frame, levels)
    _check_circles(sheet, frame)
    _remark_loose_ends(sheet, frame)


def _check_levels(sheet: Sheet, frame: pl.DataFrame, levels: Mapping[str, str]) -> None:
    """Note parents that are not above their child, and tests without a solution."""
    places = frame["level"].replace_strict(_UP, default=None, return_dtype=pl.Int64)
    parents = frame["parent"].replace_strict(levels, default=None, return_dtype=pl.String)
    above = parents.replace_strict(_UP, default=None, return_dtype=pl.Int64)
    sheet.fault((above >= places).fill_null(value=False), "parent", "parent_below")
    test = frame["level"] == Level.TEST.value
    known = frame["parent"].is_null() | parents.is_not_null()
    untied = test & known & (parents != Level.SOLUTION.value).fill_null(value=True)
    sheet.fault(untied, "parent", "test_without_solution")


def _check_circles(sheet: Sheet, frame: pl.DataFrame) -> None:
    """Note each row whose requirements lead back to itself."""
    named = frame.filter(frame["id"].is_not_null())
    requires: dict[str, list[str]] = dict(named.select("id", "requires").iter_rows())
    for _ in range(len(requires)):
        found = circle(requires)
        if not found:
            return
        path = " → ".join(found)
        sheet.fault(
            (frame["id"] == found[0]).fill_null(value=False),
            "requires",
            "circle",
            lambda _, path=path: {"path": path},  # type: ignore[misc]
        )
        requires = {name: needs for name, needs in requires.items() if name not in found}


def _remark_loose_ends(sheet: Sheet, frame: pl.DataFrame) -> None:
    """Point at what hangs on nothing, where there is a tree at all."""
    upper = frame["level"].is_in([Level.OUTCOME.value, Level.OPPORTUNITY.value])
    if not upper.any():
        return
    below = frame["level"].is_in([Level.OPPORTUNITY.value, Level.SOLUTION.value])
    sheet.remark(below & frame["parent"].is_null(), "parent", "orphan")
    barren = upper & ~frame["id"].is_in(frame["parent"].drop_nulls().to_list())
    sheet.remark(barren.fill_null(value=False), "id", "barren")
