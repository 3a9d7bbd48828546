"""The board: forecasts against measurements made without them, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from levier import __version__
from levier.errors import InvalidArgument
from levier.forecasting.brier import reliability_curve
from levier.forecasting.calibration_curve import calibration_curve
from levier.language import translate
from levier.workspace.forecast_board.cases import (
    cases_here,
    cases_of_history,
    in_order,
    stated_in_order,
    unjudged,
)
from levier.workspace.forecast_board.judged import (
    judged_rows,
    open_rows,
    skill_of_recalibration,
    skill_on_reference,
)
from levier.workspace.forecast_board.plans import known_projects, plan_classes, stop_rates
from levier.workspace.forecast_board.results import Board, Provenance
from levier.workspace.forecast_board.scores import event_rows, event_scores, group_scores
from levier.workspace.measurement import canonical_order
from levier.workspace.measurement.known_on import known_on
from levier.workspace.measurement.question import last_day
from levier.workspace.measurement.run import RunOptions, run

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from levier.forecasting.brier import ReliabilityPoint
    from levier.forecasting.calibration_curve import CalibrationPoint
    from levier.language import Language
    from levier.workspace.forecast_board.cases import Case
    from levier.workspace.forecast_board.results import BoardRow, EventRow
    from levier.workspace.model import Workspace
    from levier.workspace.results import Results


def _silent(metric: str, done: int, total: int) -> None:
    """Report nothing."""


@dataclass(frozen=True, slots=True)
class ForecastOptions:
    """What the caller may choose.

    Attributes
    ----------
    as_of
        Pretend that it is that day; None: the last day of the data.
    language
        Of the sentence that refuses a folder without forecasts.
    draws
        Of the measurement.
    progress
        Called with a metric's id, how many are done and how many there are.
    """

    as_of: date | None = None
    language: Language = "en"
    draws: int = 1000
    progress: Callable[[str, int, int], None] = _silent


def run_forecast(
    workspace: Workspace, options: ForecastOptions | None = None, results: Results | None = None
) -> Board:
    """Judge the forecasts of a workspace.

    Parameters
    ----------
    workspace
        With forecasts, or projects of the past.
    options
        As of when, and in which language.
    results
        What ``levier.measure`` said of the same workspace on the same day, if it is known already:
        each effect says what was measured without its forecast.

    Raises
    ------
    InvalidArgument
        When there is no forecast and no past project at all.
    """
    chosen = options or ForecastOptions()
    _refuse_empty(workspace, chosen.language)
    ordered = canonical_order.in_order(workspace)
    known = ordered if chosen.as_of is None else known_on(ordered, chosen.as_of)
    results = results or _measured(known, chosen)
    as_of = chosen.as_of or _last_day(known, results)
    history = cases_of_history(known, as_of)
    # What is measured here answers for its decision; a past row on it would be a second vote.
    here = cases_here(results) if results is not None else []
    measured = {one.stated.decision for one in here}
    brought = [one for one in history if one.stated.decision not in measured]
    return _board(known, in_order([*here, *brought]), results, as_of)


def _board(workspace: Workspace, cases: list[Case], results: Results | None, day: date) -> Board:
    rows = judged_rows(cases)
    events = event_rows(workspace, day)
    projects = known_projects(workspace.past_projects, day)
    rates, by = stop_rates(projects)
    stated = stated_in_order(unjudged(workspace, cases))
    return Board(
        as_of=day,
        company=workspace.company.name,
        rows=rows,
        opened=open_rows(stated, cases, day, workspace),
        scores=group_scores(cases, rows),
        calibration=_curve(cases, rows),
        skill_recalibrated=skill_of_recalibration(cases, rows),
        skill_reference=skill_on_reference(cases),
        events=events,
        event_scores=event_scores(events),
        reliability=_reliability(events),
        plans=plan_classes(projects),
        stop_rates=rates,
        stopped_by=by,
        exact_outcomes=sum(case.sd == 0 for case in cases),
        not_measured=_reasons(results),
        provenance=Provenance(__version__, workspace.fingerprint, workspace.measurement.seed),
        workspace=workspace,
    )


def _curve(cases: list[Case], rows: tuple[BoardRow, ...]) -> tuple[CalibrationPoint, ...]:
    if not rows:
        return ()
    outcomes = len({case.outcome for case in cases})
    return calibration_curve([row.share_below for row in rows], independent=outcomes)


def _reliability(events: tuple[EventRow, ...]) -> tuple[ReliabilityPoint, ...]:
    if not events:
        return ()
    return reliability_curve([row.probability for row in events], [row.came_true for row in events])


def _reasons(results: Results | None) -> Mapping[str, Mapping[str, str]]:
    if results is None:
        return {}
    return {f"{one.decision}/{one.metric}": one.sentence for one in results.not_measured}


def _measured(workspace: Workspace, options: ForecastOptions) -> Results | None:
    """Measure without forecasts, which must not be judged by what they helped to measure."""
    if not workspace.expectations or not workspace.observations:
        return None
    asked = RunOptions(
        as_of=options.as_of,
        use_forecasts=False,
        draws=options.draws,
        progress=options.progress,
    )
    return run(workspace, asked)


def _last_day(workspace: Workspace, results: Results | None) -> date:
    """Give the last day of the data: of the metrics, or else of the history."""
    if results is not None:
        return results.as_of
    days = [row.measured_on for row in workspace.past_forecasts]
    days += [one.ended_on for one in workspace.past_projects if one.ended_on is not None]
    if workspace.decisions:
        days.append(last_day(workspace))
    return max(days, default=date.min)


def _refuse_empty(workspace: Workspace, language: Language) -> None:
    ranged = any(row.mid is not None for row in workspace.expectations)
    if not (ranged or workspace.past_forecasts or workspace.past_projects):
        raise InvalidArgument(translate("forecast.empty", language))
