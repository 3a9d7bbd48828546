"""``past_projects``: projects as planned and as they came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from levier.workspace.inputs.past_projects import PastProject, ProjectStatus

if TYPE_CHECKING:
    from levier.workspace.reading.practice import Known
    from levier.workspace.reading.sheet import Sheet

_PLANS = (("planned_cost", "revised_cost"), ("planned_days", "revised_days"))


def read_past_projects(sheet: Sheet, known: Known) -> pl.DataFrame:  # noqa: ARG001 - as every reader
    """Read and check every row; the columns are the fields of ``PastProject``."""
    frame = pl.DataFrame(
        {
            "id": sheet.text("id", required=True),
            "kind": sheet.text("kind").fill_null(""),
            **{name: sheet.positive(name) for plan in _PLANS for name in plan},
            "status": sheet.choice("status", ProjectStatus),
            "phase": sheet.text("phase").fill_null(""),
            "ended_on": sheet.day("ended_on"),
        }
    )
    sheet.once(("id",))
    for planned, revised in _PLANS:
        alone = frame[planned].is_null() != frame[revised].is_null()
        sheet.fault(alone, revised, "plan_incomplete", lambda _, name=planned: {"planned": name})  # type: ignore[misc]
    says = [frame[planned].is_not_null() for planned, _ in _PLANS]
    nothing = ~says[0] & ~says[1] & frame["status"].is_null()
    sheet.fault(nothing, "planned_cost", "project_says_nothing")
    return frame


def past_projects(frame: pl.DataFrame) -> tuple[PastProject, ...]:
    """Build the rows from a table without fault."""
    return tuple(_past_project(row) for row in frame.iter_rows(named=True))


def _past_project(row: dict[str, Any]) -> PastProject:
    status = row.pop("status")
    return PastProject(status=ProjectStatus(status) if status else None, **row)
