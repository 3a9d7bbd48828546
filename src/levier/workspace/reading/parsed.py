"""A column of text once it has been understood, with what could not be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl


@dataclass(frozen=True, slots=True)
class Parsed:
    """The values of a column, and the rows that have none although something is written there.

    Attributes
    ----------
    values
        (n,) values, null where nothing is written or it could not be understood.
    problems
        By fault code, (n,) mask of the rows that have it.
    """

    values: pl.Series
    problems: Mapping[str, pl.Series] = field(default_factory=dict)
