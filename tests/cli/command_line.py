"""The commands as they are typed, without starting a process for each."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner, Result

from levier_cli.main import app

OUTPUTS = ("report.html", "results.json", "ledger.xlsx")


def levier(*words: str | Path, **environment: str) -> Result:
    """Run ``levier WORDS``, in English unless told otherwise, piped."""
    settings = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "C.UTF-8", "COLUMNS": "140"}
    return CliRunner().invoke(app, [str(word) for word in words], env=settings | environment)


def all_outputs(folder: Path) -> list[str | Path]:
    """Ask for the three files of ``measure``, in ``folder``."""
    report, json, xlsx = (folder / name for name in OUTPUTS)
    return ["--report", report, "--json", json, "--xlsx", xlsx]
