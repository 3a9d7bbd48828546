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


def with_planted_truth(results: Results, folder: Path) -> Results:
    """Give the results with the planted effect beside each measured one.

    Raises
    ------
    InvalidWorkspace
        When the folder holds no planted truth.
    """
    file = folder / FILE
    if not file.is_file():
        raise InvalidWorkspace([Fault(FILE, 0, "", FILE, "no_such_file")])
    with file.open(encoding="utf-8", newline="") as lines:
        planted = {
            (row["decision"], row["metric"], row["arm"], row["scale"]): float(row["effect"])
            for row in csv.DictReader(lines)
        }
    return replace(
        results,
        effects=tuple(replace(effect, truth=_truth(effect, planted)) for effect in results.effects),
    )


def _truth(effect: Effect, planted: Mapping[tuple[str, str, str, str], float]) -> float | None:
    """Find the planted effect of the same arm, or of the decision where no arm is named."""
    key = (effect.decision, effect.metric)
    scale = effect.effect.scale
    named = planted.get((*key, effect.arm or "", scale))
    return planted.get((*key, "", scale)) if named is None else named
