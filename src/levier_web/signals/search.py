"""Signals in the search of the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from levier_web.signals.queries import search_signals
from levier_web.ui.registry import Hit, searched
from levier_web.ui.words import say

if TYPE_CHECKING:
    from levier_web.organisation.models import Person


def find(person: Person, words: str, count: int) -> list[Hit]:
    """Find signals by their words."""
    if not person.has_perm("signals.read"):
        return []
    return [
        Hit(
            "signals.hit",
            signal.text,
            reverse("signals:signal", args=[signal.pk]),
            say(f"signals.fate.{signal.fate}"),
        )
        for signal in search_signals(words, count)
    ]


searched(20, find)
