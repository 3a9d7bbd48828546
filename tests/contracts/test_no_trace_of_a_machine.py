"""No file of the project knows the machine on which it was written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.contracts.source_tree import ROOT, tracked_files

if TYPE_CHECKING:
    from pathlib import Path

TEXT = {
    ".py", ".md", ".toml", ".yml", ".yaml", ".cfg", ".txt", ".j2", ".css", ".js", ".json", ".csv",
    ".html", ".lock", "",
}  # fmt: skip
HOMES = "|".join(("work", "root", "home/[a-z]+", "Users/[A-Za-z]+", "tmp"))
OWN_PATH = re.compile(rf"(?<![\w.~/}}])/(?:{HOMES})/[\w.-]+")
"""A path under a folder that only some machine has: ``/home/ada/data``."""
PACKAGE_INDEX = re.compile(r"(?:https?|file)://[\w./-]*/simple(?![\w-])")
LOCK = "uv.lock"
SELF = "tests/contracts/test_no_trace_of_a_machine.py"


def texts() -> dict[str, str]:
    return {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8", errors="replace")
        for path in tracked_files()
        if is_text(path)
    }


def is_text(path: Path) -> bool:
    return path.suffix in TEXT and str(path.relative_to(ROOT)) != SELF


def found(rule: re.Pattern[str]) -> dict[str, list[str]]:
    hits = {name: rule.findall(text) for name, text in texts().items()}
    return {name: hit for name, hit in hits.items() if hit}


def test_no_path_of_a_machine_is_written() -> None:
    assert found(OWN_PATH) == {}


def test_no_package_index_is_named_but_in_the_lock_file() -> None:
    assert found(PACKAGE_INDEX).keys() <= {LOCK}


def test_the_rules_see_what_they_should() -> None:
    assert OWN_PATH.search("open('/home/ada/data.csv')")
    assert OWN_PATH.search("see /" + "work/main")
    assert not OWN_PATH.search("docs/" + "work/notes, https://example.org/home/page, a/tmp/b")
    assert PACKAGE_INDEX.search("index = https://mirror.example/simple/")
    assert not PACKAGE_INDEX.search("https://example.org/simple-words")
