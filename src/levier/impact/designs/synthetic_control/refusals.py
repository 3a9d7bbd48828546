"""Why a panel of units, or one figure drawn from it, gives no answer: a closed list."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from levier.errors import NotMeasurable
from levier.language import translate

if TYPE_CHECKING:
    from levier.language import Language


class Refusal(StrEnum):
    """A reason; the fields of ``NotAPanel`` name the units and the counts at fault."""

    NO_TREATED_UNIT = "no_treated_unit"
    TOO_FEW_DONORS = "too_few_donors"
    """Fields: ``donors``, ``fewest``."""
    TOO_FEW_PERIODS_BEFORE = "too_few_periods_before"
    """Fields: ``periods``, ``fewest``."""
    NO_PERIOD_AFTER = "no_period_after"
    DONOR_MISSING_VALUES = "donor_missing_values"
    """Fields: ``units``, the donors to leave out or to complete."""
    TREATED_MISSING_VALUES = "treated_missing_values"
    """Fields: ``units``."""
    NO_VARIATION_BEFORE = "no_variation_before"
    """Every donor changes by one same amount each period: nothing tells them apart in time."""
    TOO_FEW_DONORS_FOR_PLACEBOS = "too_few_donors_for_placebos"
    """Standard error only. Fields: ``donors``, ``fewest``."""
    DONORS_ALIKE = "donors_alike"
    """Standard error only: donors are copies of one another."""
    ONE_TREATED_UNIT = "one_treated_unit"
    """Jackknife only: leaving out the only treated unit leaves nothing."""
    ONE_WEIGHTED_DONOR = "one_weighted_donor"
    """Jackknife only: leaving out the only donor with a weight leaves nothing."""

    PREDICTOR_MISSING_VALUES = "predictor_missing_values"
    """Predictor matching only. Fields: ``predictor``, ``units``."""
    PREDICTOR_WITHOUT_VARIATION = "predictor_without_variation"
    """Predictor matching only. Field: ``predictor``."""
    TOO_FEW_PERMUTATIONS = "too_few_permutations"
    """Conformal interval only. Fields: ``permutations``, ``fewest``."""
    NO_CONSTANT_EFFECT = "no_constant_effect"
    """Conformal interval only: the effect changes so much that no constant one explains it."""
    NO_EFFECT_REJECTED = "no_effect_rejected"
    """Conformal interval only: the periods after outweigh those before, and explain anything."""

    def sentence(self, language: Language, **fields: object) -> str:
        """Say why and how to mend it; ``fields`` name the units and the counts at fault."""
        return translate(f"designs.synthetic_control.refusal.{self}", language, **fields)


class NotAPanel(NotMeasurable):
    """Units and periods that this design cannot answer from.

    Attributes
    ----------
    refusal
        Why.
    fields
        The figures and the names of units at fault: ``refusal.sentence(language, **fields)``.
    """

    def __init__(self, refusal: Refusal, **fields: object) -> None:
        self.refusal = refusal
        self.fields = fields
        super().__init__(refusal, refusal.sentence("en", **fields))
