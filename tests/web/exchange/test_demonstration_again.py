"""Founding the demonstration twice tells the same story.

Apart from the other tests of it, whose company stays founded while they run.
"""

from __future__ import annotations

import pytest
from tests.web.exchange.test_demonstration import told_and_forgotten

from levier_web.decisions.models import Decision
from levier_web.organisation.models import Person
from levier_web.signals.models import Signal

pytestmark = pytest.mark.django_db


def test_founding_it_twice_gives_the_same() -> None:
    tellings = []
    for _ in range(2):
        with told_and_forgotten("fr"):
            tellings.append(_told())
    assert tellings[0] == tellings[1]


def _told() -> list[object]:
    return [
        list(Signal.objects.order_by("pk").values_list("text", "created_at", "fate", "team__name")),
        list(Decision.objects.order_by("pk").values_list("slug", "state", "proposed_at")),
        list(Person.objects.order_by("pk").values_list("email", "function", "team__name")),
    ]
