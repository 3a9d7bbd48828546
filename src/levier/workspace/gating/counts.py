"""``stop_rule``: dated counts to a probability, and to what was registered beforehand."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from levier.gates.stop_rule import Action, stop_rule
from levier.gates.verdict import Verdict
from levier.language.numbers import day
from levier.workspace.gating.periods import count_periods, usual_grain
from levier.workspace.gating.results import GateAnswer, NoVerdict, StopDetail
from levier.workspace.gating.words import Count, Share, Threshold, both

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from levier.gates.stop_rule import StopRule
    from levier.language import Language
    from levier.workspace.gating.periods import Periods
    from levier.workspace.inputs.gates import Gate
    from levier.workspace.model import Grain

    Sentence = Mapping[str, str]

_VERDICTS = {
    Action.CONTINUE: Verdict.PASS,
    Action.ITERATE: Verdict.NOT_ENOUGH,
    Action.STOP: Verdict.FAIL,
}


def count_answer(
    gate: Gate,
    rows: Sequence[tuple[date, float]],
    grain: Grain | None,
    seed: int,
    as_of: date | None = None,
) -> GateAnswer:
    """Answer a stop rule.

    Parameters
    ----------
    gate
        The rule.
    rows
        Day and count, in order.
    grain
        What a row stands for; None: weeks when rows are whole weeks apart, days otherwise.
    seed
        Of the futures simulated.
    as_of
        A row that stands for days after it is left out; None leaves nothing out.
    """
    usual = grain or usual_grain([one[0] for one in rows])
    periods = count_periods(gate, rows, usual, as_of)
    if periods is None:
        told = both("no_verdict.no_rows", file="activations.csv", columns="gate, date, count")
        reason = NoVerdict.NO_ROWS
        return GateAnswer(gate.id, gate.title, gate.kind, None, reason, told, (), (), gate, None)
    answer = stop_rule(
        periods.counts,
        gate.threshold,
        periods.future,
        lengths=periods.lengths,
        before=periods.before,
        continue_at=gate.continue_at,
        stop_at=gate.stop_at,
        growth=gate.growth,
        seed=seed,
    )
    return _answered(gate, periods, answer)


def _answered(gate: Gate, periods: Periods, answer: StopRule) -> GateAnswer:
    late = _unregistered(gate, periods.first_day)
    return GateAnswer(
        id=gate.id,
        title=gate.title,
        kind=gate.kind,
        verdict=None if late else _VERDICTS[answer.action],
        reason=late,
        sentence=_sentence(gate, periods, answer, late),
        next=_next(gate, periods, answer),
        assumptions=_assumptions(gate, periods, answer),
        gate=gate,
        detail=StopDetail(
            answer=answer,
            first_day=periods.first_day,
            last_day=periods.last_day,
            seen=_seen(periods),
            to_come=periods.future_ends,
            preregistered=late is None,
        ),
    )


def _seen(periods: Periods) -> tuple[tuple[date, float], ...]:
    totals = list(accumulate(periods.counts, initial=periods.before))[1:]
    return tuple(zip(periods.ends, totals, strict=True))


def _unregistered(gate: Gate, first_day: date) -> NoVerdict | None:
    """Tell why the rule was not registered before its data; None when it was."""
    if gate.registered_on is None:
        return NoVerdict.NOT_REGISTERED
    return NoVerdict.REGISTERED_LATE if gate.registered_on > first_day else None


def _day(when: date | None) -> Callable[[Language], str]:
    return lambda language: "—" if when is None else day(when, language)


def _sentence(gate: Gate, periods: Periods, answer: StopRule, late: NoVerdict | None) -> Sentence:
    over = not periods.future or answer.reached >= answer.threshold
    key = ("reached" if answer.reached >= answer.threshold else "missed") if over else "chance"
    said = both(
        f"stop.{key}",
        probability=Share(answer.probability),
        threshold=Count(answer.threshold),
        reached=Count(answer.reached),
        by=_day(gate.by_date),
    )
    verb = both(f"stop.action.{answer.action.value}")
    if late is None:
        return {name: f"{verb[name]} {said[name]}" for name in said}
    why = both(
        f"no_verdict.{late.value}",
        registered=_day(gate.registered_on),
        first=_day(periods.first_day),
        action=lambda language: both(f"stop.would.{answer.action.value}")[language],
    )
    return {name: f"{why[name]} {said[name]}" for name in said}


def _next(gate: Gate, periods: Periods, answer: StopRule) -> tuple[Sentence, ...]:
    found = [both(f"stop.next_{answer.action.value}")]
    if answer.needed_pace is not None and answer.reached < answer.threshold:
        unit = "per_week" if _weekly(gate, periods) else "per_day"
        low, middle, high = answer.final
        found.insert(
            0,
            both(
                "stop.pace",
                reached=Count(answer.reached),
                needed=Count(answer.needed_pace, unit),
                seen=Count(answer.seen_pace, unit),
                low=Count(low),
                middle=Count(middle),
                high=Count(high),
                by=_day(gate.by_date),
            ),
        )
    return tuple(found)


def _weekly(gate: Gate, periods: Periods) -> bool:
    end = gate.by_date or periods.last_day
    return (end - periods.first_day).days + 1 >= 28


def _assumptions(gate: Gate, periods: Periods, answer: StopRule) -> tuple[Sentence, ...]:
    growth = "stop.assume_growth" if gate.growth else "stop.assume_steady"
    rule = both(
        "stop.assume_rule",
        continue_at=Threshold(answer.continue_at),
        stop_at=Threshold(answer.stop_at),
        first=_day(periods.first_day),
        last=_day(periods.last_day),
    )
    return (rule, both("stop.assume_counts"), both(growth))
