"""Three functions sign a contract, or refuse it with a reason: who has, and who is waited for.

A veto is never averaged away: with one, the score decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.gates.scorecard import Chance, Scorecard

FUNCTIONS = ("product", "technology", "sales")
THRESHOLD = 0.5


class Signed(StrEnum):
    """The state of a contract."""

    SIGNED = "signed"
    REFUSED = "refused"
    WAITING = "waiting"


class Why(StrEnum):
    """What the state rests on."""

    VETO = "veto"
    MISSING = "missing"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class Review:
    """What one function says of one criterion.

    Attributes
    ----------
    score
        Mark on the criterion's scale; None when the row only vetoes.
    veto
        Whether the function refuses, whatever the score.
    """

    function: str
    criterion: str
    score: float | None = None
    veto: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ContractCheck:
    """The answer for one contract.

    Attributes
    ----------
    why
        What the state rests on: a veto, a missing signature, or the score.
    vetoes
        Reviews that refuse.
    waiting_for
        Functions that have said nothing yet, in the order in which they were asked for.
    marks
        (K,) mean of the functions' marks for each criterion; None where nobody gave one.
    chance
        Of success, by the scorecard.
    firm
        Whether the range of the chance (P10 to P90) lies on one side of the threshold.
    """

    state: Signed
    why: Why
    vetoes: tuple[Review, ...]
    waiting_for: tuple[str, ...]
    marks: tuple[float | None, ...]
    chance: Chance
    threshold: float
    firm: bool


def contract_check(
    reviews: Sequence[Review],
    card: Scorecard,
    *,
    functions: Sequence[str] = FUNCTIONS,
    threshold: float = THRESHOLD,
) -> ContractCheck:
    """Say whether a contract is signed, refused, or waits, and for whom.

    Parameters
    ----------
    reviews
        Of any function, in any order.
    card
        The criteria with their learned weights.
    functions
        Whose signature is needed.
    threshold
        Chance of success from which a contract that nobody vetoes is signed.
    """
    heard = {one.function for one in reviews}
    waiting = tuple(one for one in functions if one not in heard)
    vetoes = tuple(sorted((one for one in reviews if one.veto), key=_order))
    marks = np.array([_mean(reviews, one.name) for one in card.criteria])
    chance = card.chance(marks)
    state, why = _state(vetoes, waiting, chance.mean >= threshold)
    return ContractCheck(
        state=state,
        why=why,
        vetoes=vetoes,
        waiting_for=waiting,
        marks=tuple(None if np.isnan(one) else float(one) for one in marks),
        chance=chance,
        threshold=threshold,
        firm=chance.p10 >= threshold or chance.p90 < threshold,
    )


def _state(
    vetoes: tuple[Review, ...], waiting: tuple[str, ...], good_enough: bool
) -> tuple[Signed, Why]:
    if vetoes:
        return Signed.REFUSED, Why.VETO
    if waiting:
        return Signed.WAITING, Why.MISSING
    return (Signed.SIGNED if good_enough else Signed.REFUSED), Why.SCORE


def _order(review: Review) -> tuple[str, str, str]:
    return review.function, review.criterion, review.reason


def _mean(reviews: Sequence[Review], criterion: str) -> float:
    """Average the marks of the functions, each function counting once."""
    by_function: dict[str, list[float]] = {}
    for one in reviews:
        if one.criterion == criterion and one.score is not None:
            by_function.setdefault(one.function, []).append(one.score)
    if not by_function:
        return float("nan")
    means = sorted(sum(sorted(marks)) / len(marks) for marks in by_function.values())
    return sum(means) / len(means)
