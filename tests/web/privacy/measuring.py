"""Measurements of a company in a moment: rows as the engine writes them, figures from the folder.

The engine sees nothing but the folder written out. So does this: each figure is drawn from the
bytes of the folder, and any letter in it that differs between two worlds changes all of them.
"""

from __future__ import annotations

import csv
import hashlib
import json
import tempfile
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import levier
from levier_web.impact.folder import write_folder
from levier_web.impact.models import Measurement
from levier_web.impact.services import asking, storing
from levier_web.ledger.models import Told

if TYPE_CHECKING:
    from datetime import date

ANSWER = Path(__file__).parent / "answer.json"
"""What the engine said of one small folder, cut short."""
ENDS = ("p10", "p50", "p90")


@dataclass(frozen=True)
class Answered:
    """What ``storing.keep`` reads of results, beside their JSON."""

    plain: dict[str, Any]
    as_of: date
    provenance: SimpleNamespace


@cache
def answer() -> dict[str, Any]:
    """Give what the engine said, once."""
    told: dict[str, Any] = json.loads(ANSWER.read_text(encoding="utf-8"))
    return told


def measured(day: date) -> Measurement:
    """Measure the company as it stands, and keep the answer as the worker does."""
    asked = Measurement.objects.create(reason="changed")
    begun = asking.begin(asked.pk)
    assert begun is not None
    with tempfile.TemporaryDirectory() as name:
        write_folder(Path(name))
        said = _answered(Path(name), day)
    with patch.object(storing, "to_json", lambda results: results.plain):
        assert storing.keep(begun, said)  # type: ignore[arg-type]
    for language in ("en", "fr"):
        words = [f"{sum(one['money']['p50'] for one in said.plain['effects']):.2f}"]
        Told.objects.create(measurement=begun, name="answer", language=language, sentences=words)
        Told.objects.create(
            measurement=begun, name="board", language=language, html=f"<p>{words[0]}</p>"
        )
    storing.followed(begun)
    return begun


def _answered(folder: Path, day: date) -> Answered:
    files = sorted(folder.iterdir())
    print_ = hashlib.sha256(b"".join(one.name.encode() + one.read_bytes() for one in files))
    chance = Random(print_.hexdigest())  # noqa: S311 - of a test
    with (folder / "decisions.csv").open(encoding="utf-8") as file:
        told = list(csv.DictReader(file))
    plain = deepcopy(answer())
    plain["effects"] = [_effect(row["id"], chance) for row in told]
    value = plain["portfolio"]["value"]
    for by in ("team", "origin", "stage", "product"):
        totals: dict[str, Any] = {}
        plain["portfolio"][f"by_{by}"] = totals
        for row, one in zip(told, plain["effects"], strict=True):
            if row[by]:
                _add(totals.setdefault(row[by], _nothing(value)), one["money"])
    where = SimpleNamespace(fingerprint=print_.hexdigest(), seed=0, levier=levier.__version__)
    return Answered(plain, day, where)


def _effect(decision: str, chance: Random) -> dict[str, Any]:
    one: dict[str, Any] = deepcopy(answer()["effects"][0])
    by = chance.uniform(-3, 3)
    for name in ("effect", "money"):
        one[name] = {key: by * n if key != "scale" else n for key, n in one[name].items()}
    one |= {"decision": decision, "grade": chance.choice("ABCDE"),
        "verdict": chance.choice(["gain", "loss", "not_proven"])}  # fmt: skip
    return one


def _nothing(value: dict[str, float]) -> dict[str, Any]:
    return {
        "value": dict.fromkeys(value, 0.0),
        "cost": 0.0,
        "net": dict.fromkeys(value, 0.0),
        "effects": 0,
    }


def _add(total: dict[str, Any], money: dict[str, float]) -> None:
    for name in ("value", "net"):
        for end in ENDS:
            total[name][end] += money[end]
    total["effects"] += 1
