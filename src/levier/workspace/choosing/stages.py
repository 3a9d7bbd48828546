"""What was chosen, by the stage of the business on which it acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.workspace.choosing.results import StageShare
from levier.workspace.choosing.spreads import spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.workspace.choosing.drawn import DrawnSolution


def stage_shares(chosen: Sequence[DrawnSolution]) -> tuple[StageShare, ...]:
    """Add up the net values draw by draw, stage by stage; untagged solutions last."""
    stages = sorted({_stage(one) for one in chosen}, key=lambda stage: (not stage, stage))
    return tuple(_share(stage, [one for one in chosen if _stage(one) == stage]) for stage in stages)


def _share(stage: str, group: Sequence[DrawnSolution]) -> StageShare:
    totals = sum((one.net for one in group if one.net is not None), start=0.0 * group[0].effort)
    return StageShare(stage, len(group), spread(totals))


def _stage(one: DrawnSolution) -> str:
    return one.row.stage.value if one.row.stage else ""
