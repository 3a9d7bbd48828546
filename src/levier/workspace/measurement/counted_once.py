"""No euro twice: a part of a metric whose whole is already counted stays out of the total."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from levier.workspace.measurement.reasons import in_both

if TYPE_CHECKING:
    from levier.workspace.measurement.answered import Answer
    from levier.workspace.measurement.question import Pair
    from levier.workspace.model import Workspace


def count_once(workspace: Workspace, answers: list[Answer]) -> list[Answer]:
    """Take out of the total what is already counted through a metric further up the tree."""
    summed = {
        (answer.effect.decision, answer.effect.metric)
        for answer in answers
        if answer.effect.in_total
    }
    return [_unless_counted(workspace, answer, summed) for answer in answers]


def _unless_counted(workspace: Workspace, answer: Answer, summed: set[Pair]) -> Answer:
    effect = answer.effect
    above = ancestors(workspace, effect.metric)
    through = next((one for one in above if (effect.decision, one) in summed), None)
    if not effect.in_total or through is None:
        return answer
    note = in_both("notes.counted_through", metric=workspace.metrics[through].title)
    diagnostics = replace(effect.diagnostics, notes=(*effect.diagnostics.notes, note))
    return replace(answer, effect=replace(effect, in_total=False, diagnostics=diagnostics))


def ancestors(workspace: Workspace, metric: str) -> list[str]:
    """Give the metrics of which one is a part, nearest first."""
    above: list[str] = []
    parent = workspace.metrics[metric].parent
    while parent is not None and parent not in above:
        above.append(parent)
        parent = workspace.metrics[parent].parent
    return above
