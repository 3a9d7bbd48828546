"""Sessions with people who are no experts, task by task."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class TaskRow:
    """The sessions of one task with one profile (``tasks.csv``)."""

    gate: str
    task: str
    sessions: int
    successes: int
    profile: str = ""
    date: date | None = None
