"""A workbook of values, made the file of values that is then examined, read and kept."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from levier.workspace.reading.columns import COLUMNS, normalised
from levier_web.ui.words import say
from levier_web.ui.workbooks.package import is_workbook
from levier_web.ui.workbooks.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HEAD = 8


@contextmanager
def as_values(path: Path, name: str) -> Iterator[tuple[Path, str]]:
    """Give a file of values and its name; of a workbook, the sheet that holds the values.

    What is kept is the table as it was read: the workbook itself is let go.

    Raises
    ------
    Refusal
        When it is a workbook that cannot be read.
    """
    with path.open("rb") as file:
        if not is_workbook(file.read(HEAD)):
            yield path, name
            return
        brought = read_table(file, has_values)
    with TemporaryDirectory(prefix="levier-") as folder:
        table = Path(folder) / "metrics.csv"
        table.write_text(brought.text, encoding="utf-8", newline="")
        yield table, say("ui.workbook.named", name=name[:180], sheet=brought.sheet)


def has_values(header: Sequence[str]) -> bool:
    """Tell whether a first row has the columns of a file of values."""
    return set(COLUMNS["metrics"].required) <= set(normalised(header))
