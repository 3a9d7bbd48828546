"""Answers from Python, and what a notebook shows of them."""

from __future__ import annotations

from pathlib import Path

import pytest

import levier

SETTINGS = """\
[company]
name = "Shop & <b>Sons</b>"
currency = "EUR"

[allocations.cloud]
method = "fixed"
consumers = "product"
shares = { "A <i>" = 1, B = 2 }

[clients.Big]
revenue = 300
margin = [0.3, 0.4, 0.5]

[tools.pages]
benefit = [800, 1500, 2500]

[tools.pages.buy]
monthly_cost = 900

[gates.problem]
kind = "problem_share"
title = "A problem"
active_customers = 1240
"""
FILES = {
    "levier.toml": SETTINGS,
    "bills.csv": "id,date,pool,amount\nF1,2025-06-30,cloud,100.00\n",
    "invoices.csv": "date,client,amount,product\n2025-06-30,Big,300,B\n",
    "interviews.csv": "gate,customer,date,spontaneous\nproblem,c1,2025-06-02,yes\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a folder with a little of everything, and nothing to measure."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("word", ["allocate", "pnl", "client_exit", "build_or_buy", "gate"])
def test_every_answer_shows_in_a_notebook(folder: Path, word: str) -> None:
    shown = getattr(levier, word)(folder)._repr_html_()
    assert shown.startswith('<div class="levier"')
    assert "<table>" in shown or "<p>" in shown
    assert "<i>" not in shown
    assert "<b>" not in shown
