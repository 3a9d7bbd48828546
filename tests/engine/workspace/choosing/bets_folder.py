"""A small folder of bets: three that compete for sixty days, one that must be done, two tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.workspace.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    from levier.workspace.model import Workspace

SETTINGS = """\
[company]
name = "Shop"
currency = "EUR"
country = ""

[metrics.orders]
title = "Orders"
unit = "orders"
grain = "day"
direction = "up"
kind = "count"
value_per_unit = [8, 10, 12]

[portfolio]
capacity = 60
budget = 20000
"""

COLUMNS = (
    "id,title,level,parent,stage,metric,requires,excludes,must,reach_mid,impact_low,impact_mid,"
    "impact_high,confidence,effort_low,effort_mid,effort_high,value_low,value_mid,value_high,cost,"
    "deadline,test_of,test_size,test_spread,test_reliability,test_days"
)
ROWS = (
    "law,New law,,,retention,,,,yes,,,,,,8,10,14,20000,30000,40000,1000,2026-09-01,,,,,",
    "tour,Guided tour,,,activation,orders,,,,1000,0.05,0.2,0.5,0.8,15,25,40,,,,500,,,,,,",
    "calls,Calls,,,,,,tour,,,,,,,5,20,30,4000,9000,15000,2000,,,,,,",
    "voice,Voice,,,acquisition,,,,,,,,,0.5,30,45,80,-5000,30000,90000,6000,,,,,,",
    "more-voice,More voice,,,,,voice,,,,,,,,10,20,30,1000,5000,9000,0,,,,,,",
    "probe,Voice probe,test,voice,,,,,,,,,,,,,,,,,1000,,success,,,0.9,7",
    "pilot,Tour pilot,test,tour,,,,,,,,,,,,,,,,,300,,impact,200,0.4,,7",
)


def write_bets(
    folder: Path, rows: tuple[str, ...] = ROWS, more: str = "", settings: str = SETTINGS
) -> Path:
    """Write the folder, with more lines at the end of ``levier.toml``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "levier.toml").write_text(settings + more, encoding="utf-8")
    text = "\n".join((COLUMNS, *rows)) + "\n"
    (folder / "opportunities.csv").write_text(text, encoding="utf-8")
    return folder


def bets_workspace(folder: Path, rows: tuple[str, ...] = ROWS, more: str = "") -> Workspace:
    """Write and read it."""
    return read(write_bets(folder, rows, more), ())
