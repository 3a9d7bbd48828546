"""``contract``: marks and vetoes of the functions to signed, refused or waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.gates.scorecard import Criterion, scorecard
from levier.gates.signatures import Review, Signed, Why, contract_check
from levier.gates.verdict import Verdict
from levier.gates.yearly_refit import yearly_refit
from levier.language.numbers import percent, span
from levier.workspace.gating.results import (
    ContractAnswer,
    ContractDetail,
    GateAnswer,
    NoVerdict,
    YearlyWeights,
)
from levier.workspace.gating.words import Count, Share, Threshold, both, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from levier.gates.scorecard import Scorecard
    from levier.gates.signatures import ContractCheck
    from levier.language import Language
    from levier.workspace.inputs.gates import Gate
    from levier.workspace.inputs.past_contracts import PastContract
    from levier.workspace.inputs.reviews import ContractReview

    Sentence = Mapping[str, str]

_VERDICTS = {
    Signed.SIGNED: Verdict.PASS,
    Signed.REFUSED: Verdict.FAIL,
    Signed.WAITING: Verdict.NOT_ENOUGH,
}


def contract_answer(
    gate: Gate, rows: Sequence[ContractReview], past: Sequence[PastContract]
) -> GateAnswer:
    """Answer a gate from the reviews of its contracts.

    The verdict is that of the contracts together: one refused or waiting holds it back.
    """
    criteria = tuple(Criterion(c.name, c.weight, c.worst, c.best) for c in gate.criteria)
    marks, outcomes, years = _past(criteria, past)
    card = scorecard(criteria, marks, outcomes)
    contracts = tuple(
        _contract(gate, card, name, [row for row in rows if row.contract == name])
        for name in (sorted({row.contract for row in rows}) or [""])
    )
    detail = ContractDetail(
        contracts=contracts,
        weights=card.weights,
        outcomes=card.outcomes,
        years=_years(criteria, marks, outcomes, years),
    )
    states = [one.check.state for one in contracts]
    worst = next(
        state for state in (Signed.WAITING, Signed.REFUSED, Signed.SIGNED) if state in states
    )
    return GateAnswer(
        id=gate.id,
        title=gate.title,
        kind=gate.kind,
        verdict=_VERDICTS[worst] if rows else None,
        reason=None if rows else NoVerdict.NO_ROWS,
        sentence=_sentence(contracts, bool(rows)),
        next=_next(contracts),
        assumptions=_assumptions(detail),
        gate=gate,
        detail=detail if rows else None,
    )


def _past(
    criteria: tuple[Criterion, ...], past: Sequence[PastContract]
) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.int64]]:
    """Put the marks of past contracts in one row each; a mark not given is NaN."""
    names = sorted({row.contract for row in past})
    places = {name: place for place, name in enumerate(names)}
    columns = {one.name: place for place, one in enumerate(criteria)}
    marks = np.full((len(names), len(criteria)), np.nan)
    outcomes = np.zeros(len(names), dtype=bool)
    years = np.zeros(len(names), dtype=np.int64)
    for row in past:
        place = places[row.contract]
        marks[place, columns[row.criterion]] = row.score
        outcomes[place] = row.succeeded
        years[place] = max(years[place], row.known_on.year if row.known_on else 0)
    return marks, outcomes, years


def _years(
    criteria: tuple[Criterion, ...],
    marks: NDArray[np.float64],
    outcomes: NDArray[np.bool_],
    years: NDArray[np.int64],
) -> tuple[YearlyWeights, ...]:
    dated = years > 0
    return tuple(
        YearlyWeights(one.year, one.card.outcomes, one.card.weights)
        for one in yearly_refit(criteria, marks[dated], outcomes[dated], years[dated])
    )


def _contract(
    gate: Gate, card: Scorecard, name: str, rows: Sequence[ContractReview]
) -> ContractAnswer:
    reviews = [Review(row.function, row.criterion, row.score, row.veto, row.reason) for row in rows]
    check = contract_check(reviews, card, functions=gate.functions, threshold=gate.threshold)
    return ContractAnswer(name, check, _argued(check))


def function_name(function: str, language: Language) -> str:
    """Name a function: the three usual ones in the language, any other as it was written."""
    known = ("product", "technology", "sales", "support", "finance", "legal")
    return say(f"function.{function}", language) if function in known else function


def _argued(check: ContractCheck) -> Sentence:
    """Say why a contract is signed, refused or waits."""
    fields: dict[str, object] = {
        "chance": Share(check.chance.mean),
        "threshold": Threshold(check.threshold),
        "range": lambda language: span(
            percent(check.chance.p10, language), percent(check.chance.p90, language), language
        ),
    }
    if check.why is Why.VETO:
        return both("contract.veto", vetoes=lambda language: _vetoes(check, language))
    if check.why is Why.MISSING:
        return both("contract.waiting", functions=lambda language: _missing(check, language))
    firm = "firm" if check.firm else "unsure"
    return both(f"contract.{check.state.value}_{firm}", **fields)


def _vetoes(check: ContractCheck, language: Language) -> str:
    return say("contract.between", language).join(
        say(
            "contract.one_veto",
            language,
            function=function_name(one.function, language),
            criterion=one.criterion,
            reason=one.reason.rstrip("."),
        )
        for one in check.vetoes
    )


def _missing(check: ContractCheck, language: Language) -> str:
    return ", ".join(function_name(one, language) for one in check.waiting_for)


def _sentence(contracts: Sequence[ContractAnswer], any_row: bool) -> Sentence:
    if not any_row:
        columns = "gate, function, criterion, score, veto, reason"
        return both("no_verdict.no_rows", file="reviews.csv", columns=columns)
    if len(contracts) == 1:
        return contracts[0].sentence
    states = [one.check.state for one in contracts]
    return both(
        "contract.several",
        signed=Count(states.count(Signed.SIGNED), "contract.signed_count"),
        refused=Count(states.count(Signed.REFUSED), "contract.refused_count"),
        waiting=Count(states.count(Signed.WAITING), "contract.waiting_count"),
    )


def _next(contracts: Sequence[ContractAnswer]) -> tuple[Sentence, ...]:
    states = {one.check.state for one in contracts}
    vetoed = any(one.check.why is Why.VETO for one in contracts)
    found = []
    if Signed.WAITING in states:
        found.append(both("contract.next_waiting"))
    if vetoed:
        found.append(both("contract.next_veto"))
    if not found:
        found.append(both("contract.next_score"))
    return tuple(found)


def _assumptions(detail: ContractDetail) -> tuple[Sentence, ...]:
    found = [both("contract.assume_veto")]
    if detail.outcomes == 0:
        return (*found, both("contract.assume_experts"))
    moved = [one.criterion for one in detail.weights if one.moved]
    key = "assume_moved" if moved else "assume_not_moved"
    outcomes = Count(detail.outcomes, "contract.outcomes")
    return (*found, both(f"contract.{key}", outcomes=outcomes, criteria=", ".join(moved)))
