"""ARCHITECTURE.md is the map of the house: it names every room, and no other."""

from __future__ import annotations

import re

from tests.contracts.source_tree import ENGINE, ROOT, SOURCE

PAGE = ROOT / "ARCHITECTURE.md"


def folders() -> list[str]:
    """List every package of the engine, as the page names them: ``workspace/reading``."""
    found = (path.parent.relative_to(ENGINE) for path in ENGINE.rglob("__init__.py"))
    return sorted(str(path) for path in found if str(path) != ".")


def test_every_folder_of_the_engine_is_named() -> None:
    page = PAGE.read_text(encoding="utf-8")
    unnamed = [one for one in folders() if not re.search(rf"\b{re.escape(last(one))}\b", page)]
    assert len(folders()) > 10
    assert unnamed == []


def last(folder: str) -> str:
    return folder.rsplit("/", 1)[-1]


def test_every_python_file_that_it_names_exists() -> None:
    page = PAGE.read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:[\w]+/)+[\w]+\.py)`", page))
    starts = (ROOT, SOURCE, ENGINE, ENGINE / "workspace", ENGINE / "impact")
    gone = [name for name in sorted(named) if not any((start / name).is_file() for start in starts)]
    assert gone == []
