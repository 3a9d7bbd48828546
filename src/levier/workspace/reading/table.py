"""One file as a table of text: what was written in each cell, and on which line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of one file, as text, with the lines that they came from.

    Attributes
    ----------
    file
        Path relative to the workspace.
    frame
        One text column for each known column, blanks stripped, empty cells null; a column
        that the file does not have is all null.
    lines
        (n,) line of each row in the file, the first being 1; number of the row for Parquet.
    present
        The known columns that the file has.
    """

    file: str
    frame: pl.DataFrame
    lines: NDArray[np.int64]
    present: frozenset[str]

    def shown(self, row: int, column: str) -> str:
        """Give what was written in one cell; nothing when ``column`` is no single column."""
        return self.frame[column][row] or "" if column in self.frame.columns else ""


def stripped(frame: pl.DataFrame) -> pl.DataFrame:
    """Strip the blanks around every cell and make the empty ones null."""
    cells = pl.all().str.strip_chars()
    return frame.select(pl.when(cells != "").then(cells).name.keep())
