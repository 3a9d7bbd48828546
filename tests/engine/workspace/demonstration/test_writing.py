"""Same seed, same bytes; and nobody's own folder is ever written over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from levier.errors import InvalidArgument
from levier.workspace.demonstration import MARKER, write

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "levier.toml",
    "metrics.csv",
    "opportunities.csv",
    "decisions.csv",
    "expectations.csv",
    "exposures.csv",
    "experiments.csv",
    "costs.csv",
    "interviews.csv",
    "paid_tests.csv",
    "tasks.csv",
    "activations.csv",
    "reviews.csv",
    "past_contracts.csv",
    "invoices.csv",
    "bills.csv",
    "usage.csv",
    "disputes.csv",
    "past_forecasts.csv",
    "past_projects.csv",
    "truth.csv",
}


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_same_seed_same_bytes(tmp_path: Path) -> None:
    first, again = (bytes_of(write(tmp_path / name, seed=5)) for name in ("first", "again"))
    assert set(first) == FILES
    assert first == again


def test_another_seed_draws_another_history(tmp_path: Path) -> None:
    first, other = (bytes_of(write(tmp_path / str(seed), seed=seed)) for seed in (1, 2))
    for name in ("metrics.csv", "experiments.csv", "truth.csv"):
        assert first[name] != other[name]
    assert first["decisions.csv"] == other["decisions.csv"]


def test_the_language_changes_words_and_no_figure(tmp_path: Path) -> None:
    french, english = (bytes_of(write(tmp_path / one, language=one)) for one in ("fr", "en"))
    for name in ("metrics.csv", "expectations.csv", "experiments.csv", "truth.csv"):
        assert french[name] == english[name]
    assert "Souscrire en une seule page" in french["decisions.csv"].decode()
    assert "One-page checkout" in english["decisions.csv"].decode()


def test_a_folder_that_is_not_a_demonstration_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "levier.toml").write_text('[company]\nname = "Mine"\n', encoding="utf-8")
    before = bytes_of(tmp_path)
    for replace in (False, True):
        with pytest.raises(InvalidArgument, match="is not a demonstration"):
            write(tmp_path, language="en", replace=replace)
    assert bytes_of(tmp_path) == before


def test_a_demonstration_is_replaced_only_on_demand(tmp_path: Path) -> None:
    write(tmp_path, seed=1)
    (tmp_path / "report.html").write_text("kept", encoding="utf-8")
    before = bytes_of(tmp_path)
    with pytest.raises(InvalidArgument, match="--force"):
        write(tmp_path, seed=2, language="en")
    assert bytes_of(tmp_path) == before
    write(tmp_path, seed=2, replace=True)
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == "kept"
    first_line = (tmp_path / "levier.toml").read_text(encoding="utf-8").splitlines()[0]
    assert first_line == f"# {MARKER} 2"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("mine", encoding="utf-8")
    with pytest.raises(InvalidArgument, match="est un fichier"):
        write(taken)
    assert taken.read_text(encoding="utf-8") == "mine"


def test_a_negative_seed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidArgument, match="-1"):
        write(tmp_path / "demo", seed=-1)
    assert not (tmp_path / "demo").exists()
