"""Voices: what customers and colleagues said of a problem."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class VoiceSource(StrEnum):
    """Where a voice was heard."""

    INTERVIEW = "interview"
    TICKET = "ticket"
    CRM = "crm"
    VOTE = "vote"
    COLLEAGUE = "colleague"
    """Somebody of the company: evidence from inside, never a voice of a customer."""


@dataclass(frozen=True, slots=True)
class Interview:
    """One note of one voice (``interviews.csv``)."""

    gate: str
    customer: str
    """Not the name that was written, but a fingerprint of it: names go no further."""
    date: date
    active: bool = True
    spontaneous: bool = False
    """Whether the problem was raised without being led to."""
    segment: str = ""
    source: VoiceSource = VoiceSource.INTERVIEW
    themes: tuple[str, ...] = ()
