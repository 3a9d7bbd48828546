"""``[data]`` and ``[metrics.ID.data]``: what becomes of what is found wrong with the data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from levier.workspace.model import (
    BreakHandling,
    DataOptions,
    Duplicates,
    OutageHandling,
    VintageChoice,
)

if TYPE_CHECKING:
    from levier.workspace.reading.settings.section import Section

KEYS = ("incomplete_last", "duplicates", "vintages", "outages", "definition_breaks")
MOST_PERIODS = 366


def read_data(section: Section, usual: DataOptions) -> DataOptions:
    """Read one table of options; what it does not say is as in ``usual``."""
    section.check_keys((), KEYS)
    return DataOptions(
        incomplete_last=_incomplete_last(section, usual),
        duplicates=section.choice("duplicates", Duplicates) or usual.duplicates,
        vintages=section.choice("vintages", VintageChoice) or usual.vintages,
        outages=section.choice("outages", OutageHandling) or usual.outages,
        definition_breaks=section.choice("definition_breaks", BreakHandling)
        or usual.definition_breaks,
    )


def _incomplete_last(section: Section, usual: DataOptions) -> Literal["drop", "keep"] | int:
    value = section.values.get("incomplete_last", usual.incomplete_last)
    if value == "drop":
        return "drop"
    if value == "keep":
        return "keep"
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_PERIODS:
        return value
    section.fault("incomplete_last", value, "bad_incomplete_last", most=MOST_PERIODS)
    return usual.incomplete_last
