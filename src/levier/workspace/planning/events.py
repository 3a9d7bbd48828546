"""The rule of base events, said."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from levier.impact.planning.base_events import base_events
from levier.impact.planning.chance import Chance
from levier.language.numbers import number, percent
from levier.workspace.planning.results import BaseEvents
from levier.workspace.planning.words import both

if TYPE_CHECKING:
    from levier.language import Language


def events_needed(effect: float, power: float = 0.8) -> BaseEvents:
    """Count the events that a count needs before, to tell ``effect`` from chance after.

    Raises
    ------
    InvalidArgument
        When there is nothing to see, or the chance is none.
    """
    events = base_events(effect, Chance(power))
    sentence = both(
        "events.answer",
        effect=lambda language: percent(effect, language, signed=True),
        events=partial(_whole, events),
        power=lambda language: percent(power, language),
    )
    return BaseEvents(effect, events, sentence, both("events.assumption"))


def _whole(count: int, language: Language) -> str:
    return number(count, language, digits=len(str(count)))
