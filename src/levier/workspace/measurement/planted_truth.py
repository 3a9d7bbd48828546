"""Beside each answer, the truth that a demonstration workspace was made with."""

from __future__ import annotations

import csv
from dataclasses import replace
from typing import TYPE_CHECKING

from levier.errors import InvalidWorkspace
from levier.workspace.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from levier.workspace.results import Effect, Results

FILE = "truth.csv"
KEY = ("decision", "metric", "arm", "scale")
Key = tuple[str, str, str, str]


def with_planted_truth(results: Results, folder: Path) -> Results:
    """Give the results with the planted effect beside each measured one.

    Raises
    ------
    InvalidWorkspace
        When the folder holds no planted truth, or one that cannot be read.
    """
    planted = _planted(folder / FILE)
    return replace(
        results,
        effects=tuple(replace(effect, truth=_truth(effect, planted)) for effect in results.effects),
    )


def _planted(file: Path) -> dict[Key, float]:
    """Read the effect of each decision, metric, arm and scale."""
    if not file.is_file():
        raise InvalidWorkspace([Fault(FILE, 0, "", FILE, "no_such_file")])
    with file.open(encoding="utf-8", errors="replace", newline="") as lines:
        table = csv.DictReader(lines)
        found = table.fieldnames or ()
        faults = [
            Fault(FILE, 1, name, "", "missing_column", {"found": ", ".join(found)})
            for name in (*KEY, "effect")
            if name not in found
        ]
        planted: dict[Key, float] = {}
        for row in () if faults else table:
            try:
                planted[_key(row)] = float(row["effect"])
            except (TypeError, ValueError):
                value = str(row["effect"])
                faults.append(Fault(FILE, table.line_num, "effect", value, "not_a_number"))
    if faults:
        raise InvalidWorkspace(faults)
    return planted


def _key(row: Mapping[str, str]) -> Key:
    return row["decision"], row["metric"], row["arm"], row["scale"]


def _truth(effect: Effect, planted: Mapping[Key, float]) -> float | None:
    """Find the planted effect of the same arm, or of the decision where no arm is named."""
    key = (effect.decision, effect.metric)
    scale = effect.effect.scale
    named = planted.get((*key, effect.arm or "", scale))
    return planted.get((*key, "", scale)) if named is None else named
