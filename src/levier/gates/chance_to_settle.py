"""The chance that so many more answers would settle a gate.

With Jeffreys' prior on the share, the answers still to come are beta-binomial. The same holds
without replacement from a finite population whose members are exchangeable: a sample of a
beta-binomial population is beta-binomial (Ericson 1969, *JRSS B* 31, 195-233, section 3).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import betaln, gammaln

from levier.errors import InvalidArgument
from levier.gates.finite_population import effective_sample
from levier.gates.share_interval import wilson
from levier.gates.verdict import Verdict, judged

if TYPE_CHECKING:
    from numpy.typing import NDArray

LIKELY = 0.8
MOST = 10_000
PRIOR = 0.5
"""Successes, and failures, that Jeffreys' prior is worth."""


@dataclass(frozen=True, slots=True)
class ChanceToSettle:
    """What more answers would bring.

    Attributes
    ----------
    more
        How many more.
    passes, fails
        Chance that the gate then passes, and that it then fails; the rest stays open.
    """

    more: int
    passes: float
    fails: float

    @property
    def settles(self) -> float:
        """Chance that it is settled either way."""
        return self.passes + self.fails


def chance_to_settle(
    successes: int, sampled: int, more: int, threshold: float, population: int | None = None
) -> ChanceToSettle:
    """Give the chance that ``more`` answers settle the gate, from the answers there are.

    Parameters
    ----------
    successes, sampled
        What was seen.
    more
        How many would be asked besides; at most those who are left.
    threshold
        What the share is held against.
    population
        How many there are; None when it has no end.

    Raises
    ------
    InvalidArgument
        When fewer than none, or more than are left, would be asked.
    """
    left = None if population is None else population - sampled
    if more < 0 or (left is not None and more > left):
        raise InvalidArgument(f"more must be between 0 and the {left} who are left, got {more}")
    chances = _beta_binomial(more, successes + PRIOR, sampled - successes + PRIOR)
    total = sampled + more
    worth = effective_sample(total, population)
    verdicts = [Verdict.FAIL, Verdict.NOT_ENOUGH, Verdict.PASS]

    def place(k: int) -> int:
        found = wilson((successes + k) / total, worth)
        return verdicts.index(judged(found.low95, found.high95, threshold))

    # The more successes, the better the verdict: two bisections instead of every count.
    open_from, pass_from = (bisect_left(range(more + 1), least, key=place) for least in (1, 2))
    passes, fails = float(chances[pass_from:].sum()), float(chances[:open_from].sum())
    return ChanceToSettle(more, min(1.0, passes), min(1.0, fails))


def _beta_binomial(trials: int, yes: float, no: float) -> NDArray[np.float64]:
    """Give the chance of each count from none to all."""
    counts = np.arange(trials + 1, dtype=np.float64)
    ways = gammaln(trials + 1) - gammaln(counts + 1) - gammaln(trials - counts + 1)
    return np.asarray(np.exp(ways + betaln(counts + yes, trials - counts + no) - betaln(yes, no)))


def enough_to_settle(
    successes: int,
    sampled: int,
    threshold: float,
    population: int | None = None,
    wanted: float = LIKELY,
) -> ChanceToSettle | None:
    """Give the fewest more answers that settle the gate with the chance wanted, by halving.

    Parameters
    ----------
    successes, sampled, threshold, population
        As for ``chance_to_settle``.
    wanted
        Chance to settle it either way.

    Returns
    -------
    ChanceToSettle or None
        None when those who are left, or ten thousand, are not enough.
    """
    most = MOST if population is None else min(MOST, population - sampled)
    best = chance_to_settle(successes, sampled, most, threshold, population)
    if best.settles < wanted:
        return None
    low = 0
    while best.more - low > 1:
        middle = (low + best.more) // 2
        found = chance_to_settle(successes, sampled, middle, threshold, population)
        low, best = (low, found) if found.settles >= wanted else (middle, best)
    return best
