"""``levier pnl`` as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.command_line import levier
from tests.cli.shop_folder import write_shop

SETTINGS = """\
[company]
name = "Shop"
currency = "EUR"

[products.Shop]
margin = [0.5, 0.6, 0.7]
"""
INVOICES = "date;client;amount;product\n" + "".join(
    f"2025-{month:02};c;1000,50;Shop\n".replace(f"-{month:02};", f"-{month:02}-15;")
    for month in range(1, 10)
)
COSTS = "date,amount,product,category\n2025-01-10,9000,Shop,build\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a folder with one product, and nothing to measure."""
    for name, text in (
        ("levier.toml", SETTINGS), ("invoices.csv", INVOICES), ("costs.csv", COSTS),
    ):  # fmt: skip
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_it_says_who_paid_for_itself(folder: Path) -> None:
    result = levier("pnl", folder)
    assert result.exit_code == 0
    assert "0 of 1 products have paid for themselves." in result.output
    assert "All of the €9,004.50 invoiced names a product." in result.output


def test_french_json_and_page(folder: Path, tmp_path: Path) -> None:
    page, document = tmp_path / "p.html", tmp_path / "p.json"
    result = levier("pnl", folder, "--language", "fr", "--report", page, "--json", document)
    assert "ne s’est pas encore remboursé" in result.output
    assert json.loads(document.read_text())["schema"] == "levier.pnl/1"
    assert "<svg" in page.read_text()
    assert "Contribution cumulée\u202f: Shop" in page.read_text()


def test_effects_are_carried_beyond_their_window(tmp_path: Path) -> None:
    folder = write_shop(tmp_path / "shop")
    (folder / "invoices.csv").write_text(INVOICES, encoding="utf-8")
    document = tmp_path / "p.json"
    result = levier("pnl", folder, "--effects", "--json", document)
    assert result.exit_code == 0
    effects = json.loads(document.read_text())["effects"]
    checkout = next(one for one in effects if one["decision"] == "checkout")
    assert checkout["cost"] == 5_000
    assert checkout["to_come"]["p10"] < checkout["to_come"]["p90"]


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("margin = [0.7, 0.6, 0.5]", "not in order"),
        ("margin = [0.5, 0.9, 1.4]", "no margin"),
        ("needs = -5", "below zero"),
    ],
)
def test_bad_settings_are_said(folder: Path, setting: str, said: str) -> None:
    text = SETTINGS.replace("margin = [0.5, 0.6, 0.7]", setting)
    (folder / "levier.toml").write_text(text, encoding="utf-8")
    result = levier("pnl", folder)
    assert result.exit_code == 2
    assert said in result.stderr


def test_an_empty_folder_says_what_to_add(tmp_path: Path) -> None:
    (tmp_path / "levier.toml").write_text(SETTINGS, encoding="utf-8")
    result = levier("pnl", tmp_path)
    assert result.exit_code == 2
    assert "invoices.csv (date, client, amount, product)" in result.stderr


def test_an_account_is_made_as_of_a_day(folder: Path) -> None:
    result = levier("pnl", folder, "--as-of", "2025-03-31")
    assert result.exit_code == 0
    assert "All of the €3,001.50 invoiced names a product." in result.output
