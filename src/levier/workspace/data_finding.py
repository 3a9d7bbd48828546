"""What is found about the data of a metric before anything is measured, as results hold it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class FindingKind(StrEnum):
    """What can be found wrong with the data of a metric."""

    INCOMPLETE_LAST = "incomplete_last"
    """The last period, or the last ones, lack a part of what belongs in them."""
    MISSING = "missing"
    """Periods inside the series without a value."""
    DUPLICATES = "duplicates"
    """Several rows for one period."""
    STUCK = "stuck"
    """One value again and again, more often than chance allows."""
    OUTAGE = "outage"
    """Values that collapsed for a while and came back, of which nothing was declared."""
    LEVEL_SHIFT = "level_shift"
    """A jump that nothing explains: perhaps another definition."""
    REDEFINITION = "redefinition"
    """A publication that revised nearly all of the past by one factor."""
    UNFINISHED = "unfinished"
    """The last period of an earlier publication, much higher in the next one."""
    REVISED = "revised"
    """A period that was much revised by itself."""
    REVISIONS = "revisions"
    """How long a metric published in vintages takes to be complete."""


class Handling(StrEnum):
    """What was done about it."""

    SHOWN = "shown"
    LEFT_OUT = "left_out"
    MASKED = "masked"
    MODELLED = "modelled"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class DataFinding:
    """One thing found about the data of one metric before anything was measured.

    Attributes
    ----------
    from_, to
        First and last day concerned; for a redefinition, the days of the two publications.
    figure
        Its size: the relative change of the values (-0.24 is 24% less than expected, or than
        what was known later), or a number of periods (``missing``, ``stuck``, ``revisions``,
        periods ``left_out`` because they are not over) or of rows (``duplicates``).
    sentence
        In both languages: what was found, and what was done or can be.
    suggestion
        A block for ``levier.toml`` that declares it, ready to paste, in both languages; None when
        there is nothing to declare.
    """

    metric: str
    kind: FindingKind
    from_: date
    to: date
    figure: float
    handling: Handling
    sentence: Mapping[str, str]
    suggestion: Mapping[str, str] | None = None
