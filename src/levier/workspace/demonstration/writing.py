"""Write the demonstration into a folder, and never over anybody's own files."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from levier.errors import InvalidArgument
from levier.language import translate
from levier.workspace.demonstration import (
    gate_rows,
    opportunity_rows,
    past,
    revenue,
    shared_costs,
    tables,
)
from levier.workspace.demonstration.series import generate
from levier.workspace.demonstration.settings_file import MARKER, settings_text

if TYPE_CHECKING:
    from levier.language import Language

SETTINGS = "levier.toml"
DEFAULT_SEED = 1


class Occupied(StrEnum):
    """Why a folder is left as it is; its sentence is ``demonstration.cli.<value>``."""

    NOT_A_FOLDER = "not_a_folder"
    NOT_A_DEMONSTRATION = "not_a_demonstration"
    EXISTS = "exists"


def write(
    folder: Path | str,
    *,
    seed: int = DEFAULT_SEED,
    language: Language = "fr",
    replace: bool = False,
) -> Path:
    """Write the demonstration workspace and its truth.

    Parameters
    ----------
    folder
        Made when it does not exist.
    seed
        Zero or more; the same seed and language give the same bytes.
    language
        Of the titles, reasons and names.
    replace
        Whether a demonstration already there is written over. Other files that it holds, such
        as reports, are left alone; a folder that is not a demonstration is always left alone.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    InvalidArgument
        When the folder may not be written to, or the seed is negative; nothing is written.
    """
    target = Path(folder)
    if seed < 0:
        msg = f"seed must be zero or more, got {seed}"
        raise InvalidArgument(msg)
    reason = occupied(target, replace=replace)
    if reason is not None:
        raise InvalidArgument(translate(f"demonstration.cli.{reason}", language, folder=target))
    texts = _texts(seed, language)
    target.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (target / name).write_text(text, encoding="utf-8", newline="\n")
    return target


def occupied(folder: Path, *, replace: bool) -> Occupied | None:
    """Tell why ``folder`` may not be written to; None when it may."""
    if not folder.exists():
        return None
    if not folder.is_dir():
        return Occupied.NOT_A_FOLDER
    if not any(folder.iterdir()):
        return None
    if not _is_demonstration(folder):
        return Occupied.NOT_A_DEMONSTRATION
    return None if replace else Occupied.EXISTS


def _is_demonstration(folder: Path) -> bool:
    settings = folder / SETTINGS
    if not settings.is_file():
        return False
    with settings.open(encoding="utf-8", errors="replace") as lines:
        return lines.readline().startswith(f"# {MARKER} ")


def _texts(seed: int, language: Language) -> dict[str, str]:
    """Make every file before any is written."""
    series = generate(seed)
    return {
        SETTINGS: settings_text(seed, language),
        "metrics.csv": tables.metrics_table(series),
        "decisions.csv": tables.decisions_table(language),
        "expectations.csv": tables.expectations_table(seed),
        "exposures.csv": tables.exposures_table(),
        "experiments.csv": tables.experiments_table(seed),
        "costs.csv": tables.costs_table(language),
        "invoices.csv": revenue.invoices_table(seed, language),
        "bills.csv": shared_costs.bills_table(language),
        "usage.csv": shared_costs.usage_table(language),
        "disputes.csv": shared_costs.disputes_table(language),
        "interviews.csv": gate_rows.interviews_table(seed, language),
        "paid_tests.csv": gate_rows.paid_tests_table(),
        "tasks.csv": gate_rows.tasks_table(language),
        "activations.csv": gate_rows.activations_table(seed),
        "reviews.csv": gate_rows.reviews_table(language),
        "past_contracts.csv": gate_rows.past_contracts_table(language),
        "past_forecasts.csv": past.past_forecasts_table(seed, language),
        "past_projects.csv": past.past_projects_table(seed, language),
        "opportunities.csv": opportunity_rows.opportunities_table(language),
        "truth.csv": tables.truth_table(series),
    }
