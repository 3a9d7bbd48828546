"""Every table and key of ``levier.toml``, and every column, is on both pages of the reference."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from levier.workspace.reading.columns import COLUMNS
from levier.workspace.reading.settings import allocations, clients, gates, products
from levier.workspace.reading.settings import unit_economics as economics
from levier.workspace.reading.settings.reading import TABLES

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"
PAGES = ("workspace.md", "workspace.fr.md")
GATE_KEYS = tuple(key for keys in gates.KEYS.values() for key in keys)
CLIENT_KEYS = (*clients.CLIENT_SHARES, *clients.CLIENT_AMOUNTS, *clients.CLIENT_NUMBERS)
KEYS = {
    "allocations": ("method", *allocations.KEYS),
    "gates": GATE_KEYS,
    "products": products.PRODUCT_KEYS,
    "accounts": products.ACCOUNT_KEYS,
    "clients": CLIENT_KEYS,
    "tools": (*clients.TOOL_KEYS, *clients.WAY_KEYS),
    "metrics.ID.unit_economics": economics.KEYS,
}


def _named(page: str) -> set[str]:
    """Give every word that stands between backticks, alone or in a list."""
    code = re.findall(r"`([^`]+)`", (REFERENCE / page).read_text(encoding="utf-8"))
    return {word for piece in code for word in re.split(r"[^\w.\-]+", piece)}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("table", sorted(KEYS))
def test_every_key_of_a_table_is_on_the_page(page: str, table: str) -> None:
    assert set(KEYS[table]) <= _named(page)


@pytest.mark.parametrize("page", PAGES)
def test_every_table_is_on_the_page(page: str) -> None:
    text = (REFERENCE / page).read_text(encoding="utf-8")
    missing = [name for name in TABLES if not re.search(rf"\[+{name}\b", text)]
    assert missing == []


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("stem", sorted(set(COLUMNS) - {"focus"}))
def test_every_column_of_a_file_is_on_the_page(page: str, stem: str) -> None:
    assert set(COLUMNS[stem].known) <= _named(page)
