"""The examples of ``docs/how-to/enter-an-experiment``, measured as folders of files."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import levier
from levier.workspace.results import CheckStatus, Design, Effect
from levier.workspace.template import write_template

if TYPE_CHECKING:
    from levier.language import Language

PAGES = Path(__file__).parents[4] / "docs" / "how-to"
EXAMPLE = re.compile(r"^ *```csv (\S+)\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
SHOWN = {
    "plain": ["sample_ratio"],
    "looks": ["sample_ratio", "sequential_reading"],
    "ratio": ["sample_ratio"],
    "cluster means": ["sample_ratio", "few_clusters"],
    "cluster users": ["sample_ratio", "few_clusters"],
    "holdout": ["sample_ratio", "holdout_agreement"],
}
"""The examples in the order of the page, with the checks that they must show."""


def examples(language: Language) -> dict[str, dict[str, str]]:
    """Give the files of each example; a decisions file goes with the test that follows it."""
    suffix = ".fr" if language == "fr" else ""
    page = (PAGES / f"enter-an-experiment{suffix}.md").read_text(encoding="utf-8")
    found: list[dict[str, str]] = []
    pending: dict[str, str] = {}
    for file, text in EXAMPLE.findall(page):
        pending[file] = textwrap.dedent(text)
        if file == "experiments.csv":
            found.append(pending)
            pending = {}
    return dict(zip(SHOWN, found, strict=True))


def measured(folder: Path, language: Language, name: str) -> Effect:
    write_template(folder, language)
    files = examples(language)[name]
    for file, text in files.items():
        (folder / file).write_text(text, encoding="utf-8")
    if name != "holdout":
        decision, metric = files["experiments.csv"].splitlines()[1].replace(";", ",").split(",")[:2]
        asked = f"decision,metric,design\n{decision},{metric},experiment\n"
        (folder / "expectations.csv").write_text(asked, encoding="utf-8")
    results = levier.measure(folder)
    (effect,) = (one for one in results.effects if one.design is Design.EXPERIMENT)
    return effect


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", SHOWN)
def test_the_examples_are_measured(tmp_path: Path, language: Language, name: str) -> None:
    effect = measured(tmp_path / "folder", language, name)
    checks = effect.diagnostics.checks
    assert [check.name for check in checks] == SHOWN[name]
    assert all(check.status is not CheckStatus.FAILED for check in checks)
    assert effect.effect.low95 < effect.effect.p50 < effect.effect.high95


@pytest.mark.parametrize("name", SHOWN)
def test_both_languages_show_the_same_example(tmp_path: Path, name: str) -> None:
    english = measured(tmp_path / "en", "en", name)
    french = measured(tmp_path / "fr", "fr", name)
    assert english.effect == french.effect
