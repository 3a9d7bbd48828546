"""How the forecasts of each group did."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.forecasting.brier import brier_score, decompose_brier
from levier.forecasting.calibration_curve import central_coverage
from levier.forecasting.mean_loss import LEAST_CASES, mean_range
from levier.forecasting.recalibration import recalibrate
from levier.workspace.forecast_board.cases import as_pairs, per_outcome, telling
from levier.workspace.forecast_board.results import (
    EventRow,
    EventScore,
    GroupScore,
    NotSaid,
)
from levier.workspace.measurement.belief import GROUPINGS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from levier.forecasting.mean_loss import MeanRange
    from levier.forecasting.recalibration import Recalibration, Worth
    from levier.workspace.forecast_board.cases import Case
    from levier.workspace.forecast_board.results import BoardRow
    from levier.workspace.model import Workspace

    Judged = tuple[Case, BoardRow]


def group_scores(cases: Sequence[Case], rows: Sequence[BoardRow]) -> tuple[GroupScore, ...]:
    """Score all forecasts, then those of each author kind, team and kind of decision."""
    if not cases:
        return ()
    judged = list(zip(cases, rows, strict=True))
    relative = [case for case in cases if case.relative]
    learned = recalibrate(as_pairs(relative), telling(relative)) if relative else None
    groups = [("", "")]
    for grouping in GROUPINGS:
        names = {case.stated.groups[grouping] for case in cases} - {""}
        groups += [(grouping, name) for name in sorted(names)]
    return tuple(
        _score(grouping, group, _of(judged, grouping, group), learned) for grouping, group in groups
    )


def _of(judged: Sequence[Judged], grouping: str, group: str) -> list[Judged]:
    return [one for one in judged if not grouping or one[0].stated.groups[grouping] == group]


def _score(
    grouping: str, group: str, judged: Sequence[Judged], learned: Recalibration | None
) -> GroupScore:
    relative = [one for one in judged if one[0].relative]
    names = [case.outcome for case, _ in relative]
    gaps = [(row.forecast.p50 - row.measured.p50) * case.stated.sign for case, row in relative]
    outcomes = len({case.outcome for case, _ in judged})
    below = [row.share_below for _, row in judged]
    return GroupScore(
        grouping=grouping,
        group=group,
        pairs=len(judged),
        outcomes=outcomes,
        coverage80=central_coverage(below, independent=outcomes),
        bias=_mean(per_outcome(names, gaps)),
        worth=_worth(learned, grouping, group),
        crps=_mean(per_outcome(names, [row.crps for _, row in relative])),
        sharpness=float(np.mean(sorted(row.sharpness for _, row in relative)))
        if relative
        else NotSaid.NOT_RELATIVE,
    )


def _worth(learned: Recalibration | None, grouping: str, group: str) -> Worth | NotSaid:
    """Give what came true of a group's forecasts; the whole's own where there is one group."""
    if learned is None:
        return NotSaid.NOT_RELATIVE
    if grouping and (grouping, group) not in learned.names:
        return learned.worth() if grouping not in learned.groupings else NotSaid.NOT_RELATIVE
    return learned.worth(grouping, group)


def _mean(values: Sequence[float]) -> MeanRange | NotSaid:
    return mean_range(values) if len(values) >= LEAST_CASES else NotSaid.TOO_FEW


def event_rows(workspace: Workspace, day: date) -> tuple[EventRow, ...]:
    """Judge every probability whose event was known by ``day``."""
    rows = [
        EventRow(
            decision=row.title or row.decision,
            event=row.event,
            author=row.author,
            stated_on=row.stated_on,
            known_on=row.measured_on,
            probability=row.probability,
            came_true=row.outcome == 1,
            brier=brier_score(row.probability, row.outcome == 1),
        )
        for row in workspace.past_forecasts
        if row.probability is not None and row.measured_on <= day
    ]
    return tuple(sorted(rows, key=lambda row: (row.stated_on, row.decision, row.event, row.author)))


def event_scores(rows: Sequence[EventRow]) -> tuple[EventScore, ...]:
    """Score all probabilities, then those of each kind of author."""
    if not rows:
        return ()
    authors = sorted({row.author for row in rows})
    return tuple(
        _event_score(author, [row for row in rows if author in ("", row.author)])
        for author in ("", *authors)
    )


def _event_score(author: str, rows: Sequence[EventRow]) -> EventScore:
    stated = [row.probability for row in rows]
    return EventScore(
        author,
        decompose_brier(stated, [row.came_true for row in rows]),
        _mean([row.brier for row in rows]),
    )
