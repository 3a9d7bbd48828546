"""A folder on the server that is watched; it lies under a root that whoever runs Levier allowed."""

from __future__ import annotations

import time
from pathlib import Path

from django.conf import settings

from levier_web.ui.refusals import Refusal, Suspicious

ENDINGS = (".csv", ".csv.gz", ".parquet", ".xlsx")
MOST_FILES = 50
STILL_SECONDS = 5
"""A file changed less long ago may still be being written."""


def roots() -> list[Path]:
    """Give the folders that may be watched."""
    return [Path(root).resolve() for root in settings.FOLDERS]


def checked(path: str) -> Path:
    """Give the real place of a path, links followed, if it lies under an allowed root.

    Raises
    ------
    Refusal
        When it lies elsewhere or is not there; which of both is not said for what lies elsewhere.
    """
    allowed = roots()
    if not allowed:
        raise Refusal("metrics.source.no_roots")
    given = Path(path)
    if "\0" in path or not given.is_absolute():
        raise Suspicious("metrics.source.outside")
    try:
        real = given.resolve()
    except (OSError, RuntimeError) as error:
        raise Suspicious("metrics.source.outside") from error
    if not any(real.is_relative_to(root) for root in allowed):
        raise Suspicious("metrics.source.outside")
    if not real.exists():
        raise Refusal("metrics.source.nothing_there")
    return real


def files(path: str) -> list[Path]:
    """Give the files of values at a path, the oldest first; each is checked for itself."""
    place = checked(path)
    if place.is_file():
        return [place]
    found = [entry for entry in place.iterdir() if _is_candidate(entry)]
    real = [checked(str(entry)) for entry in found]
    return sorted(real, key=lambda file: file.stat().st_mtime)[-MOST_FILES:]


def _is_candidate(entry: Path) -> bool:
    """Whether it is a file of values that stands still; a link that leads elsewhere is none."""
    if entry.name.startswith(".") or not entry.name.lower().endswith(ENDINGS):
        return False
    inside = any(entry.resolve().is_relative_to(root) for root in roots())
    return inside and entry.is_file() and entry.stat().st_mtime < time.time() - STILL_SECONDS
