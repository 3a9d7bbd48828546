"""What a page asks its reader to type, in its order: commands, and the files that they suppose."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
TYPED = ("sh", "console", "bash", "shell")
_STEP = re.compile(
    r"^(?P<indent> *)```(?P<mark>\w*)(?: (?P<file>[^\n]+))?\n(?P<text>.*?)^(?P=indent)```$"
    r"|`(?P<inline>levier [^`]+)`",
    re.S | re.M,
)


@dataclass(frozen=True)
class Step:
    """One block of a page, or one command in its prose.

    Parameters
    ----------
    mark
        What the block says that it is; ``inline`` for a command in the prose.
    file
        The file of a workspace of which the block is a part; empty where it is of none.
    text
        What it holds, without its indent.
    """

    mark: str
    file: str
    text: str


@dataclass(frozen=True)
class Command:
    """A command as it is typed, and what the page shows under it."""

    typed: str
    shown: str = ""


def every_page() -> list[Path]:
    """Give every page of the project and every file of ``deploy`` in which commands are told."""
    found = {*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "deploy").glob("*.md")}
    return sorted(found)


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def is_french(page: Path) -> bool:
    return page.name.endswith(".fr.md")


def in_english(page: Path) -> Path:
    """Give the page of which this one is the other language, or itself."""
    return page.with_name(page.name.replace(".fr.md", ".md"))


def steps(page: Path) -> list[Step]:
    found = _STEP.finditer(page.read_text(encoding="utf-8"))
    return [
        Step("inline", "", " ".join(one["inline"].split()))
        if one["inline"]
        else Step(one["mark"], one["file"] or "", textwrap.dedent(one["text"]))
        for one in found
    ]


def commands(step: Step) -> list[Command]:
    """Give what is typed in one block: a script whole, a console line by line."""
    if step.mark != "console":
        return [Command(step.text)] if step.mark in TYPED else []
    joined = step.text.replace("\\\n", " ")
    pieces = re.split(r"^\$ ", joined, flags=re.M)[1:]
    split = (piece.partition("\n") for piece in pieces)
    return [Command(" ".join(typed.split()), shown) for typed, _, shown in split]
