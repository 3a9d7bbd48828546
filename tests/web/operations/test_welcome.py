"""What ``levier serve`` says first leads where people can come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from levier_web.config.serving import Serving, _welcome

if TYPE_CHECKING:
    from django.conf import LazySettings

HERE = Serving("127.0.0.1", 8125, None, demonstration=False, language="en", workers=1)


@pytest.mark.parametrize(
    ("site", "begins"),
    [
        (None, "http://localhost:8125/"),
        ("https://levier.example.com", "https://levier.example.com/"),
    ],
)
def test_the_first_link_is_one_that_is_answered(
    site: str | None,
    begins: str,
    db: None,
    settings: LazySettings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("LEVIER_SITE", raising=False)
    if site:
        monkeypatch.setenv("LEVIER_SITE", site)
        settings.SITE = site
    assert f"  {begins}organisation/invitation/" in _welcome(HERE)
