"""``levier demo``: what it says, and when it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import typer
from typer.testing import CliRunner

from levier_cli import demo

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def command() -> typer.Typer:
    app = typer.Typer()
    demo.register(app)
    return app


def test_it_says_where_and_what_next(tmp_path: Path, command: typer.Typer) -> None:
    folder = tmp_path / "demo"
    done = CliRunner().invoke(command, [str(folder), "--seed", "4", "--language", "fr"])
    assert done.exit_code == 0
    assert f"Espace de démonstration écrit dans {folder} (graine 4)." in done.stdout
    assert f"levier measure {folder} --truth" in done.stdout
    assert (folder / "truth.csv").exists()


def test_the_language_is_that_of_the_environment(
    tmp_path: Path, command: typer.Typer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    CliRunner().invoke(command, [str(tmp_path / "demo")])
    assert "Visites du site" in (tmp_path / "demo" / "levier.toml").read_text(encoding="utf-8")


def test_it_refuses_a_folder_of_yours_even_by_force(tmp_path: Path, command: typer.Typer) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    done = CliRunner().invoke(command, [str(tmp_path), "--force", "--language", "en"])
    assert done.exit_code == 2
    assert "is not a demonstration workspace: nothing was written" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_force_replaces_a_demonstration(tmp_path: Path, command: typer.Typer) -> None:
    folder = str(tmp_path / "demo")
    runner = CliRunner()
    assert runner.invoke(command, [folder, "--seed", "1"]).exit_code == 0
    assert runner.invoke(command, [folder, "--seed", "2"]).exit_code == 2
    assert runner.invoke(command, [folder, "--seed", "2", "--force"]).exit_code == 0
