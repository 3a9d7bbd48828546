"""Every command of every page is run, in the order of the page, in an empty folder.

A command belongs to its page's scenario; to the test that runs a page beside an application; or to
a short list of those that are not run, with its reason. A page or a command that is in none fails.
"""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from tests.contracts.documented import scenarios
from tests.contracts.documented.pages import (
    ROOT,
    TYPED,
    Command,
    Step,
    commands,
    every_page,
    in_english,
    is_french,
    name_of,
    steps,
)
from tests.contracts.documented.shell import Shell, is_whole

if TYPE_CHECKING:
    from pathlib import Path

    from _pytest.mark.structures import ParameterSet

HIDDEN = re.compile(r"^(?:\$ )?(?:levier|curl|pip|make|export) .+$", re.M)
LEVIER_OF_MAKE = re.compile(r"^\.venv/bin/(levier .*)$", re.M)


def key_of(page: Path) -> str:
    return name_of(in_english(page))


def typed_in(page: Path) -> list[Command]:
    return [command for step in steps(page) for command in commands(step)]


def all_of(step: Step) -> list[Command]:
    """Give the commands of a block, or the one of the prose if it can be run as it stands."""
    whole = step.mark == "inline" and is_whole(step.text)
    return [Command(step.text)] if whole else commands(step)


def tried_on(page: Path) -> list[tuple[Step, list[Command]]]:
    """Give the steps of a page with their commands; those of prose only on pages for users.

    Such a page has its other language; what is told to who changes Levier names forms of commands.
    """
    for_users = is_french(page) or page.with_name(page.name.replace(".md", ".fr.md")).exists()
    return [(step, all_of(step) if for_users else commands(step)) for step in steps(page)]


def to_try() -> list[ParameterSet]:
    pages = [page for page in every_page() if any(found for _, found in tried_on(page))]
    slow = {page: [pytest.mark.slow] for page in pages if name_of(page) in scenarios.SLOW}
    return [
        pytest.param(page, id=name_of(page), marks=slow.get(page, []))
        for page in pages
        if key_of(page) not in scenarios.ELSEWHERE
    ]


def is_tried(typed: str) -> bool:
    words = typed.split()
    return typed.split(" #")[0].strip() not in scenarios.NOT_RUN and not (
        words[0] == "levier" and words[1] in scenarios.OF_THE_APPLICATION
    )


@pytest.mark.parametrize("page", to_try())
def test_the_commands_of_a_page_do_what_it_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    language = "fr" if is_french(page) else "en"
    scenarios.supposed(key_of(page), language, tmp_path)
    shell = Shell(tmp_path, language)
    for step, found in tried_on(page):
        if step.file:
            put(step, tmp_path / scenarios.FOLDERS[language])
        elif step.mark == "python" and key_of(page).startswith("docs/how-to/"):
            exec(step.text, {})  # noqa: S102 - the page's own lines
        for command in found:
            if is_tried(command.typed):
                printed = shell.run(command.typed)
                if command.shown.strip():
                    assert printed.strip() == command.shown.strip(), command.typed


def put(step: Step, folder: Path) -> None:
    """Put an example into the file of the workspace that it names: settings are added to."""
    target = folder / step.file
    before = target.read_text(encoding="utf-8") + "\n" if step.mark == "toml" else ""
    target.write_text(before + step.text, encoding="utf-8")


@pytest.mark.parametrize("page", [one for one in every_page() if is_french(one)], ids=name_of)
def test_both_languages_type_the_same(page: Path) -> None:
    mine, theirs = ([shape(one.typed) for one in typed_in(p)] for p in (page, in_english(page)))
    assert mine == theirs


def shape(typed: str) -> list[str]:
    """Give what stays in every language: the programs, the words after them, the options."""
    kept = re.sub(r"--language \w+| #.*", "", typed)
    words = kept.replace("=", " ").split()
    said = [word for word in words if word.startswith("-") or word in KEPT]
    return [str(len(words)), *said]


KEPT = {*scenarios.OF_THE_APPLICATION, "levier", "curl", "export", "make", "zip", "unzip", "pip"}
KEPT |= {"init", "check", "plan", "measure", "impact", "forecast", "choose", "gate", "allocate"}
KEPT |= {"pnl", "simulate", "client-exit", "build-or-buy", "feasibility", "demo", "schema"}


def test_what_is_run_elsewhere_is_there() -> None:
    for page, test in scenarios.ELSEWHERE.items():
        assert typed_in(ROOT / page), f"{page} has no command any more"
        assert page.rpartition("/")[2] in (ROOT / test).read_text(encoding="utf-8"), test


def test_no_reason_is_left_of_what_no_page_says() -> None:
    said = {one.typed.split(" #")[0].strip() for page in every_page() for one in typed_in(page)}
    said |= {step.text for page in every_page() for step in steps(page) if step.mark == "inline"}
    assert set(scenarios.NOT_RUN) - said == set()


def test_no_command_hides_in_a_block_of_another_kind() -> None:
    for page in every_page():
        for step in steps(page):
            if step.mark not in {*TYPED, "inline", "python"}:
                hidden = re.findall(
                    r"^(?:\$ )?(?:levier|curl|pip|make|export) .+$", step.text, re.M
                )
                assert hidden == [], f"{name_of(page)}: mark the block as one that is typed"


@pytest.mark.parametrize("verb", ["demo", "serve", "report"])
def test_the_verbs_that_serve_type_what_exists(verb: str) -> None:
    listed = subprocess.run(
        ["make", "--dry-run", "--always-make", verb],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = LEVIER_OF_MAKE.findall(listed.stdout)
    assert lines
    assert all(map(is_whole, lines))


@pytest.mark.parametrize("path", sorted((ROOT / "deploy").iterdir()), ids=lambda one: one.name)
def test_what_deployment_starts_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for line in re.findall(r"bin/(levier [^'\n]+)", text):
        assert is_whole(line), line
    for words in re.findall(r'^CMD \[("levier".*)\]', text, re.M):
        assert is_whole(words.replace('"', "").replace(",", "")), words
