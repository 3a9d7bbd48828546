"""Faults of a file, kept as codes and worded in the language of whoever reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from levier.workspace.faults import Fault, Remark
from levier_web.ui.words import current_language, say

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Worded:
    """One fault as a page shows it."""

    line: int
    column: str
    value: str
    sentence: str
    code: str
    more: int
    together: bool
    """Whether it lies between the file and what stands already, and on no line of the file."""


def stored(fault: Fault) -> dict[str, Any]:
    """Give what is kept of a fault found by the engine."""
    return {
        "code": fault.code,
        "file": fault.file,
        "line": fault.line,
        "column": fault.column,
        "value": fault.value,
        "fields": {name: _plain(value) for name, value in fault.fields.items()},
        "count": fault.count,
        "remark": isinstance(fault, Remark),
    }


def own(key: str, **fields: object) -> dict[str, Any]:
    """Give what is kept of a fault that the application found."""
    return {"key": key, "fields": {name: _plain(value) for name, value in fields.items()}}


def worded(faults: Iterable[dict[str, Any]]) -> list[Worded]:
    """Word faults in the language of the page."""
    return [_worded(fault) for fault in faults]


def _worded(fault: dict[str, Any]) -> Worded:
    if "key" in fault:
        return Worded(0, "", "", say(fault["key"], **fault["fields"]), fault["key"], 0, False)
    kind = Remark if fault.get("remark") else Fault
    found = kind(
        fault["file"],
        fault["line"],
        fault["column"],
        fault["value"],
        fault["code"],
        fault["fields"],
    )
    return Worded(
        fault["line"],
        fault["column"],
        fault["value"],
        found.sentence(current_language()),
        fault["code"],
        fault["count"],
        bool(fault.get("together")),
    )


def _plain(value: object) -> object:
    return value if isinstance(value, int | float | str | None) else str(value)
