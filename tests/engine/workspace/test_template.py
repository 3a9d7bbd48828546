"""The example that ``levier init`` writes."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from levier.errors import InvalidArgument
from levier.language import LANGUAGES, Language
from levier.workspace.reading import read
from levier.workspace.reading.settings.definitions import OPTIONAL, REQUIRED
from levier.workspace.template import FILES, write_template


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_is_accepted_as_it_is(language: Language, tmp_path: Path) -> None:
    written = write_template(tmp_path / "new" / "folder", language)
    workspace = read(tmp_path / "new" / "folder")
    assert tuple(path.name for path in written) == FILES
    assert workspace.warnings == ()
    assert len(workspace.metrics) == len(workspace.decisions) == len(workspace.expectations) == 1
    (found,) = workspace.observations.values()
    assert len(found.values) == 36


def test_both_languages_hold_the_same_figures(tmp_path: Path) -> None:
    fr, en = (_figures(tmp_path / language, language) for language in LANGUAGES)
    assert fr == en


def _figures(folder: Path, language: Language) -> tuple[list[float], float | None]:
    write_template(folder, language)
    workspace = read(folder)
    (found,) = workspace.observations.values()
    return found.values.tolist(), workspace.expectations[0].mid


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_is_explained_and_the_commented_ones_are_right(
    language: Language, tmp_path: Path
) -> None:
    write_template(tmp_path, language)
    file = tmp_path / "levier.toml"
    text = file.read_text(encoding="utf-8")
    for key in (*REQUIRED, *OPTIONAL):
        assert f"{key} = " in text
    lines = [_uncommented(line) for line in text.splitlines()]
    file.write_text("\n".join(lines), encoding="utf-8")
    assert set(tomllib.loads(file.read_text(encoding="utf-8"))) >= {"periods", "rates"}


def _uncommented(line: str) -> str:
    bare = line.removeprefix("# ")
    return bare if bare.startswith("[") or " = " in bare.split("#")[0] else line


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "metrics.csv").write_text("mine")
    with pytest.raises(InvalidArgument, match=r"metrics\.csv already exists"):
        write_template(tmp_path, "en")
    assert [path.name for path in tmp_path.iterdir()] == ["metrics.csv"]
    assert (tmp_path / "metrics.csv").read_text() == "mine"


def test_a_file_in_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(InvalidArgument, match="Impossible"):
        write_template(tmp_path / "taken", "fr")
