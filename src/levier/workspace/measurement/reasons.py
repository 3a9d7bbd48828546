"""Why an expectation got no answer: a closed list, each with its sentence in the catalogue."""

from __future__ import annotations

from enum import StrEnum

from levier.language import LANGUAGES, translate


class Reason(StrEnum):
    """The code; its sentence is ``measure.reasons.<code>``."""

    NO_DATA = "no_data"
    NOT_STARTED = "not_started"
    NOT_APPLIED = "not_applied"
    TOO_SHORT_BEFORE = "too_short_before"
    TOO_SHORT_AFTER = "too_short_after"
    TOO_SPARSE = "too_sparse"
    CONSTANT = "constant"
    NO_UNIT_REACHED = "no_unit_reached"
    NO_EXPERIMENT = "no_experiment"
    NOT_AN_EXPERIMENT = "not_an_experiment"
    DESIGN_NOT_POSSIBLE = "design_not_possible"
    NOTHING_DECLARED = "nothing_declared"


def in_both(key: str, **fields: object) -> dict[str, str]:
    """Give the sentence of ``measure.<key>`` in every language."""
    return {language: translate(f"measure.{key}", language, **fields) for language in LANGUAGES}
