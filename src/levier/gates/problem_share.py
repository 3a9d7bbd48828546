"""The share of active customers who have the problem, told of their own accord."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier.gates.chance_to_settle import chance_to_settle, enough_to_settle
from levier.gates.finite_population import effective_sample
from levier.gates.sample_needed import sample_needed
from levier.gates.share_interval import wilson
from levier.gates.verdict import Verdict, checked_count, checked_share, judged

if TYPE_CHECKING:
    from levier.gates.chance_to_settle import ChanceToSettle
    from levier.gates.verdict import ShareRange

THRESHOLD = 0.6
"""Of active customers; what the gate asks for when nothing else is said."""


@dataclass(frozen=True, slots=True)
class ShareGate:
    """A share held against its threshold.

    Attributes
    ----------
    raised, sampled
        Successes and trials.
    population
        How many there are to be asked; None when that has no end.
    corrected
        Whether the interval is narrower because a good part of everyone was asked.
    verdict
        By the range against the threshold.
    needed
        Sample in all that would settle it if the share holds; None when it is settled, or none
        would.
    chance
        Of what asking that many would bring; None likewise.
    likely
        What asking enough to settle it eight times in ten would bring, whatever the share turns
        out to be; None when it is settled, or when no reasonable number is enough.
    """

    raised: int
    sampled: int
    population: int | None
    threshold: float
    range: ShareRange
    corrected: bool
    verdict: Verdict
    needed: int | None
    chance: ChanceToSettle | None
    likely: ChanceToSettle | None

    @property
    def more(self) -> int | None:
        """How many more to ask."""
        return None if self.needed is None else self.needed - self.sampled


def problem_share(
    raised: int, sampled: int, threshold: float = THRESHOLD, population: int | None = None
) -> ShareGate:
    """Hold the share of customers who raised the problem against its threshold.

    Parameters
    ----------
    raised, sampled
        Active customers who raised it unprompted, and who were heard, each once.
    threshold
        Share from which the gate passes, strictly between 0 and 1.
    population
        Active customers there are; None when it is not known.

    Raises
    ------
    InvalidArgument
        When the counts cannot be, nobody was heard, or the threshold is no share.
    """
    checked_share(threshold, "threshold")
    checked_count(raised, sampled, "problem_share")
    checked_count(1, sampled, "sampled")
    share, worth = raised / sampled, effective_sample(sampled, population)
    found = wilson(share, worth)
    verdict = judged(found.low95, found.high95, threshold)
    needed = None
    if verdict is Verdict.NOT_ENOUGH:
        needed = sample_needed(share, threshold, population=population)
    chance, likely = None, None
    if needed is not None:
        chance = chance_to_settle(raised, sampled, needed - sampled, threshold, population)
    if verdict is Verdict.NOT_ENOUGH:
        likely = enough_to_settle(raised, sampled, threshold, population)
    corrected = worth > sampled
    return ShareGate(
        raised, sampled, population, threshold, found, corrected, verdict, needed, chance, likely
    )
