"""Run the examples of the pages again and write what they print today into the pages.

    .venv/bin/python docs/refresh_examples.py

A block to refresh is a ``text`` block under a comment that says which command printed it and what
is shown of it: ``<!-- shown: levier measure demo; first 8; In total -->`` shows the first eight
lines that are not empty, then the paragraph that begins with "In total". An example of a file
(``csv costs.csv``) is put into the workspace when its turn comes.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from typer.testing import CliRunner

from levier_cli.main import app

ROOT = Path(__file__).resolve().parent.parent
PAGES = (
    "README.md",
    "README.fr.md",
    "docs/tutorials/first-measurement.md",
    "docs/tutorials/first-measurement.fr.md",
    "docs/how-to/plan-a-measurement.md",
    "docs/how-to/plan-a-measurement.fr.md",
)
FOLDERS = {"en": "company", "fr": "entreprise"}
COLUMNS = "92"
_STEP = re.compile(
    r"^ *```csv (?P<file>\S+)\n(?P<rows>.*?)^ *```"
    r"|(?P<marker><!-- shown: levier (?P<command>[^;]+); (?P<pieces>.+?) -->)\n\n```text\n.*?```",
    re.S | re.M,
)


def main() -> None:
    """Refresh every page, each in a folder of its own."""
    for name in PAGES:
        page = ROOT / name
        language = "fr" if name.endswith(".fr.md") else "en"
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            text = refreshed(page.read_text(encoding="utf-8"), language)
        page.write_text(text, encoding="utf-8")


def refreshed(text: str, language: str) -> str:
    """Give a page with its blocks printed again, in the current folder."""
    run(f"init {FOLDERS[language]}", language)
    if re.search("levier (?:measure|plan) demo[; ]", text):
        run("demo demo", language)

    def again(step: re.Match[str]) -> str:
        if step["file"]:
            Path(FOLDERS[language], step["file"]).write_text(step["rows"], encoding="utf-8")
            return step[0]
        printed = run(step["command"], language)
        shown = "\n\n".join(piece(printed, asked) for asked in step["pieces"].split("; "))
        return f"{step['marker']}\n\n```text\n{shown}\n```"

    return _STEP.sub(again, text)


def run(command: str, language: str) -> str:
    """Run one command and give what it printed."""
    arguments = [*command.split(), "--language", language]
    answer = CliRunner().invoke(app, arguments, env={"COLUMNS": COLUMNS}, catch_exceptions=False)
    if answer.exit_code != 0:
        raise SystemExit(f"levier {command} exited with {answer.exit_code}: {answer.stderr}")
    return answer.stdout


def piece(printed: str, asked: str) -> str:
    """Give a part of what was printed: ``first N`` lines, or the paragraph that begins so."""
    lines = [line.rstrip() for line in printed.splitlines()]
    if count := re.fullmatch(r"first (\d+)", asked):
        return "\n".join([line for line in lines if line][: int(count[1])])
    start = next(rank for rank, line in enumerate(lines) if line.startswith(asked))
    end = next((rank for rank in range(start, len(lines)) if not lines[rank]), len(lines))
    return "\n".join(lines[start:end])


if __name__ == "__main__":
    main()
