"""What only several files together can show to be wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from levier.workspace.model import DesignChoice
from levier.workspace.reading.nearest import by_likeness
from levier.workspace.reading.settings import SETTINGS_FILE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from levier.workspace.reading.findings import Findings
    from levier.workspace.reading.settings import Settings
    from levier.workspace.reading.sheet import Sheet


def check_rows_of_metrics(
    sheet: Sheet, expectations: pl.DataFrame, frames: Mapping[str, pl.DataFrame]
) -> None:
    """Refuse an expectation on a metric that has no row to show it.

    A randomised test of the same decision on the same metric shows it too, and a declared
    effect is only what people say.
    """
    measured = frames["metrics"]["metric"].unique().to_list()
    bare = expectations["metric"].is_not_null() & ~expectations["metric"].is_in(measured)
    declared = (expectations["design"] == DesignChoice.DECLARED.value).fill_null(value=False)
    if "experiments" in frames:
        key = ["decision", "metric"]
        tests = frames["experiments"].select(key).unique().with_columns(tested=pl.lit(value=True))
        joined = expectations.select(key).join(tests, on=key, how="left", maintain_order="left")
        bare = bare & joined["tested"].is_null()
    sheet.fault(bare & ~declared, "metric", "metric_without_rows")


def check_gates(settings: Settings, decisions: Collection[str] | None, findings: Findings) -> None:
    """Refuse a gate that decides on a decision that is not there."""
    if decisions is None:
        return
    for gate in settings.gates.values():
        if gate.decision and gate.decision not in decisions:
            line = settings.lines.locate(("gates", gate.id), "decision")
            column = f"gates.{gate.id}.decision"
            known = by_likeness(gate.decision, decisions) or "—"
            findings.fault(
                SETTINGS_FILE, line, column, gate.decision, "unknown_decision", known=known
            )


def check_controls(settings: Settings, expectations: pl.DataFrame, findings: Findings) -> None:
    """Refuse as a control a metric that some decision is expected to move."""
    moved = dict(reversed(expectations.select("metric", "decision").rows()))
    for metric in settings.metrics.values():
        line = settings.lines.locate(("metrics", metric.id), "controls")
        column = f"metrics.{metric.id}.controls"
        for control in metric.controls:
            if moved.get(control):
                findings.fault(
                    SETTINGS_FILE,
                    line,
                    column,
                    control,
                    "control_moved",
                    metric=metric.id,
                    decision=moved[control],
                )
