"""Every act of the audit log, and every table of data, is called in words, and no word is idle."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest
from django.apps import apps
from tests.contracts.source_tree import SOURCE

from levier.language.catalogue import read_catalogue
from levier_web.organisation.roles import GRANTED
from levier_web.practices.privacy.holdings import HOLDINGS
from levier_web.ui.naming import ELSEWHERE, happened, thing
from levier_web.ui.words import rooms

WEB = SOURCE / "levier_web"
WRITES = {"record", "note_unknown", "_kept"}
"""Functions that are told an act."""
ACT = re.compile(r"[a-z_]+\.[a-z_]+")


@cache
def keys() -> frozenset[str]:
    return frozenset(
        f"{room}.{path}" for room, folder in rooms().items()
        for path in read_catalogue(folder / "en.toml")
    )  # fmt: skip


def constants(node: ast.AST) -> set[str]:
    return {
        one.value
        for one in ast.walk(node)
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and ACT.fullmatch(one.value)
    }


@cache
def acts() -> frozenset[str]:
    """Give what the code writes to the audit log: told at once, or by a word chosen before."""
    found: set[str] = set()
    for path in WEB.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                found |= set().union(*map(constants, node.args)) if name in WRITES else set()
            elif isinstance(node, ast.Assign) and {"action", "word"} & {
                getattr(one, "id", "") for one in node.targets
            }:
                found |= constants(node.value)
    return frozenset(found)


def test_every_act_has_its_words_and_no_other_has() -> None:
    worded = {key.partition(".logged.")[2] for key in keys() if ".logged." in key}
    assert len(acts()) > 150
    assert acts() - worded == set()
    assert worded - acts() == {"refused.any"}
    assert happened("refused.ui.host") == happened("refused.metrics.file.bomb")


def test_every_table_has_its_name_and_nothing_else_has() -> None:
    ours = {m._meta.label for m in apps.get_models() if m.__module__.startswith("levier_web")}
    tables = ours | {one.table for one in HOLDINGS}
    assert [label for label in tables if thing(label) == label] == []
    made = {
        f"{ELSEWHERE.get(label.partition('.')[0], label.partition('.')[0])}.thing."
        f"{label.partition('.')[2].lower()}"
        for label in tables
    }
    assert {key for key in keys() if ".thing." in key} == made


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_door_has_its_words(language: str) -> None:
    catalogue = read_catalogue(rooms()["privacy"] / f"{language}.toml")
    worded = {path.removeprefix("door.") for path in catalogue if path.startswith("door.")}
    assert worded == set(GRANTED)
