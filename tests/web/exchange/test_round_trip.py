"""A workspace brought in and written out again gives the same figures."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from tests.web.exchange.folders import WHOLE

import levier
from levier.workspace.demonstration.writing import write
from levier.workspace.writing.json import to_json
from levier_web.exchange.services.bringing import bring_folder
from levier_web.impact.folder import write_folder

if TYPE_CHECKING:
    from pathlib import Path

    from levier_web.organisation.models import Person


def figures(folder: Path) -> dict[str, Any]:
    """Measure a folder; what only names the files read is left out."""
    plain = to_json(levier.measure(folder, draws=200))
    plain.pop("provenance")
    plain.pop("data")
    return plain


@pytest.mark.django_db
def test_the_demonstration_comes_out_as_it_went_in(tmp_path: Path, olga: Person) -> None:
    came, went = tmp_path / "in", tmp_path / "out"
    write(came, seed=1, language="en")
    went.mkdir()
    bring_folder(olga, came)
    write_folder(went)
    assert figures(went) == figures(came)


@pytest.mark.django_db
def test_bringing_the_same_folder_again_changes_nothing(tmp_path: Path, olga: Person) -> None:
    came, first, second = tmp_path / "in", tmp_path / "first", tmp_path / "second"
    write(came, seed=1, language="fr")
    for folder in (first, second):
        folder.mkdir()
        bring_folder(olga, came)
        write_folder(folder)
    for path in sorted(first.iterdir()):
        assert (second / path.name).read_bytes() == path.read_bytes(), path.name


@pytest.mark.django_db
def test_a_unit_value_worked_out_from_its_parts_comes_out_as_it_went_in(
    tmp_path: Path, olga: Person
) -> None:
    came, went = tmp_path / "in", tmp_path / "out"
    for folder in (came, went):
        folder.mkdir()
    for name, text in WHOLE.items():
        (came / name).write_text(text, encoding="utf-8")
    settings = (came / "levier.toml").read_text(encoding="utf-8")
    parts = "unit_economics = { monthly_margin = [18, 22, 25], monthly_churn = 0.03 }"
    asked = re.sub(r"value_per_unit = .*", parts, settings, count=1)
    assert asked != settings
    (came / "levier.toml").write_text(asked, encoding="utf-8")
    bring_folder(olga, came)
    write_folder(went)
    written = tomllib.loads((went / "levier.toml").read_text(encoding="utf-8"))["metrics"]
    assert written == tomllib.loads(asked)["metrics"] | written
    assert figures(went) == figures(came)
