"""Why a roll-out, its intervals or its test of trends, gives no figure: closed lists."""

from __future__ import annotations

from enum import StrEnum

from levier.errors import NotMeasurable


class Refusal(StrEnum):
    """Why nothing can be measured."""

    FEW_PERIODS = "few_periods"
    MISSING_OUTCOME = "missing_outcome"
    UNUSABLE_WEIGHT = "unusable_weight"
    REPEATED_UNIT = "repeated_unit"
    NOBODY_REACHED = "nobody_reached"
    NO_NEVER_TREATED = "no_never_treated"
    NO_CONTROL = "no_control"


class Caution(StrEnum):
    """Why an effect has a value but no interval."""

    LONE_CLUSTER = "lone_cluster"
    """A side made of a single cluster: what it did by chance cannot be told from the effect."""
    FEW_TREATED_CLUSTERS = "few_treated_clusters"
    FEW_CONTROL_CLUSTERS = "few_control_clusters"
    NO_VARIATION = "no_variation"
    """Every unit moved alike: a standard error of zero would be a false certainty."""


class NoTrendTest(StrEnum):
    """Why the trends before exposure cannot be tested together."""

    NO_EARLIER_PERIODS = "no_earlier_periods"
    """Every group is reached in the second period."""
    FEW_CLUSTERS = "few_clusters"
    """A placebo has no interval, or there are as many placebos as clusters."""


_SENTENCES = {
    Refusal.FEW_PERIODS: "the panel has {periods} period(s); before and after need two",
    Refusal.MISSING_OUTCOME: "unit {unit} has no outcome in period {period}; "
    "fill it in or leave the unit out: every unit needs every period",
    Refusal.UNUSABLE_WEIGHT: "unit {unit} has weight {weight}; a weight is a positive number",
    Refusal.REPEATED_UNIT: "unit {unit} appears more than once; a unit is one row",
    Refusal.NOBODY_REACHED: "no unit is first reached after the first period and by the last: "
    "there is no before and after to compare",
    Refusal.NO_NEVER_TREATED: "every unit is reached in the end; "
    "compare with units not yet reached instead",
    Refusal.NO_CONTROL: "no unit is reached later than the first ones, or never: "
    "there is nobody to compare with",
}


class NotARollout(NotMeasurable):
    """A panel without an answer.

    Attributes
    ----------
    refusal
        Why.
    fields
        The unit, period or figure at fault.
    """

    def __init__(self, refusal: Refusal, **fields: object) -> None:
        self.refusal = refusal
        self.fields = fields
        super().__init__(refusal, _SENTENCES[refusal].format(**fields))
