"""Every table of the folder, read in the order in which they refer to one another.

Where a file could not be read whole, what it would have declared is "not known" (None) rather than
"none", so that the other files get no fault that is only its echo.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.workspace.reading.costs import read_costs
from levier.workspace.reading.decisions import read_decisions
from levier.workspace.reading.expectations import read_expectations
from levier.workspace.reading.experiments import read_experiments
from levier.workspace.reading.exposures import read_exposures
from levier.workspace.reading.files import read_table
from levier.workspace.reading.metrics import read_metrics
from levier.workspace.reading.people import refuse_addresses
from levier.workspace.reading.practice import Known
from levier.workspace.reading.practice_tables import read_practice_tables
from levier.workspace.reading.references import check_controls, check_gates, check_rows_of_metrics
from levier.workspace.reading.settings import SETTINGS_FILE
from levier.workspace.reading.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import polars as pl

    from levier.workspace.reading.findings import Findings
    from levier.workspace.reading.settings import Settings

    Frames = dict[str, pl.DataFrame]
    """The checked table of each file that could be read, by its name without its ending."""


def read_tables(
    files: Mapping[str, Path], root: Path, settings: Settings | None, findings: Findings
) -> Frames:
    """Read and check every table, noting the faults of all of them."""
    sheets = _open_sheets(files, root, findings)
    refuse_addresses(sheets)
    metrics = settings.metrics if settings else None
    frames: Frames = {}
    if sheet := sheets.get("metrics"):
        frames["metrics"] = read_metrics(sheet, metrics)
    if sheet := sheets.get("decisions"):
        frames["decisions"] = read_decisions(sheet)
    teams = _teams(sheets, frames)
    if sheet := sheets.get("expectations"):
        frames["expectations"] = read_expectations(sheet, teams, metrics)
    if sheet := sheets.get("exposures"):
        frames["exposures"] = read_exposures(sheet, teams, _units(sheets, frames))
    if sheet := sheets.get("experiments"):
        frames["experiments"] = read_experiments(sheet, teams, metrics)
    if sheet := sheets.get("costs"):
        frames["costs"] = read_costs(sheet, teams, settings.rates if settings else None)
    known = Known(
        metrics,
        teams,
        settings.allocations if settings else None,
        settings.gates if settings else None,
    )
    frames |= read_practice_tables(sheets, known)
    if settings is not None:
        check_gates(settings, teams, findings)
    _check_together(files, sheets, frames, settings, findings)
    return frames


def _open_sheets(files: Mapping[str, Path], root: Path, findings: Findings) -> dict[str, Sheet]:
    sheets: dict[str, Sheet] = {}
    for stem, path in files.items():
        if stem == SETTINGS_FILE:
            continue
        table = read_table(stem, path, root, findings)
        if table is None:
            continue
        tested = stem == "metrics" and "experiments" in files
        if not (table.frame.height or findings.has_fault(path.name) or tested):
            findings.fault(path.name, 0, "", path.name, "header_only")
        sheets[stem] = Sheet(table, findings, complete=not findings.has_fault(path.name))
    return sheets


def _teams(sheets: Mapping[str, Sheet], frames: Frames) -> dict[str, str] | None:
    """Give the team of each decision, or None when not all decisions could be read."""
    if not _is_complete("decisions", sheets):
        return None
    pairs = frames["decisions"].select("id", "team").drop_nulls("id").iter_rows()
    return dict(pairs)


def _units(sheets: Mapping[str, Sheet], frames: Frames) -> list[str] | None:
    if not _is_complete("metrics", sheets):
        return None
    units: list[str] = frames["metrics"]["unit"].drop_nulls().unique().to_list()
    return units


def _is_complete(stem: str, sheets: Mapping[str, Sheet]) -> bool:
    return stem in sheets and sheets[stem].complete


def _check_together(
    files: Mapping[str, Path],
    sheets: Mapping[str, Sheet],
    frames: Frames,
    settings: Settings | None,
    findings: Findings,
) -> None:
    if "expectations" not in frames:
        return
    expectations = frames["expectations"]
    tests_known = "experiments" not in files or _is_complete("experiments", sheets)
    if _is_complete("metrics", sheets) and tests_known:
        check_rows_of_metrics(sheets["expectations"], expectations, frames)
    if settings is not None:
        check_controls(settings, expectations, findings)
