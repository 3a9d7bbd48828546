"""Projects of the past as planned and as they came: the reference class of plans."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class ProjectStatus(StrEnum):
    """How a project ended, if it did."""

    RUNNING = "running"
    STOPPED = "stopped"
    DELIVERED = "delivered"


@dataclass(frozen=True, slots=True)
class PastProject:
    """One project (``past_projects.csv``)."""

    id: str
    kind: str = ""
    planned_cost: float | None = None
    revised_cost: float | None = None
    planned_days: float | None = None
    revised_days: float | None = None
    status: ProjectStatus | None = None
    phase: str = ""
    """Where it stood when it was stopped, or stands."""
    ended_on: date | None = None
    """When the revised figures or the end were known."""
