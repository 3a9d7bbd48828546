"""The person who reads a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from django.http import HttpRequest

    from levier_web.organisation.models import Person


def reader(request: HttpRequest) -> Person:
    """Give who asks; the doors let nobody in who is not signed in."""
    return cast("Person", request.user)
