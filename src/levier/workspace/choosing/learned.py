"""What forecasts are worth here: learned from those of the past whose outcome is known."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier.forecasting.priors import GaussianPrior, prior_of_relative_effect
from levier.forecasting.recalibration import recalibrate
from levier.workspace.forecast_board.cases import as_pairs, cases_of_history, in_order, telling

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from levier.forecasting.distribution import Distribution
    from levier.forecasting.recalibration import Recalibration, Worth
    from levier.workspace.model import Workspace


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """What past pairs say of one more forecast; the cautious default where there is none.

    Attributes
    ----------
    recalibration
        None without a pair.
    pairs
        How many forecasts with their outcomes it is learned from.
    """

    recalibration: Recalibration | None = None
    pairs: int = 0

    @classmethod
    def from_history(
        cls, workspace: Workspace, day: date, chosen_among: Collection[str]
    ) -> Learned:
        """Learn from the relative effects known by a day.

        Parameters
        ----------
        workspace
            Whose ``past_forecasts`` are read.
        day
            Outcomes of a later day are not used.
        chosen_among
            Decisions that are chosen among: what came of them cannot be known yet.
        """
        cases = [
            case
            for case in in_order(cases_of_history(workspace, day))
            if case.relative and case.stated.decision not in chosen_among
        ]
        if not cases:
            return cls()
        return cls(recalibrate(as_pairs(cases), telling(cases)), len(cases))

    @property
    def worth(self) -> Worth | None:
        """What comes true of a forecast of any author; None without a pair."""
        return None if self.recalibration is None else self.recalibration.worth()

    def prior(self, forecast: Distribution, groups: dict[str, str]) -> GaussianPrior:
        """Give the effect to expect of a forecast stated by these groups, positive when wanted."""
        if self.recalibration is None:
            return prior_of_relative_effect(forecast)
        found = self.recalibration.predict(forecast, groups)
        return GaussianPrior(found.mean, math.sqrt(found.variance))
