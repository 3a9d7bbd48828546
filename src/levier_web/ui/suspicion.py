"""What no honest hand sends is noted while a request is answered, to be kept once it is refused.

A service that refuses undoes what it wrote, so it cannot write the line of the audit log itself:
it notes, and whoever watches the request keeps what was noted after everything is undone.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOTED: ContextVar[set[str] | None] = ContextVar("noted", default=None)


@contextmanager
def watching() -> Iterator[set[str]]:
    """Collect the keys of what is refused as suspicious from here on."""
    noted: set[str] = set()
    token = _NOTED.set(noted)
    try:
        yield noted
    finally:
        _NOTED.reset(token)


def suspect(key: str) -> None:
    """Note that something of this kind was tried; without anybody watching it is not kept."""
    noted = _NOTED.get()
    if noted is not None:
        noted.add(key)
