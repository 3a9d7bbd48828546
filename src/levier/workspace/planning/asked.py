"""What a plan is asked: metrics, the effect to be seen, the chance, the units, the waves."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from levier.impact.planning.chance import Chance
from levier.workspace.model import EffectScale, Expectation
from levier.workspace.planning.users import UsersAsked

if TYPE_CHECKING:
    from datetime import date

    from levier.workspace.measurement.question import Question
    from levier.workspace.model import Decision

DRAWS = 3
MOST_WAVES = 6


@dataclass(frozen=True, slots=True)
class PlanOptions:
    """What the caller may choose.

    Attributes
    ----------
    effect
        Effect to be seen; None: what the decision is expected to do.
    scale
        Of the effect: a share of the metric's level, or its own unit.
    chance
        How often it must be seen, how rarely when there is nothing.
    units
        The units that would be reached first; None: they are chosen.
    waves
        Number of waves of the roll-out; None: as many as suit the units.
    every
        Periods from one wave to the next; None: as suits the horizon.
    starts_on
        First day of the decision; None: its own, or the first period after the data.
    users
        What is known of users, for a randomised test.
    seed
        Where draws and lots start from.
    draws
        Continuations of the past that are drawn.
    """

    effect: float | None = None
    scale: EffectScale = EffectScale.RELATIVE
    chance: Chance = field(default_factory=Chance)
    units: tuple[str, ...] | None = None
    waves: int | None = None
    every: int | None = None
    starts_on: date | None = None
    users: UsersAsked = field(default_factory=UsersAsked)
    seed: int = 0
    draws: int = DRAWS


@dataclass(frozen=True, slots=True)
class Asked:
    """One metric to be planned for.

    Attributes
    ----------
    question
        The workspace as it stands, with its series; the decision's own rows are in it.
    metric
        Its id.
    decision
        The decision, or a nameless one that stands for it.
    rows
        What it is expected to do to the metric; empty when nobody said.
    options
        What the caller chose.
    """

    question: Question
    metric: str
    decision: Decision
    rows: tuple[Expectation, ...]
    options: PlanOptions

    @property
    def shaped(self) -> tuple[Expectation, ...]:
        """What is planted: the shapes expected, on the scale of the effect to be seen."""
        scale = EffectScale.ABSOLUTE if self.told_absolute else EffectScale.RELATIVE
        rows = self.rows or (Expectation(self.decision.id, self.metric),)
        return tuple(
            replace(row, scale=scale, low=None, mid=None, high=None, design=None) for row in rows
        )

    @property
    def told_absolute(self) -> bool:
        """Whether the effect is told in the metric's own unit."""
        if self.options.effect is not None:
            return self.options.scale is EffectScale.ABSOLUTE
        told = {row.scale for row in self.rows if row.mid is not None}
        return told == {EffectScale.ABSOLUTE}
