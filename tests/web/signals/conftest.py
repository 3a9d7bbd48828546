"""Signals, quickly made."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from levier_web.signals.services import Draft, post
from levier_web.signals.services.similar import _Kept

if TYPE_CHECKING:
    from collections.abc import Callable

    from levier_web.organisation.models import Person
    from levier_web.signals.models import Signal

NUMBERS = itertools.count()


@pytest.fixture(autouse=True)
def no_index() -> None:
    """Each test has a database of its own, so an index of its own."""
    from levier.text.similarity import build_index

    _Kept.index = build_index([], [])


@pytest.fixture
def said() -> Callable[..., Signal]:
    """Post a signal."""

    def say_it(author: Person, text: str, **rest: object) -> Signal:
        return post(author, Draft(text, f"token-{next(NUMBERS):06d}", **rest))  # type: ignore[arg-type]

    return say_it
