"""The picture as a file: there, sharp, with words on it; nothing when there is nothing to draw."""

from pathlib import Path

import pytest
from tests.engine.workspace.results_fixture import empty_results, full_results

from levier.workspace.report.notebook import results_html
from levier.workspace.report.picture import write_picture


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_first_effect_with_a_series_is_drawn(tmp_path: Path, language: str) -> None:
    path = tmp_path / "effect.png"
    assert write_picture(full_results(), path, "fr" if language == "fr" else "en")
    content = path.read_bytes()
    assert content.startswith(b"\x89PNG")
    width = int.from_bytes(content[16:20], "big")
    assert width > 1500


def test_nothing_is_written_when_nothing_was_measured(tmp_path: Path) -> None:
    path = tmp_path / "effect.png"
    assert not write_picture(empty_results(), path, "en")
    assert not path.exists()


def test_results_show_themselves_in_a_notebook() -> None:
    results = full_results()
    assert results._repr_html_() == results_html(results)
