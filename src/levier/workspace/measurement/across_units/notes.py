"""Sentences that say how units were compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.impact.designs.difference_in_differences.clusters import FEWEST_CLUSTERS
from levier.workspace.measurement.across_units.reading import Method, said
from levier.workspace.measurement.reasons import in_both
from levier.workspace.results import CheckStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.workspace.measurement.across_units.reading import NoReading, UnitReading
    from levier.workspace.results import Check


def design_notes(
    reading: UnitReading, stronger: NoReading | None, checks: Sequence[Check], *, alone: bool
) -> tuple[dict[str, str], ...]:
    """Say which design answered and why, what was left out, which checks failed.

    ``stronger`` is the design that would have come first and cannot answer, if there is one.

    ``alone`` is True where the series of the whole metric is too short to be measured.
    """
    waiting = reading.method is Method.GROUP_TIME and reading.compared < FEWEST_CLUSTERS
    key = f"method_{reading.method}{'_waiting' if waiting else ''}"
    notes = [
        said(key, reached=reading.reached, compared=reading.compared),
        said("alone" if alone else "given"),
    ]
    if stronger is not None:
        notes.append(
            {
                language: said("stronger", detail=detail)[language]
                for language, detail in stronger.sentence.items()
            }
        )
    if reading.left_out:
        notes.append(said("left_out", count=reading.left_out))
    if any(check.status is CheckStatus.FAILED for check in checks):
        notes.append(in_both("notes.lowered"))
    return tuple(notes)
