"""What every check answers: one small frozen result, the same for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class CheckStatus(StrEnum):
    """What became of a check."""

    PASSED = "passed"
    FAILED = "failed"
    INFORMATIVE = "informative"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check of one measurement.

    Attributes
    ----------
    name
        Name of the check, which is the name of its module: ``sample_ratio``.
    status
        A failed check lowers the grade of the measurement by one; an informative one does not.
    figure
        The one number that decided: a p-value, a coverage, a share.
    sentence
        What was found, in words: ``{"en": …, "fr": …}``.
    columns
        Names of the columns of ``table``.
    table
        The few rows behind the figure; empty when the figure says all.
    """

    name: str
    status: CheckStatus
    figure: float
    sentence: Mapping[str, str]
    columns: tuple[str, ...] = ()
    table: tuple[tuple[str | float, ...], ...] = ()
