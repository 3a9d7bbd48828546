"""Why an experiment, or one scale of its answer, gives no figure: a closed list."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from levier.errors import NotMeasurable
from levier.language import translate

if TYPE_CHECKING:
    from levier.language import Language


class Refusal(StrEnum):
    """A reason; its sentence is ``checks_experiment.refusal.<value>`` in the catalogue."""

    NO_CONTROL = "no_control"
    NO_TREATMENT = "no_treatment"
    TOO_FEW_USERS = "too_few_users"
    MIXED_STATISTICS = "mixed_statistics"
    ARM_MISSING_IN_STRATUM = "arm_missing_in_stratum"
    ARM_REPEATED = "arm_repeated"
    COVARIATE_INCOMPLETE = "covariate_incomplete"
    COVARIATE_UNUSABLE = "covariate_unusable"
    NO_VARIATION = "no_variation"
    RATIO_COVARIATE = "ratio_covariate"
    DENOMINATOR_NEAR_ZERO = "denominator_near_zero"
    CLUSTERS_INCOMPLETE = "clusters_incomplete"
    TOO_FEW_CLUSTERS = "too_few_clusters"
    CLUSTERS_SEQUENTIAL = "clusters_sequential"
    ZERO_CELL = "zero_cell"
    """Relative scale only: an arm without any conversion has no ratio."""
    MEAN_NEAR_ZERO = "mean_near_zero"
    """Relative scale only: a mean within three standard errors of zero has no ratio."""

    def sentence(self, language: Language, **fields: object) -> str:
        """Say why and how to mend it; ``fields`` name the arm and the stratum at fault."""
        return translate(f"checks_experiment.refusal.{self}", language, **fields)


class NotAnExperiment(NotMeasurable):
    """Arms that cannot be compared.

    Attributes
    ----------
    refusal
        Why.
    fields
        What its sentence names: ``refusal.sentence(language, **fields)``.
    """

    def __init__(self, refusal: Refusal, **fields: object) -> None:
        self.refusal = refusal
        self.fields = fields
        super().__init__(refusal, refusal.sentence("en", **fields))
