"""``levier check`` and ``levier init`` as they are typed."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from tests.engine.workspace.reading.folder_fixture import edit, remove, write_folder
from typer.testing import CliRunner, Result

from levier.language import translate
from levier.language.numbers import number
from levier.workspace.demonstration.writing import write
from levier.workspace.reading import read
from levier.workspace.reading.practice_tables import PRACTICE_TABLES
from levier_cli import check, init
from levier_cli.language import LanguageName, chosen_language


def run(*words: str | Path, **environment: str) -> Result:
    app = typer.Typer()
    check.register(app)
    init.register(app)
    settings = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "C.UTF-8", **environment}
    return CliRunner().invoke(app, [str(word) for word in words], env=settings)


def test_a_good_workspace_is_summed_up(tmp_path: Path) -> None:
    edit("costs.csv", "5000", "-5000")(write_folder(tmp_path))
    result = run("check", tmp_path)
    assert result.exit_code == 0
    assert result.stdout.startswith("ok\n")
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert "Metrics 4" in lines
    assert "Rows of metrics 10" in lines
    assert "Decisions 2" in lines
    assert "Period covered 13 January 2025 to 28 February 2025" in lines
    assert "Warnings 1" in lines
    assert "costs.csv:2 · amount · read: -5000" in lines


def test_every_table_of_the_practices_is_counted(tmp_path: Path) -> None:
    folder = write(tmp_path / "demo")
    counted = {*check.PRACTICES, *check.GATE_ROWS}
    assert counted >= set(PRACTICE_TABLES)
    workspace = read(folder)
    printed = [" ".join(line.split()) for line in run("check", folder).stdout.splitlines()]
    for name in check.PRACTICES:
        told = translate(f"workspace.check.{name}", "en")
        held = len(getattr(workspace, name))
        assert (f"{told} {number(held, 'en')}" in printed) == (held > 0), name
    rows = sum(len(getattr(workspace, name)) for name in check.GATE_ROWS)
    assert f"Rows of the gates {rows}" in printed


def test_every_fault_goes_to_standard_error_with_exit_status_two(tmp_path: Path) -> None:
    edit("metrics.csv", "5000.5", "lots")(write_folder(tmp_path))
    remove("decisions.csv")(tmp_path)
    result = run("check", tmp_path)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "2 faults to mend" in result.stderr
    assert "metrics.csv:8 · value · read: lots" in result.stderr
    assert "decisions.csv · read: decisions.csv" in result.stderr


def test_faults_that_are_not_listed_are_counted(tmp_path: Path) -> None:
    rows = "".join(f"2025-01-{day:02},visits,x,,\n" for day in range(1, 26))
    write_folder(tmp_path, metrics="date,metric,value,unit,weight\n" + rows)
    result = run("check", tmp_path, "--language", "fr")
    assert "et 5 autres du même genre dans metrics.csv" in result.stderr


@pytest.mark.parametrize(
    ("options", "environment", "expected"),
    [
        ((), {}, "is not a folder"),
        ((), {"LANG": "fr_FR.UTF-8"}, "n’est pas un dossier"),
        (("--language", "fr"), {}, "n’est pas un dossier"),
        ((), {"LC_ALL": "en_GB", "LANG": "fr_FR"}, "is not a folder"),
    ],
)
def test_a_command_speaks_the_language_asked_for_or_that_of_the_environment(
    tmp_path: Path, options: tuple[str, ...], environment: dict[str, str], expected: str
) -> None:
    said = run("check", tmp_path / "no", *options, **environment).stderr
    assert expected in said.replace("\n    ", " "), "wrapped lines are one sentence"


@pytest.mark.parametrize("asked", LanguageName)
def test_the_language_asked_for_wins(asked: LanguageName, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "fr_CA" if asked is LanguageName.EN else "en_GB")
    assert chosen_language(asked) == asked.value


def test_init_writes_what_check_accepts_and_refuses_to_write_again(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    assert run("init", folder, "--language", "fr").exit_code == 0
    assert run("check", folder).exit_code == 0
    again = run("init", folder)
    assert again.exit_code == 2
    assert "nothing was written" in again.stderr
