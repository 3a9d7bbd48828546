"""Each forecast judged, recalibrated as on its day, and those still open as of today."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.forecasting import on_the_day
from levier.forecasting.calibration_curve import share_below
from levier.forecasting.mean_loss import LEAST_CASES, skill_score
from levier.forecasting.on_the_day import recalibrated_on_the_day
from levier.forecasting.reference_class import ReferenceClass, reference_class
from levier.forecasting.scoring_rules import (
    expected_crps,
    interval_score,
    log_score,
    pinball,
    sharpness,
)
from levier.workspace.forecast_board.cases import as_pairs, per_outcome, telling
from levier.workspace.forecast_board.results import (
    BoardRow,
    ClassView,
    Measured,
    NotSaid,
    Open,
    OpenRow,
    Range,
    Recalibrated,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from levier.forecasting.distribution import Distribution
    from levier.forecasting.mean_loss import Skill
    from levier.forecasting.on_the_day import OnTheDay
    from levier.workspace.forecast_board.cases import Case, Stated
    from levier.workspace.model import Workspace

_TENTH = 0.1
_LOW, _HIGH = -1.959964, 1.959964


def judged_rows(cases: Sequence[Case]) -> tuple[BoardRow, ...]:
    """Judge every case; relative ones are recalibrated from what was known before their day."""
    relative = [case for case in cases if case.relative]
    known = np.array([case.known_on.toordinal() for case in relative], dtype=np.int64)
    asked = [_asked(case.stated, case.stated.stated_on) for case in relative]
    answers = recalibrated_on_the_day(asked, as_pairs(relative), known, telling(relative))
    found = dict(zip((id(case) for case in relative), answers, strict=True))
    return tuple(_row(case, found.get(id(case))) for case in cases)


def open_rows(
    stated: Sequence[Stated], cases: Sequence[Case], as_of: date, workspace: Workspace
) -> tuple[OpenRow, ...]:
    """Recalibrate what cannot be judged yet from everything known on the day of the board."""
    relative = [case for case in cases if case.relative]
    known = np.array([case.known_on.toordinal() for case in relative], dtype=np.int64)
    tomorrow = as_of.toordinal() + 1
    asked = [on_the_day.Stated(one.wanted, one.groups, tomorrow) for one in stated]
    answers = recalibrated_on_the_day(asked, as_pairs(relative), known, telling(relative))
    return tuple(
        OpenRow(
            decision=one.decision,
            title=one.title,
            metric=one.metric,
            unit=one.unit,
            author=one.author,
            team=one.team,
            kind=one.kind,
            stated_on=one.stated_on,
            status=Open.NOT_STARTED
            if workspace.decisions[one.decision].starts_on > as_of
            else Open.NOT_MEASURED,
            scale=one.scale.value,
            forecast=_range(one.forecast),
            recalibrated=_recalibrated(one, answer),
            reference=_reference(one, relative),
        )
        for one, answer in zip(stated, answers, strict=True)
    )


def skill_of_recalibration(cases: Sequence[Case], rows: Sequence[BoardRow]) -> Skill | NotSaid:
    """Compare recalibrated forecasts with the same as stated."""
    both = [
        (case.outcome, row.crps_recalibrated, row.crps)
        for case, row in zip(cases, rows, strict=True)
        if row.crps_recalibrated is not None
    ]
    return _skill(both)


def skill_on_reference(cases: Sequence[Case]) -> Skill | NotSaid:
    """Compare forecasts with what decisions of their kind had done before their day."""
    relative = [case for case in cases if case.relative]
    both = []
    for case in relative:
        before = [one for one in relative if one.known_on < case.stated.stated_on]
        answer = _class_of(case.stated, before)
        if isinstance(answer, ReferenceClass):
            measured, own = case.measured * case.stated.sign, case.stated.wanted
            scores = [expected_crps(one, measured, case.sd) for one in (own, answer.outcome)]
            both.append((case.outcome, scores[0], scores[1]))
    return _skill(both)


def _skill(both: Sequence[tuple[str, float, float]]) -> Skill | NotSaid:
    """Compare two lots of losses, averaged over the authors of each outcome: it came once."""
    names = [name for name, *_ in both]
    own, other = (
        per_outcome(names, losses)
        for losses in ([one[1] for one in both], [one[2] for one in both])
    )
    return skill_score(own, other) if len(own) >= LEAST_CASES else NotSaid.TOO_FEW


def _asked(stated: Stated, day: date) -> on_the_day.Stated:
    return on_the_day.Stated(stated.wanted, stated.groups, day.toordinal())


def _row(case: Case, answer: OnTheDay | None) -> BoardRow:
    one, forecast = case.stated, _range(case.stated.forecast)
    told = _recalibrated(one, answer)
    below = share_below(one.wanted, case.measured * one.sign, case.sd)
    scored = None
    if answer is not None and isinstance(told, Recalibrated):
        scored = expected_crps(answer.forecast, case.measured * one.sign, case.sd)
    return BoardRow(
        decision=one.decision,
        title=one.title,
        metric=one.metric,
        unit=one.unit,
        author=one.author,
        team=one.team,
        kind=one.kind,
        source=case.source,
        stated_on=one.stated_on,
        known_on=case.known_on,
        scale=one.scale.value,
        forecast=forecast,
        recalibrated=told,
        measured=Measured(
            case.measured,
            case.measured + _LOW * case.sd,
            case.measured + _HIGH * case.sd,
            case.sd,
        ),
        crps=expected_crps(one.forecast, case.measured, case.sd),
        crps_recalibrated=scored,
        log_score=log_score(one.forecast, case.measured, case.sd),
        pinball=_mean_pinball(forecast, case),
        interval_score=interval_score(forecast.p10, forecast.p90, case.measured, 0.8, case.sd),
        share_below=below,
        inside80=_TENTH <= below <= 1 - _TENTH,
        sharpness=sharpness(one.forecast),
    )


def _mean_pinball(forecast: Range, case: Case) -> float:
    """Average the scores of the three quantiles that authors state."""
    stated = ((forecast.p10, 0.1), (forecast.p50, 0.5), (forecast.p90, 0.9))
    scores = [pinball(quantile, level, case.measured, case.sd) for quantile, level in stated]
    return sum(scores) / len(scores)


def _recalibrated(stated: Stated, answer: OnTheDay | None) -> Recalibrated | NotSaid:
    if answer is None or stated.scale.value != "relative":
        return NotSaid.NOT_RELATIVE
    if answer.pairs == 0:
        return NotSaid.NOTHING_KNOWN
    return Recalibrated(_range(answer.forecast, stated.sign), answer.pairs)


def _reference(stated: Stated, relative: Sequence[Case]) -> ClassView | NotSaid:
    if stated.scale.value != "relative":
        return NotSaid.NOT_RELATIVE
    others = [case for case in relative if case.stated.decision != stated.decision]
    found = _class_of(stated, others)
    if not isinstance(found, ReferenceClass):
        return NotSaid.TOO_FEW
    return ClassView(found.asked, found.used, found.members, _range(found.outcome, stated.sign))


def _class_of(stated: Stated, cases: Sequence[Case]) -> ReferenceClass | NotSaid:
    """Ask the reference class, each outcome once however many forecast it."""
    outcomes: Mapping[str, Case] = {case.outcome: case for case in cases}
    once = [outcomes[name] for name in sorted(outcomes)]
    found = reference_class(
        stated.kind,
        np.array([case.measured * case.stated.sign for case in once], dtype=np.float64),
        np.array([case.sd for case in once], dtype=np.float64),
        [case.stated.kind for case in once],
    )
    return found if isinstance(found, ReferenceClass) else NotSaid.TOO_FEW


def _range(forecast: Distribution, sign: float = 1.0) -> Range:
    """Read P10, P50 and P90; of a forecast in the wanted direction when ``sign`` is -1."""
    levels = (0.1, 0.5, 0.9) if sign > 0 else (0.9, 0.5, 0.1)
    return Range(*(sign * forecast.quantile(level) for level in levels))
