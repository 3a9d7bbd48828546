"""Every option of every word is typed by a page whose commands are run, or by a test of the words.

Only names are held here: that the option does what it says is for the test that types it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.contracts.documented.pages import commands, every_page, steps
from tests.contracts.documented.shell import commands as tree

if TYPE_CHECKING:
    from collections.abc import Iterator

TESTS = Path(__file__).resolve().parents[1]


def options(command: Any, *words: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give each option with the words before it."""
    for name, inner in getattr(command, "commands", {}).items():
        yield from options(inner, *words, name)
    for parameter in command.params:
        named = (one for one in parameter.opts if one.startswith("--") and one != "--help")
        yield from ((words, one) for one in named)


def typed_on_pages() -> list[str]:
    return [one.typed for page in every_page() for step in steps(page) for one in commands(step)]


def test_no_option_is_without_a_use() -> None:
    pages = typed_on_pages()
    tests = [path.read_text(encoding="utf-8") for path in sorted(TESTS.rglob("*.py"))]
    found = sorted(options(tree()))
    assert len(found) > 100

    def is_typed(words: tuple[str, ...], option: str) -> bool:
        begins, whole = " ".join(("levier", *words)), re.compile(rf"{option}(?![\w-])")
        if any(one.startswith(begins) and whole.search(one) for one in pages):
            return True
        quoted = [f'"{option}"', *(f'"{word}"' for word in words)]
        return any(all(one in text for one in quoted) for text in tests)

    assert [one for one in found if not is_typed(*one)] == []
