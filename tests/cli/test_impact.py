"""``levier impact`` as it is typed: one file, one date, one answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import polars as pl
import pytest
from tests.cli.command_line import levier
from tests.cli.shop_folder import PLANTED, STARTS_ON, write_series

from levier.workspace.writing.schema import schema_text

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def series(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_series(tmp_path_factory.mktemp("series") / "orders.csv")


def impact(series: Path, *options: str | Path, start: str = str(STARTS_ON)) -> Result:
    return levier("impact", series, "--start", start, *options)


def effect_of(series: Path, path: Path, *options: str) -> dict[str, Any]:
    result = impact(series, "--json", path, *options)
    assert result.exit_code == 0, result.stderr
    document = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(json.loads(schema_text())).validate(document)
    (effect,) = document["effects"]
    return dict(effect)


def test_the_planted_effect_is_found(series: Path, tmp_path: Path) -> None:
    effect = effect_of(series, tmp_path / "found.json", "--controls", "Visits")
    assert effect["metric"] == "orders"
    assert effect["effect"]["low95"] < PLANTED < effect["effect"]["high95"]
    assert (effect["verdict"], effect["grade"]) == ("gain", "C")


def test_which_way_is_good_can_be_said(series: Path, tmp_path: Path) -> None:
    effect = effect_of(series, tmp_path / "down.json", "--direction", "down")
    assert (effect["verdict"], effect["grade"]) == ("loss", "D")
    assert effect["probability_right_direction"] < 0.05


def test_a_change_that_ended_is_measured_until_then(series: Path, tmp_path: Path) -> None:
    effect = effect_of(series, tmp_path / "ended.json", "--end", "2025-06-30")
    assert effect["window"]["from"] == str(STARTS_ON)
    assert effect["window"]["to"] == "2025-06-30"


def test_columns_can_be_named(series: Path, tmp_path: Path) -> None:
    effect = effect_of(series, tmp_path / "visits.json", "--value", "Visits", "--date", "Day")
    assert effect["metric"] == "visits"


def test_parquet_gives_the_same_answer(series: Path, tmp_path: Path) -> None:
    pl.read_csv(series, try_parse_dates=True).write_parquet(tmp_path / "orders.parquet")
    from_csv = effect_of(series, tmp_path / "csv.json")
    assert effect_of(tmp_path / "orders.parquet", tmp_path / "parquet.json") == from_csv


def test_the_answer_is_plain_text_when_piped_and_speaks_french(series: Path) -> None:
    result = impact(series, "--language", "fr")
    assert result.exit_code == 0
    assert "Gain" in result.stdout or "gain" in result.stdout
    assert not set("\x1b─│╭╰━") & set(result.stdout)
    assert result.stderr == ""


def test_report_and_picture_are_written(series: Path, tmp_path: Path) -> None:
    report, plot = tmp_path / "report.html", tmp_path / "plot.png"
    result = impact(series, "--report", report, "--plot", plot)
    assert result.exit_code == 0, result.stderr
    assert plot.read_bytes().startswith(PNG)
    assert "<html" in report.read_text(encoding="utf-8")[:200]
    assert str(report.resolve()) in result.stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--value", "sales"), "sales"),
        (("--controls", "visits,weather"), "weather"),
        (("--date", "when"), "when"),
        (("--end", "soon"), "soon"),
        (("--end", "2025-04-01"), "end must not come before start"),
        (("--direction", "sideways"), "direction"),
    ],
)
def test_what_cannot_be_obeyed_is_refused_and_nothing_written(
    series: Path, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    result = impact(series, "--json", tmp_path / "out.json", *options)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "out.json").exists()


@pytest.mark.parametrize("start", ["2025-13-01", "2024-12-25", "2026-01-01"])
def test_a_date_that_says_nothing_is_refused(series: Path, tmp_path: Path, start: str) -> None:
    result = impact(series, "--json", tmp_path / "out.json", start=start)
    assert result.exit_code == 2
    assert result.stderr.strip()
    assert not (tmp_path / "out.json").exists()


def test_bad_cells_are_listed_like_those_of_a_workspace(series: Path, tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt.csv"
    text = series.read_text(encoding="utf-8")
    spoilt.write_text(text.replace("2025-01-08,", "2025-01-32,", 1), encoding="utf-8")
    result = impact(spoilt, "--date", "day", "--json", tmp_path / "out.json")
    assert result.exit_code == 2
    assert "spoilt.csv:4 · day · read: 2025-01-32" in result.stderr
    assert not (tmp_path / "out.json").exists()


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    result = impact(tmp_path / "none.csv")
    assert result.exit_code == 2
    assert "none.csv" in result.stderr


@pytest.mark.parametrize("option", ["--json", "--report", "--plot"])
def test_an_output_in_no_folder_is_refused(series: Path, tmp_path: Path, option: str) -> None:
    result = impact(series, option, tmp_path / "no" / "file")
    assert result.exit_code == 2
    assert "does not exist" in result.stderr


def test_the_holidays_are_those_of_the_country(series: Path, tmp_path: Path) -> None:
    without = effect_of(series, tmp_path / "none.json")
    french = effect_of(series, tmp_path / "fr.json", "--country", "FR")
    assert without["effect"] != french["effect"]
    nowhere = impact(series, "--country", "ZZ")
    assert nowhere.exit_code == 2
    assert "ZZ" in nowhere.stderr
