"""The roll-out of the how-to is run: its lines, its table and the designs side by side."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from levier.language.numbers import percent, span
from levier_cli.main import app

HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "how-to"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_shows_what_is_measured(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "measure-a-roll-out.md" if language == "en" else "measure-a-roll-out.fr.md"
    text = (HOW_TO / name).read_text(encoding="utf-8")
    code, shown = re.findall(r"```python\n(.*?)```.*?```text\n(.*?)```", text, re.S)[0]
    exec(code, {})  # noqa: S102 - the page's own lines
    asked = ["measure", "stores", "--language", language, "--json", "results.json"]
    printed = CliRunner().invoke(app, asked, env={"COLUMNS": "92"}).stdout
    assert [one.split() for one in shown.splitlines()] == [
        one.split() for one in printed.splitlines() if one.strip()
    ][:4]
    (effect,) = json.loads(Path("results.json").read_text(encoding="utf-8"))["effects"]
    rows = [effect, *effect["other_designs"]]
    assert [one["design"] for one in rows] == ["rollout", "rollout", "series"]
    for one in (row["effect"] for row in rows):
        middle, low, high = (
            percent(one[level], "fr" if language == "fr" else "en", signed=True)
            for level in ("p50", "p10", "p90")
        )
        told = f"{middle}: {span(low, high, 'en')}"
        if language == "fr":
            told = f"{middle}\u202f: {span(low, high, 'fr')}"
        assert f"| {told} |" in text
