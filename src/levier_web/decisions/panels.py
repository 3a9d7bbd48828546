"""Parts of the sheet that rooms further down the chain add: what was measured, what it is worth."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from levier_web.decisions.models import Decision
    from levier_web.organisation.models import Person

Panel = tuple[str, dict[str, Any]]
"""A template and what it shows."""
PanelOf = Callable[["Decision", "Person"], Panel | None]
"""The panel for this decision and reader; None when there is nothing to show."""

PANELS: list[PanelOf] = []


def panel(function: PanelOf) -> PanelOf:
    """Add a part to every sheet (and to the committee's view of it)."""
    PANELS.append(function)
    return function


def panels_of(decision: Decision, person: Person) -> list[Panel]:
    """Give the parts that other rooms add to this sheet."""
    return [found for one in PANELS if (found := one(decision, person)) is not None]
