"""What it would be worth to know before choosing, and which test earns its price."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.portfolio.value_of_information import LinearChoice, perfect_information
from levier.portfolio.value_of_sampling import listed_information, noisy_information
from levier.workspace.choosing.results import Trial, Unknown, Verdict
from levier.workspace.inputs.opportunities import Learnt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from levier.workspace.choosing.drawn import DrawnInput, DrawnSolution
    from levier.workspace.inputs.opportunities import Opportunity

    Array = NDArray[np.float64]

EVERYTHING = "everything"
ATOMS = 400
_LEAST = 1.0
"""Under one unit of the currency, a test changes nothing that is done."""


@dataclass(frozen=True, slots=True)
class Learning:
    """Solutions, the value from which each is chosen, and what a week's delay of each costs.

    Attributes
    ----------
    displaced
        By solution: what it must be worth to be chosen.
    weekly
        By solution: mean value lost by a week of waiting.
    """

    solutions: Mapping[str, DrawnSolution]
    displaced: Mapping[str, float]
    weekly: Mapping[str, float]

    def unknowns(self) -> tuple[Unknown, ...]:
        """Give what knowing each input, and each solution as a whole, is worth; highest first."""
        found = [one for name in self.displaced for one in self._of_solution(name)]
        return tuple(sorted(found, key=lambda one: (-one.worth, one.solution, one.input)))

    def tests(self, rows: Sequence[Opportunity]) -> tuple[Trial, ...]:
        """Weigh the tests; the highest net gain first."""
        found = [self._test(row) for row in rows if row.parent in self.displaced]
        return tuple(sorted(found, key=lambda one: (-one.net_gain, one.test)))

    def _of_solution(self, name: str) -> list[Unknown]:
        net, otherwise = self.solutions[name].net, self.displaced[name]
        if net is None or not np.isfinite(otherwise):
            return []
        acts = np.array([net, np.full_like(net, otherwise)])
        whole = Unknown(name, EVERYTHING, perfect_information(acts))
        inputs = self.solutions[name].inputs
        return [whole, *(Unknown(name, key, self._perfect(name, inputs[key])) for key in inputs)]

    def _perfect(self, name: str, known: DrawnInput) -> float:
        return self._choice(name, known).value_of_knowing(known.draws)

    def _choice(self, name: str, known: DrawnInput) -> LinearChoice:
        """Write doing the solution as a line in one input, through the means of both."""
        net = self.solutions[name].net
        mean = 0.0 if net is None else float(net.mean())
        intercept = mean - known.slope * float(known.draws.mean())
        return LinearChoice(intercept, known.slope, self.displaced[name])

    def _test(self, row: Opportunity) -> Trial:
        solution, key = row.parent or "", (row.test_of or Learnt.SUCCESS).value
        known = self.solutions[solution].inputs.get(key)
        perfect = information = 0.0
        if known is not None and np.isfinite(self.displaced[solution]):
            perfect = self._perfect(solution, known)
            information = self._information(row, solution, known)
        delay = max(0.0, self.weekly.get(solution, 0.0)) * row.test_days / 7
        gain = information - row.cost - delay
        verdict = Verdict.RUN if gain > 0 else Verdict.SKIP
        verdict = Verdict.SETTLED if information < _LEAST else verdict
        return Trial(row.id, solution, key, perfect, information, row.cost, delay, gain, verdict)

    def _information(self, row: Opportunity, solution: str, known: DrawnInput) -> float:
        choice = self._choice(solution, known)
        if row.test_of is Learnt.SUCCESS:
            works = float(known.draws.mean())
            right = row.test_reliability or 0.5
            payoffs = [[choice.intercept, choice.intercept + choice.slope], [choice.otherwise] * 2]
            told = [[right, 1 - right], [1 - right, right]]
            return listed_information(payoffs, [1 - works, works], told)
        noise = (row.test_spread or np.inf) / np.sqrt(row.test_size or 1.0)
        return noisy_information(_atoms(known.draws), float(noise), choice)


def _atoms(draws: Array) -> Array:
    """Give the means of equal slices of the sorted draws, so that the mean is kept."""
    slices = np.array_split(np.sort(draws), min(ATOMS, len(draws)))
    return np.array([one.mean() for one in slices])
