"""What ``levier check`` and ``levier measure`` say about the data of a shop."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from tests.cli.command_line import levier
from tests.cli.shop_folder import DAYS, FIRST_DAY, SETTINGS, write_series, write_shop

LAST = FIRST_DAY + timedelta(days=DAYS - 1)
STOPPED = FIRST_DAY + timedelta(days=50)


def spoil(folder: Path, settings: str = "") -> Path:
    """Lose all orders of one day, and most of those of the last one."""
    write_shop(folder)
    lines = (folder / "metrics.csv").read_text(encoding="utf-8").splitlines()
    lost = {f"{STOPPED},orders": 0, f"{LAST},orders": 60}
    rows = [_with(line, lost) for line in lines]
    (folder / "metrics.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (folder / "levier.toml").write_text(SETTINGS + settings, encoding="utf-8")
    return folder


def _with(line: str, values: dict[str, int]) -> str:
    key = line.rpartition(",")[0]
    return f"{key},{values[key]}" if key in values else line


def data_of(folder: Path, path: Path) -> list[dict[str, object]]:
    result = levier("measure", folder, "--json", path)
    assert result.exit_code == 0, result.stderr
    found: list[dict[str, object]] = json.loads(path.read_text(encoding="utf-8"))["data"]
    return found


def test_a_clean_shop_has_nothing_to_say_about_its_data(tmp_path: Path) -> None:
    assert data_of(write_shop(tmp_path / "shop"), tmp_path / "results.json") == []
    assert "looks unfinished" not in levier("check", tmp_path / "shop").stdout


def test_check_lists_what_was_found_with_the_block_to_paste(tmp_path: Path) -> None:
    said = levier("check", spoil(tmp_path)).stdout
    assert "Orders · Unfinished last period" in said
    assert "Orders · Collapse" in said
    block = said.split("[[periods]]")[1]
    assert f"starts_on = {STOPPED}\nends_on = {STOPPED}\n" in block
    pasted = (tmp_path / "levier.toml").read_text() + "\n[[periods]]" + block
    (tmp_path / "levier.toml").write_text(pasted, encoding="utf-8")
    assert "Collapse" not in levier("check", tmp_path).stdout


def test_measure_says_in_french_what_it_left_out(tmp_path: Path) -> None:
    said = levier("measure", spoil(tmp_path), "--language", "fr").stdout
    assert "Orders · Dernière période inachevée" in said
    assert "elle semble inachevée" in " ".join(said.split())


@pytest.mark.parametrize(
    ("settings", "handlings"),
    [
        ("", {"incomplete_last": "left_out", "outage": "shown"}),
        (
            '\n[data]\nincomplete_last = "keep"\noutages = "mask"\n',
            {"incomplete_last": "shown", "outage": "masked"},
        ),
    ],
)
def test_what_is_done_is_what_was_told(
    settings: str, handlings: dict[str, str], tmp_path: Path
) -> None:
    found = data_of(spoil(tmp_path / "shop", settings), tmp_path / "results.json")
    assert {one["kind"]: one["handling"] for one in found} == handlings


def test_impact_shows_and_leaves_nothing_out(tmp_path: Path) -> None:
    path = write_series(tmp_path / "series.csv")
    *lines, last = path.read_text(encoding="utf-8").splitlines()
    day, _, visits = last.split(",")
    path.write_text("\n".join([*lines, f"{day},60,{visits}", ""]), encoding="utf-8")
    out = tmp_path / "results.json"
    start = FIRST_DAY + timedelta(days=120)
    result = levier("impact", path, "--start", str(start), "--value", "Orders", "--json", out)
    assert result.exit_code == 0, result.stderr
    document = json.loads(out.read_text(encoding="utf-8"))
    (found,) = document["data"]
    assert (found["kind"], found["handling"]) == ("incomplete_last", "shown")
    assert document["effects"][0]["window"]["to"] == str(LAST)
