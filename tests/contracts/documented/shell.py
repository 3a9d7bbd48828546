"""A shell that keeps its variables: our commands without starting a process, others with bash."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from functools import cache
from typing import TYPE_CHECKING, Any

import typer
from tests.cli.command_line import levier
from typer.exceptions import TyperException

from levier_cli.main import app

if TYPE_CHECKING:
    from pathlib import Path

_SHELL_ONLY = re.compile(r"[|&;<>$]|^export ")


class Shell:
    """Runs in one folder what a page says; stops at the first command that fails."""

    def __init__(self, folder: Path, language: str) -> None:
        self.folder = folder
        self.variables = {"LANG": "fr_FR.UTF-8" if language == "fr" else "C.UTF-8"}

    def run(self, typed: str) -> str:
        """Run one command and give what it printed."""
        if typed.startswith("levier ") and not _SHELL_ONLY.search(typed):
            words = shlex.split(typed, comments=True)[1:]
            answer = levier(*words, **self.variables, COLUMNS="92")
            assert answer.exit_code == 0, f"{typed}\n{answer.output}\n{answer.exception!r}"
            return answer.stdout
        return self._by_bash(typed)

    def _by_bash(self, typed: str) -> str:
        kept = self.folder / ".variables"
        done = subprocess.run(
            ["bash", "-c", f"set -euo pipefail\n{typed}\nenv -0 > {kept}"],
            cwd=self.folder,
            env={**os.environ, **self.variables},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, f"{typed}\n{done.stdout}{done.stderr}"
        now = dict(one.split("=", 1) for one in kept.read_text("utf-8").split("\0") if one)
        self.variables |= {name: now[name] for name in now if os.environ.get(name) != now[name]}
        return done.stdout


@cache
def commands() -> Any:
    """Give the tree of the commands, made once: each page names them by the hundred."""
    return typer.main.get_command(app)


def is_whole(typed: str) -> bool:
    """Say whether a command of ours can be run as it stands, rather than being only named.

    An option or a word that the command does not know fails either way.
    """
    words = shlex.split(typed, comments=True)[1:]
    if any(word.startswith("<") or word.isupper() for word in words[:1]):
        return False
    command: Any = commands()
    while words and not words[0].startswith("--") and hasattr(command, "commands"):
        assert words[0] in command.commands, f"there is no command {typed!r}"
        command, words = command.commands[words[0]], words[1:]
    known = {"--help"} | {name for one in getattr(command, "params", ()) for name in one.opts}
    unknown = [word for word in words if word.startswith("--") and word not in known]
    assert not unknown, f"{typed!r}: there is no {unknown}"
    if "--version" in words:
        return True
    if hasattr(command, "commands") or not words or any(map(str.isupper, words)):
        return False
    if "--help" in words:
        return True
    try:
        command.make_context("levier", list(words))
    except TyperException as wrong:
        return type(wrong).__name__ != "MissingParameter"
    return True
