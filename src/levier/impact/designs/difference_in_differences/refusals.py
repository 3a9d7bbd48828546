"""Why a roll-out, its intervals or its test of trends, gives no figure: closed lists."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from levier.errors import NotMeasurable
from levier.language import translate

if TYPE_CHECKING:
    from levier.language import Language


class Refusal(StrEnum):
    """Why nothing can be measured; its sentence is ``designs.rollout.refusal.<value>``."""

    FEW_PERIODS = "few_periods"
    MISSING_OUTCOME = "missing_outcome"
    UNUSABLE_WEIGHT = "unusable_weight"
    REPEATED_UNIT = "repeated_unit"
    NOBODY_REACHED = "nobody_reached"
    NO_NEVER_TREATED = "no_never_treated"
    NO_CONTROL = "no_control"
    MISSING_COVARIATE = "missing_covariate"
    COLLINEAR_COVARIATES = "collinear_covariates"
    """Field: ``group``, the number of its first period."""
    NO_OVERLAP = "no_overlap"
    """Covariates tell a group from its controls for sure. Field: ``group``."""
    NEGATIVE_COUNT = "negative_count"
    EMPTY_DENOMINATOR = "empty_denominator"
    NO_LOGARITHM = "no_logarithm"
    TOO_FEW_TO_PERMUTE = "too_few_to_permute"
    """Permutation only. Fields: ``clusters``, ``fewest``."""
    CLUSTER_OF_SEVERAL_DATES = "cluster_of_several_dates"
    """Permutation only. Field: ``unit``."""
    NO_EFFECT_REJECTED = "no_effect_rejected"
    """Permutation only: every effect, however large, is as likely as the one found."""
    NO_EVENT = "no_event"
    """Field: ``period``."""

    def sentence(self, language: Language, **fields: object) -> str:
        """Say why and how to mend it; ``fields`` name the unit, period or figure at fault."""
        return translate(f"designs.rollout.refusal.{self}", language, **fields)


class Caution(StrEnum):
    """Why an effect has a value but no interval."""

    LONE_CLUSTER = "lone_cluster"
    """A side made of a single cluster: what it did by chance cannot be told from the effect."""
    FEW_TREATED_CLUSTERS = "few_treated_clusters"
    FEW_CONTROL_CLUSTERS = "few_control_clusters"
    NO_VARIATION = "no_variation"
    """Every unit moved alike: a standard error of zero would be a false certainty."""

    def sentence(self, language: Language) -> str:
        """Say why there is no interval."""
        return translate(f"designs.rollout.caution.{self}", language)


class NoTrendTest(StrEnum):
    """Why the trends before exposure cannot be tested together."""

    NO_EARLIER_PERIODS = "no_earlier_periods"
    """Every group is reached in the second period."""
    FEW_CLUSTERS = "few_clusters"
    """A placebo has no interval, or there are as many placebos as clusters."""

    def sentence(self, language: Language) -> str:
        """Say why there is no test."""
        return translate(f"designs.rollout.no_trend_test.{self}", language)


class NotARollout(NotMeasurable):
    """A panel without an answer.

    Attributes
    ----------
    refusal
        Why.
    fields
        The unit, period or figure at fault: ``refusal.sentence(language, **fields)``.
    """

    def __init__(self, refusal: Refusal, **fields: object) -> None:
        self.refusal = refusal
        self.fields = fields
        super().__init__(refusal, refusal.sentence("en", **fields))
