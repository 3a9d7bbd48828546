"""The reading of a whole folder: every file, then what only several files together can show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from levier.errors import InvalidWorkspace
from levier.workspace.model import Workspace
from levier.workspace.reading.content import read_content
from levier.workspace.reading.costs import costs
from levier.workspace.reading.decisions import decisions
from levier.workspace.reading.expectations import expectations
from levier.workspace.reading.experiments import experiments
from levier.workspace.reading.exposures import exposures
from levier.workspace.reading.files import NEEDED, find_files, fingerprint
from levier.workspace.reading.findings import Findings
from levier.workspace.reading.observed import Observed, observed
from levier.workspace.reading.practice_tables import practice_rows
from levier.workspace.reading.settings import SETTINGS_FILE, read_settings
from levier.workspace.reading.tables import read_tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from levier.workspace.reading.settings import Settings


def read(path: Path | str, needed: tuple[str, ...] = NEEDED) -> Workspace:
    """Read and check the workspace in a folder.

    Parameters
    ----------
    path
        The folder that holds ``levier.toml``, ``metrics``, ``decisions`` and the optional
        files, each as ``.csv``, ``.csv.gz`` or ``.parquet``.
    needed
        The files without which it is no workspace, besides ``levier.toml``: a command that
        measures nothing needs none of them.

    Returns
    -------
    Workspace
        Every reference in it leads somewhere; amounts are in the company's currency.

    Raises
    ------
    InvalidWorkspace
        With every fault of every file; nothing is half read.
    """
    root, findings = Path(path), Findings()
    files = find_files(root, findings, needed)
    settings = _settings(files, root, findings, metrics_needed="metrics" in needed)
    frames = read_tables(files, root, settings, findings)
    if settings is None or findings.faults():
        raise InvalidWorkspace(findings.faults())
    return _workspace(settings, frames, fingerprint(files.values(), root), findings)


def _settings(
    files: Mapping[str, Path], root: Path, findings: Findings, *, metrics_needed: bool
) -> Settings | None:
    if SETTINGS_FILE not in files:
        return None
    content = read_content(files[SETTINGS_FILE], root, findings)
    if content is None:
        return None
    return read_settings(content, findings, metrics_needed=metrics_needed)


def _workspace(
    settings: Settings, frames: Mapping[str, pl.DataFrame], fingerprint: str, findings: Findings
) -> Workspace:
    rows = Observed({}, {}, {})
    if "metrics" in frames:
        rows = observed(frames["metrics"], settings.metrics)
    return Workspace(
        company=settings.company,
        metrics=settings.metrics,
        observations=rows.observations,
        decisions=decisions(frames["decisions"]) if "decisions" in frames else {},
        expectations=expectations(frames["expectations"]) if "expectations" in frames else (),
        exposures=exposures(frames["exposures"]) if "exposures" in frames else (),
        experiments=experiments(frames["experiments"]) if "experiments" in frames else (),
        costs=costs(frames["costs"]) if "costs" in frames else (),
        periods=settings.periods,
        rates=settings.rates,
        fingerprint=fingerprint,
        warnings=findings.remarks(),
        measurement=settings.measurement,
        vintages=rows.vintages,
        merged=rows.merged,
        allocations=settings.allocations,
        gates=settings.gates,
        portfolio=settings.portfolio,
        products=settings.products,
        accounts=settings.accounts,
        clients=settings.clients,
        tools=settings.tools,
        **practice_rows(frames),
    )
