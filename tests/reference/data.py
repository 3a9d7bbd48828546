"""Where the tests find the published data sets that they are compared with."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
VARIABLE = "LEVIER_REFERENCE_DATA"


def reference_folder() -> Path:
    """Give the folder of the data sets: the environment's, or else the one beside the clone."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else REPOSITORY.parent / "shared" / "data"


def reference_file(name: str) -> Path:
    """Give one file, as ``impact_seatbelts/seatbelts.csv``.

    Skips the test when the data set is not there, which is a user's case; fails instead when
    CI=true, where its absence would hide that nothing was verified.
    """
    path = reference_folder() / name
    if path.exists():
        return path
    sentence = f"reference data absent: {name} (set {VARIABLE} to the folder of the data sets)"
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)
