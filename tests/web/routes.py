"""Every address of the application, walked from its table of addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import URLPattern, URLResolver, get_resolver

from levier_web.ui.doors import Door

if TYPE_CHECKING:
    from collections.abc import Iterator

LIBRARIES = ("ninja.",)


@dataclass(frozen=True)
class Route:
    """One address with its view; parts of the address are filled with harmless values."""

    name: str
    path: str
    pattern: str
    """Its address with the names of its parts: ``/decisions/{slug}/gates/{pk}/``."""
    view: Any

    @property
    def door(self) -> Door | None:
        return getattr(self.view, "door", None)


def every_route() -> list[Route]:
    return list(_walk(get_resolver().url_patterns, "/", "/", ""))


def _walk(patterns: list[Any], prefix: str, above: str, space: str) -> Iterator[Route]:
    for pattern in patterns:
        path = prefix + _filled(str(pattern.pattern))
        named = above + PART.sub(r"{\2}", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, path, named, inner)
        elif isinstance(pattern, URLPattern) and not pattern.callback.__module__.startswith(
            LIBRARIES
        ):
            yield Route(f"{space}{pattern.name}", path, named, pattern.callback)


PART = re.compile(r"<(?:(\w+):)?(\w+)>")
VALUES = {"int": "999999", "slug": "nothing-here", "str": "nothing-here", "path": "nothing"}


def _filled(pattern: str) -> str:
    return PART.sub(lambda found: VALUES.get(found.group(1) or "str", "x"), pattern)
