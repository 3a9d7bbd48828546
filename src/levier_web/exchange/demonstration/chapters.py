"""The chapters of rooms that stand above this one: they tell their own, in a ``demonstration``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.module_loading import autodiscover_modules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from levier_web.exchange.demonstration.story import Event, Story

    Chapter = Callable[[Story], Iterable[Event]]

_OF_OTHERS: list[Chapter] = []


def chapter(events: Chapter) -> Chapter:
    """Add what a room has to tell: its module ``demonstration`` calls this when it is loaded."""
    _OF_OTHERS.append(events)
    return events


def of_others() -> list[Chapter]:
    """Find the chapters of the other rooms: not before somebody founds a demonstration."""
    autodiscover_modules("demonstration")
    return _OF_OTHERS
