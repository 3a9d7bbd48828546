"""Lessons found by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse

from levier_web.learning.queries import lessons
from levier_web.ui.registry import Hit, searched

if TYPE_CHECKING:
    from levier_web.organisation.models import Person


def find(_person: Person, words: str, most: int) -> list[Hit]:
    """Find lessons."""
    rows = lessons()
    for word in words.split()[:8]:
        rows = rows.filter(Q(title__icontains=word) | Q(text__icontains=word))
    return [
        Hit(
            "learning.lesson.kind",
            one.title,
            reverse("learning:lesson", args=[one.pk]),
            one.text[:120],
        )
        for one in rows[:most]
    ]


searched(60, find)
