"""What is said before signing in, how long a session lasts, and the words of rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import translation

from levier_web.identity.views.settings import length
from levier_web.integrations.forms import room_said
from levier_web.ui.api.rooms import ROOMS, known_scopes

if TYPE_CHECKING:
    from django.test import Client

    from levier_web.organisation.models import Company


@pytest.mark.parametrize(
    ("minutes", "english", "french"),
    [
        (720, "12 hours", "12 heures"),
        (168 * 60, "7 days", "7 jours"),
        (1440, "1 day", "1 jour"),
        (90, "90 minutes", "90 minutes"),
        (60, "1 hour", "1 heure"),
    ],
)
def test_a_length_is_said_in_its_largest_unit(minutes: int, english: str, french: str) -> None:
    for language, said in (("en", english), ("fr", french)):
        with translation.override(language):
            assert length(minutes) == said


def test_who_has_not_signed_in_reads_whose_levier_it_is(company: Company, client: Client) -> None:
    page = client.get("/sign-in/").content.decode()
    assert "<span>Compas &amp; Filoche</span>" in page


@pytest.mark.django_db
def test_before_it_is_founded_it_is_called_levier(client: Client) -> None:
    assert "<span>Levier</span>" in client.get("/sign-in/").content.decode()


@pytest.mark.parametrize(("language", "said"), [("en", "Metrics"), ("fr", "Métriques")])
def test_rooms_are_called_as_in_the_menu(language: str, said: str) -> None:
    known_scopes()  # loads the rooms
    assert "overview" in ROOMS
    with translation.override(language):
        assert room_said("metrics") == said
        assert all("." not in room_said(room) for room in ROOMS)
