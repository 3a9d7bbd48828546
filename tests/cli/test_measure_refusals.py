"""What ``levier measure`` cannot use exits with 2, says why on standard error, writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli.command_line import OUTPUTS, all_outputs, levier
from tests.cli.shop_folder import write_shop

from levier_cli import measure as command

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OLD = b"what was there before"


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def bad_shop(tmp_path: Path) -> Path:
    folder = write_shop(tmp_path / "shop")
    spoil(folder, "costs.csv", "5000", "a lot")
    spoil(folder, "expectations.csv", "colours,orders", "colours,oders")
    return folder


@pytest.fixture
def never_measured(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note any attempt to compute."""
    attempts: list[str] = []
    monkeypatch.setattr(command, "_measured", lambda *_, **__: attempts.append("measured"))
    return attempts


def test_every_fault_is_listed_and_nothing_written(bad_shop: Path, tmp_path: Path) -> None:
    result = levier("measure", bad_shop, *all_outputs(tmp_path))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "2 faults" in result.stderr
    assert "costs.csv:2 · amount · read: a lot" in result.stderr
    assert "expectations.csv:3 · metric · read: oders" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["shop"]


def test_files_that_were_there_stay_as_they_were(bad_shop: Path, tmp_path: Path) -> None:
    for name in OUTPUTS:
        (tmp_path / name).write_bytes(OLD)
    assert levier("measure", bad_shop, *all_outputs(tmp_path)).exit_code == 2
    assert all((tmp_path / name).read_bytes() == OLD for name in OUTPUTS)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_folder_that_is_not_there_is_bad_input(tmp_path: Path, language: str) -> None:
    result = levier("measure", tmp_path / "nowhere", "--language", language)
    assert result.exit_code == 2
    assert "nowhere" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("option", ["--report", "--json", "--xlsx"])
def test_an_output_in_no_folder_is_refused_before_computing(
    tmp_path: Path, option: str, never_measured: list[str]
) -> None:
    result = levier("measure", write_shop(tmp_path / "shop"), option, tmp_path / "no" / "file")
    assert result.exit_code == 2
    assert "does not exist" in result.stderr
    assert not (tmp_path / "no").exists()
    assert never_measured == []


def test_an_output_that_is_a_folder_is_refused_before_computing(
    tmp_path: Path, never_measured: list[str]
) -> None:
    result = levier("measure", write_shop(tmp_path / "shop"), "--json", tmp_path)
    assert result.exit_code == 2
    assert "this is a folder" in result.stderr
    assert never_measured == []


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--as-of", "yesterday"),
        ("--as-of", "2025-02-30"),
        ("--before", "2025-01-06"),
        ("--before", "2025-03-02:2025-01-06"),
        ("--after", "2025-01-06:soon"),
        ("--priors", "maybe"),
        ("--language", "de"),
    ],
)
def test_an_option_that_means_nothing_is_refused_before_computing(
    tmp_path: Path, option: str, value: str, never_measured: list[str]
) -> None:
    result = levier("measure", write_shop(tmp_path / "shop"), option, value)
    assert result.exit_code == 2
    assert option in result.stderr
    assert never_measured == []


def test_a_write_that_fails_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_shop(tmp_path / "shop")
    (tmp_path / "results.json").write_bytes(OLD)
    monkeypatch.setattr("levier.workspace.writing.json.to_json", failing())
    result = levier("measure", folder, "--json", tmp_path / "results.json")
    assert result.exit_code != 0
    assert (tmp_path / "results.json").read_bytes() == OLD
    assert sorted(path.name for path in tmp_path.iterdir()) == ["results.json", "shop"]


def failing() -> Callable[..., object]:
    def fail(*_: object) -> object:
        raise OSError("no space left on device")

    return fail
