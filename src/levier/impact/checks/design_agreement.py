"""Whether two designs that measure one effect on different grounds find the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.impact.checks.wording import passed_unless, worded
from levier.language import LANGUAGES, translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.impact.checks.result import CheckResult

ALARM = 2.6
"""Standard errors of a difference: passed by one pair of sound designs in a hundred."""


def check_experiment_agreement(gap: float) -> CheckResult:
    """Compare a test with the series that saw its launch, ``gap`` standard errors apart."""
    return worded("experiment_agreement", passed_unless(abs(gap) > ALARM), gap)


def check_design_agreement(gaps: Sequence[tuple[str, float]]) -> CheckResult | None:
    """Compare what is reported with the other design that is farthest from it.

    Parameters
    ----------
    gaps
        For each other design its code and its distance in standard errors of the difference.
    """
    if not gaps:
        return None
    other, gap = max(gaps, key=lambda one: abs(one[1]))
    result = worded(
        "design_agreement",
        passed_unless(abs(gap) > ALARM),
        gap,
        numbers={"size": abs(gap)},
        words={"other": "{other}"},
        columns=("design", "gap"),
        table=tuple(gaps),
    )
    sentence: dict[str, str] = {
        language: text.replace("{other}", translate(f"checks.designs.{other}", language))
        for language, text in result.sentence.items()
        if language in LANGUAGES
    }
    return type(result)(
        result.name, result.status, result.figure, sentence, result.columns, result.table
    )
