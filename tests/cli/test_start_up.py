"""Help is printed at once: nothing heavy is imported for it (half a second of CPU at most)."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

WORDS = ("init", "check", "plan", "measure", "impact", "demo", "schema")
HEAVY = ("numpy", "scipy", "polars", "altair", "narwhals", "babel", "jinja2", "holidays", "rich")
ALLOWED_CPU = 0.5

SPY = """
import sys
from levier_cli.main import app
try:
    app(sys.argv[1].split())
except SystemExit as end:
    assert not end.code, end.code
print("LOADED", *sorted(sys.modules))
"""


def loaded_by(command: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", SPY, command], capture_output=True, text=True, check=True
    )
    return set(done.stdout.partition("LOADED ")[2].split())


@pytest.mark.parametrize("command", ["--help", *(f"{word} --help" for word in WORDS)])
def test_help_loads_nothing_heavy(command: str) -> None:
    loaded = loaded_by(command)
    assert "levier_cli.main" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_printing_the_schema_loads_no_engine() -> None:
    assert loaded_by("schema").isdisjoint({"numpy", "scipy", "polars", "altair"})


def test_help_takes_less_than_half_a_second_of_cpu(tmp_path: Path) -> None:
    """With compiled files in place, as on any machine after the first run.

    The least of several runs: a machine busy with something else only ever adds to it.
    """
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    spent = [cpu_of_help(environment) for _ in range(5)]
    assert min(spent[1:]) < ALLOWED_CPU


def cpu_of_help(environment: dict[str, str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-c", "from levier_cli.main import run; run()", "measure", "--help"]
    subprocess.run(command, env=environment, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
