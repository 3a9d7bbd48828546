"""What is too large is refused before it is read, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.conf import LazySettings
    from django.test import Client

    from levier_web.organisation.models import Person


def test_a_request_beyond_the_largest_file_is_refused(
    eve: Person, browser_of: Callable[[Person], Client], settings: LazySettings
) -> None:
    settings.UPLOAD_MAX_BYTES = 3 * 1024 * 1024
    browser = browser_of(eve)
    announced = str(4 * 1024 * 1024 + 1)
    answer = browser.post("/exchange/", {"x": "y"}, headers={"content-length": announced})
    assert answer.status_code == 413
    assert "3 MB" in answer.content.decode()
    assert browser.post("/exchange/", {"x": "y"}).status_code == 422


def test_formulas_are_text_in_exports_and_numbers_stay_numbers() -> None:
    from levier_web.ui.harmless_csv import harmless

    assert [harmless(cell) for cell in ("=1+1", "+33", "@x", "-2", "a=b", -2.5, None)] == [
        "'=1+1",
        "'+33",
        "'@x",
        "'-2",
        "a=b",
        -2.5,
        "",
    ]
