"""Forecasts of the past with what came: the history that a company brings with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier.workspace.model import EffectScale

if TYPE_CHECKING:
    from datetime import date

    from levier.workspace.model import Stage


@dataclass(frozen=True, slots=True)
class PastForecast:
    """One forecast and its outcome (``past_forecasts.csv``).

    Either a range of an effect (``low``, ``mid``, ``high``) or the probability of an event.
    """

    decision: str
    author: str
    """A kind or a role, never a person."""
    stated_on: date
    measured_on: date
    outcome: float
    """The effect as measured (a share: 0.02 is +2 %), or 1 when the event happened and 0 else."""
    metric: str = ""
    title: str = ""
    team: str = ""
    kind: str = ""
    stage: Stage | None = None
    scale: EffectScale = EffectScale.RELATIVE
    low: float | None = None
    mid: float | None = None
    high: float | None = None
    event: str = ""
    probability: float | None = None
    outcome_sd: float = 0.0
    """Standard error of the measurement; zero when none was given."""
