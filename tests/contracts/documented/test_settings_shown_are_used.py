"""Blocks that set variables are read by a shell, and each variable changes what Levier does."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from tests.contracts.documented.pages import ROOT, commands, every_page, name_of, steps

if TYPE_CHECKING:
    from pathlib import Path

VALUE = r"""(?:"[^"]*"|'[^']*'|\$\([^\n]*\)|[^\s"'$]\S*)"""
SETS = re.compile(rf"^(?:export )?((?:(?:LEVIER_\w+|DATABASE_URL)={VALUE} ?)+)$", re.M)
OF_A_SOURCE = "LEVIER_SOURCE_"
OF_PROGRAMS = {"LEVIER_TOKEN", "LEVIER_ADDRESS", "LEVIER_SECRET_KEY", "LEVIER_METRICS_TOKEN"}
"""Tried where the page that sets them is run: the tutorial and the administrator's guide."""


def lines_of(page: Path) -> str:
    typed = [one.typed for step in steps(page) for one in commands(step)]
    return "\n".join(line for text in typed for line in SETS.findall(text))


PAGES = [page for page in every_page() if lines_of(page)]


def as_a_shell_reads(lines: str) -> dict[str, str]:
    done = subprocess.run(
        ["bash", "-c", f"set -aeu\n{lines}\nenv -0"],
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    found = (one.partition("=") for one in done.stdout.split("\0"))
    return {name: value for name, _, value in found if name.startswith(("LEVIER_", "DATABASE"))}


@pytest.fixture
def clean(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Take away what is set, and give the modules of the settings back after the test."""
    for name in [one for one in os.environ if one.startswith(("LEVIER_", "DATABASE_URL"))]:
        monkeypatch.delenv(name)
    for name in [one for one in sys.modules if one.startswith("levier_web.config.settings")]:
        monkeypatch.delitem(sys.modules, name)
    return monkeypatch


def settings_with(variables: dict[str, str], clean: pytest.MonkeyPatch) -> dict[str, Any]:
    """Read the settings as a new process does."""
    with clean.context() as one:
        one.setenv("LEVIER_SECRET_KEY", "the same at each reading")
        for name, value in variables.items():
            one.setenv(name, value)
        for name in [one for one in sys.modules if one.startswith("levier_web.config.settings")]:
            one.delitem(sys.modules, name)
        try:
            read = runpy.run_module("levier_web.config.settings")
        except SystemExit as stopped:  # a value that cannot be
            return {"stopped": str(stopped)}
    return {name: repr(value) for name, value in read.items() if name.isupper()}


def changes_nothing(variables: dict[str, str], clean: pytest.MonkeyPatch) -> list[str]:
    """Give the variables of which another value makes no difference."""
    whole = settings_with(variables, clean)
    assert "stopped" not in whole
    tried = {name: {**variables, name: f"{variables[name]}x"} for name in variables}
    return [
        name
        for name, other in tried.items()
        if name not in OF_PROGRAMS and settings_with(other, clean) == whole
    ]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_each_variable_of_a_page_changes_the_settings(
    page: Path, clean: pytest.MonkeyPatch
) -> None:
    variables = as_a_shell_reads(lines_of(page))
    assert variables
    of_sources = {name for name in variables if name.startswith(OF_A_SOURCE)}
    rest = {name: value for name, value in variables.items() if name not in of_sources}
    assert changes_nothing(rest, clean) == []
    for name in of_sources:
        clean.setenv(name, variables[name])
        from levier_web.metrics.sources.query import address

        assert address(name.removeprefix(OF_A_SOURCE)) == variables[name]


def test_the_file_of_the_service_is_read_as_a_shell_reads(clean: pytest.MonkeyPatch) -> None:
    text = (ROOT / "deploy" / "levier.environment").read_text(encoding="utf-8")
    shown = re.sub(r"^#(?=[A-Z_]+=)", "", text, flags=re.M)
    variables = as_a_shell_reads("\n".join(SETS.findall(shown)))
    assert variables["LEVIER_SITE"] == "https://levier.example.com"
    assert changes_nothing(variables, clean) == []
