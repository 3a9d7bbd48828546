"""A small valid workspace with every file, and the ways in which the tests spoil it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from levier.errors import InvalidWorkspace
from levier.language import LANGUAGES
from levier.workspace.faults import Fault
from levier.workspace.reading import read

SETTINGS = """[company]
name = "Acme"
currency = "EUR"
country = "FR"

[metrics.orders]
title = "Orders"
unit = "orders"
grain = "day"
direction = "up"
kind = "count"
stage = "revenue"
value_per_unit = [10, 12, 15]
controls = ["visits"]
parent = "margin"

[metrics.visits]
title = "Visits"
unit = "visits"
grain = "day"
direction = "up"
kind = "count"

[metrics.margin]
title = "Margin"
unit = "EUR"
grain = "month"
direction = "up"
kind = "sum"

[metrics.nps]
title = "Score"
unit = "points"
grain = "week"
direction = "up"
kind = "mean"

[[periods]]
name = "Strike"
kind = "event"
starts_on = 2025-01-13
ends_on = 2025-01-14
metrics = ["orders"]

[[rates]]
starts_on = 2025-01-01
amount = 500

[measurement]
trigger_window = 14
seed = 7
"""

FILES = {
    "levier.toml": SETTINGS,
    "metrics.csv": """date,metric,value,unit,weight
2025-01-13,orders,10,north,
2025-01-13,orders,20,south,
2025-01-14,orders,12,north,
2025-01-14,orders,22,south,
2025-01-13,visits,100,,
2025-01-14,visits,110,,
2025-01-31,margin,5000.5,,
2025-02-28,margin,5200,,
2025-01-13,nps,7.5,,40
2025-01-20,nps,7.8,,42
""",
    "decisions.csv": """id,title,starts_on,ends_on,stage,team
checkout,One-page checkout,2025-01-14,,revenue,Web
price,New prices,2025-02-01,2025-03-01,,
""",
    "expectations.csv": """decision,metric,shape,scale,low,mid,high,ramp_days
checkout,orders,step,relative,0.01,0.02,0.05,
price,margin,ramp,absolute,100,200,300,14
""",
    "exposures.csv": """decision,unit,starts_on,ends_on,share
checkout,north,2025-01-14,,0.5
""",
    "experiments.csv": """\
decision,metric,arm,users,conversions,mean,sd,covariate_correlation,launched
checkout,orders,control,1000,50,,,,no
checkout,orders,one-page,1000,60,,,,yes
""",
    "costs.csv": """date,amount,decision,product,team,person_days,rate
2025-01-10,5000,checkout,,,,
2025-01-11,,,,Web,2,
""",
}

Spoil = Callable[[Path], object]
Place = tuple[str, int, str, str]
"""File, line, column and code of a fault."""


def write_folder(folder: Path, **changed: str) -> Path:
    """Write the valid workspace; ``metrics="…"`` replaces ``metrics.csv``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(changed.get(name.split(".")[0], text), encoding="utf-8")
    return folder


def edit(name: str, old: str, new: str) -> Spoil:
    """Replace one piece of one file."""

    def spoil(folder: Path) -> None:
        text = FILES[name]
        assert text.count(old) >= 1, f"{old!r} is not in {name}"
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


def put(name: str, content: str | bytes) -> Spoil:
    """Write one file from scratch."""
    raw = content if isinstance(content, bytes) else content.encode()
    return lambda folder: (folder / name).write_bytes(raw)


def remove(name: str) -> Spoil:
    return lambda folder: (folder / name).unlink()


@dataclass(frozen=True)
class Case:
    """One way to spoil the workspace, and everything that must be said about it."""

    name: str
    spoil: Spoil | tuple[Spoil, ...]
    places: Place | tuple[Place, ...]
    said: str
    """What the first sentence must hold in both languages: the value, or the cure."""


def cases(*listed: Case) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", listed, ids=[case.name for case in listed])


def refused(folder: Path) -> tuple[Fault, ...]:
    """Read a folder that must be refused; give its faults."""
    with pytest.raises(InvalidWorkspace) as caught:
        read(folder)
    return caught.value.faults


def place(fault: Fault) -> Place:
    return (fault.file, fault.line, fault.column, fault.code)


def check_case(case: Case, folder: Path) -> None:
    """Spoil the workspace and check that exactly the expected faults are found and said."""
    write_folder(folder)
    for spoil in case.spoil if isinstance(case.spoil, tuple) else (case.spoil,):
        spoil(folder)
    faults = refused(folder)
    expected = (case.places,) if isinstance(case.places[0], str) else case.places
    assert tuple(place(fault) for fault in faults) == expected
    for language in LANGUAGES:
        sentences = [fault.sentence(language) for fault in faults]
        assert case.said in sentences[0]
        assert not any("{" in sentence for sentence in sentences)
