"""One fault of a file: where it is, what was read, and how to mend it, in either language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from levier.language import translate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.language import Language


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong in one file.

    Attributes
    ----------
    file
        Path relative to the workspace.
    line
        Line of the file, the first being 1; 0 when the fault is of the whole file.
    column
        Name of the column or key; empty when the fault is of the whole line.
    value
        What was read there, shortened.
    code
        Key of the sentence and of its cure in the catalogue ``workspace.faults.<code>``.
    fields
        What the sentence needs besides.
    count
        How many more lines of the same file have the same fault and are not listed.
    """

    file: str
    line: int
    column: str
    value: str
    code: str
    fields: Mapping[str, object] = field(default_factory=dict, compare=False)
    count: int = field(default=0, compare=False)

    catalogue: ClassVar[str] = "workspace.faults"

    def sentence(self, language: Language) -> str:
        """Say what is wrong and how to mend it."""
        key = f"{self.catalogue}.{self.code}"
        said = translate(key, language, value=self.value, column=self.column, **self.fields)
        return said.replace("….", "…")  # a list that is cut ends the sentence

    def __str__(self) -> str:
        place = self.file + (f":{self.line}" if self.line else "")
        return ": ".join(part for part in (place, self.column, self.sentence("en")) if part)


@dataclass(frozen=True, slots=True, order=True)
class Remark(Fault):
    """Something odd that was read all the same; its sentence is ``workspace.remarks.<code>``."""

    catalogue: ClassVar[str] = "workspace.remarks"
