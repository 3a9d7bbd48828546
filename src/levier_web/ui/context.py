"""What every template may use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from levier_web.ui.registry import MENU
from levier_web.ui.words import current_language

if TYPE_CHECKING:
    from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """Give the language, the menu of this person, and the company's name and currency."""
    from levier_web.organisation.queries import company, founded

    person = getattr(request, "user", None)
    signed = person is not None and person.is_authenticated
    entries = (
        [e for e in MENU if e.permission is None or person.has_perm(e.permission)]
        if signed and person is not None
        else []
    )
    return {
        "language": current_language(),
        "menu": [entry for entry in entries if entry.group == "chain"],
        "company_menu": [entry for entry in entries if entry.group == "company"],
        "company": company() if signed else founded(),
        "may": May(person) if signed else None,
    }


class May:
    """``{% if may.signals_post %}``: whether the reader has a permission."""

    def __init__(self, person: Any) -> None:  # noqa: ANN401 - the user model
        self._person = person

    def __getitem__(self, name: str) -> bool:
        return bool(self._person.has_perm(name.replace("__", ".")))
