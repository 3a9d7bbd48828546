"""Writes of the organisation that other rooms call; each subject has its own module."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from levier_web.organisation.models import Person


def speak(person: Person, language: str) -> None:
    """Remember in which language a person reads."""
    person.language = language
    person.save(update_fields=["language"])
