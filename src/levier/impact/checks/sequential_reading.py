"""A test read while it ran: what each look would have said, read once and read honestly.

Whoever looks every day and stops at the first 95 % interval without zero finds an effect of
nothing far more often than one time in twenty: Johari, Koomen, Pekelis and Walsh (2022),
*Always valid inference: continuous monitoring of A/B tests*, Operations Research 70, 1806-1821.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier.impact.checks.result import CheckResult, CheckStatus
from levier.language import LANGUAGES, translate
from levier.language.numbers import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from levier.impact.designs.randomised_experiment import ExperimentEstimate
    from levier.language import Language


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a running test.

    Attributes
    ----------
    on
        When, as ``2026-03-14``; empty when it is not known.
    fixed
        The estimate as if the test had been read only then.
    valid
        The estimate that holds at every look.
    """

    on: str
    fixed: ExperimentEstimate
    valid: ExperimentEstimate

    @property
    def fooled(self) -> bool:
        """Whether a reading for one look proves what the valid one does not."""
        pairs = zip(self.fixed.comparisons, self.valid.comparisons, strict=True)
        return any(
            _excludes_zero(fixed.difference.simultaneous95)
            and not _excludes_zero(valid.difference.simultaneous95)
            for fixed, valid in pairs
        )


def check_sequential_reading(looks: Sequence[Look]) -> CheckResult:
    """Set both readings of every look side by side.

    Parameters
    ----------
    looks
        In the order in which they were taken, at least one; the last is the answer.

    Returns
    -------
    CheckResult
        Informative. Its figure is the smallest p-value of the last look, valid at every look and
        for all treatments; its table has the differences per look and treatment.
    """
    last = looks[-1].valid
    p_value = min(comparison.adjusted_p_value for comparison in last.comparisons)
    fooled = [look for look in looks if look.fooled]
    return CheckResult(
        name="sequential_reading",
        status=CheckStatus.INFORMATIVE,
        figure=p_value,
        sentence={
            language: _sentence(language, looks, fooled, p_value) for language in LANGUAGES
        },
        columns=("look", "arm", "users", "difference", "fixed_low95", "fixed_high95",
                 "valid_low95", "valid_high95"),
        table=tuple(row for look in looks for row in _rows(look)),
    )  # fmt: skip


def _rows(look: Look) -> Iterator[tuple[str | float, ...]]:
    for fixed, valid in zip(look.fixed.comparisons, look.valid.comparisons, strict=True):
        yield (
            look.on,
            valid.arm,
            float(valid.users),
            valid.difference.value,
            *fixed.difference.simultaneous95,
            *valid.difference.simultaneous95,
        )


def _sentence(
    language: Language, looks: Sequence[Look], fooled: Sequence[Look], p_value: float
) -> str:
    several = "several" if len(looks) > 1 else "one"
    text = translate(
        f"checks_experiment.sequential_reading.{several}",
        language,
        looks=len(looks),
        p_value=number(max(p_value, 1e-6), language, 2),
    )
    if not fooled:
        return text
    when = ", ".join(look.on or "—" for look in fooled)
    return f"{text} {translate('checks_experiment.sequential_reading.fooled', language, when=when)}"


def _excludes_zero(interval: tuple[float, float]) -> bool:
    return interval[0] > 0 or interval[1] < 0
