"""The documentation is held to the code: commands, links, examples, typography, decisions."""

from __future__ import annotations

import re
import runpy
import textwrap
import tomllib
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from levier.workspace.reading import read
from levier.workspace.template import write_template
from levier_cli.main import app

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
DECISIONS = DOCS / "decisions"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
FRENCH = [page for page in PAGES if page.name.endswith(".fr.md")]
PAIRED = ("tutorials", "how-to", "explanation", "reference")
WORDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
COMMANDS = {
    f"{word} {inner}".strip(): command
    for word, found in WORDS.items()
    for inner, command in getattr(found, "commands", {"": found}).items()
}
PARAMETERS = [
    (command, parameter.opts[0] if parameter.opts[0].startswith("-") else parameter.name.upper())
    for command, found in COMMANDS.items()
    for parameter in found.params
]
REFRESH = runpy.run_path(str(DOCS / "refresh_examples.py"))
IN_FRENCH = {"FOLDER": "DOSSIER", "FILE": "FICHIER"}


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def _prose(page: Path) -> str:
    """Give a page without its code, its links' targets and its comments."""
    text = re.sub(r"^ *```.*?^ *```", "", page.read_text(encoding="utf-8"), flags=re.S | re.M)
    return re.sub(r"`[^`]*`|\]\([^)]*\)|<!--.*?-->", "", text, flags=re.S)


def _section(page: Path, heading: str) -> str:
    sections = re.split(r"\n###? ", page.read_text(encoding="utf-8"))
    return next(one for one in sections if one.startswith(f"`levier {heading}`"))


def _examples(page: Path) -> list[tuple[str, str, str]]:
    """Give the kind, file and text of each example that is meant for a file of a workspace."""
    found = re.findall(
        r"^ *```(csv|toml) (\S+)\n(.*?)^ *```", page.read_text(encoding="utf-8"), re.S | re.M
    )
    return [(kind, file, textwrap.dedent(text)) for kind, file, text in found]


@pytest.mark.parametrize("page", ["commands.md", "commands.fr.md"])
@pytest.mark.parametrize(("command", "parameter"), PARAMETERS)
def test_every_option_has_its_line(page: str, command: str, parameter: str) -> None:
    word = IN_FRENCH.get(parameter, parameter) if ".fr." in page else parameter
    assert f"\n| `{word}` |" in _section(DOCS / "reference" / page, command)


@pytest.mark.parametrize("page", ["commands.md", "commands.fr.md"])
def test_no_option_is_invented(page: str) -> None:
    known: dict[str, set[str]] = {command: set() for command in COMMANDS}
    for command, parameter in PARAMETERS:
        known[command].add(parameter)
    for command, parameters in known.items():
        named = re.findall(
            r"^\| `(--[a-z-]+)` \|", _section(DOCS / "reference" / page, command), re.M
        )
        assert set(named) == {one for one in parameters if one.startswith("--")}


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_link_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    for target in targets:
        if target.startswith(("http:", "https:")):
            continue
        path, _, anchor = target.partition("#")
        found = page.parent / path if path else page
        assert found.exists(), target
        if anchor:
            assert f"## {anchor}" in found.read_text(encoding="utf-8").lower(), target


@pytest.mark.parametrize("page", [page for page in PAGES if page.parent.name in PAIRED], ids=_name)
def test_every_page_has_its_other_language(page: Path) -> None:
    french = page.name.endswith(".fr.md")
    other = page.name.replace(".fr.md", ".md") if french else page.name.replace(".md", ".fr.md")
    assert (page.parent / other).exists()
    assert f"]({other})" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", FRENCH, ids=_name)
def test_french_pages_have_french_typography(page: Path) -> None:
    prose = re.sub(r"^\|[ :|-]+\|$", "", _prose(page), flags=re.M)
    wrong = re.findall(r".{0,20}(?:[ \n] *[;:!?%€»](?!\S)|«[ \n]|\w'\w).{0,20}", prose)
    assert wrong == []


@pytest.mark.parametrize("page", [page for page in PAGES if _examples(page)], ids=_name)
def test_examples_of_files_are_accepted(page: Path, tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    write_template(folder, "fr" if page in FRENCH else "en")
    for kind, file, text in _examples(page):
        target = folder / file
        before = target.read_text(encoding="utf-8") + "\n" if kind == "toml" else ""
        target.write_text(before + text, encoding="utf-8")
    assert read(folder).warnings == ()


@pytest.mark.parametrize(
    ("page", "language", "folder"),
    [("first-measurement.md", "en", "company"), ("first-measurement.fr.md", "fr", "entreprise")],
)
def test_the_tutorial_shows_what_is_printed(
    page: str, language: str, folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = (DOCS / "tutorials" / page).read_text(encoding="utf-8")
    for word in ("init", "check"):
        answer = CliRunner().invoke(app, [word, folder, "--language", language])
        assert answer.exit_code == 0
        assert f"$ levier {word} {folder} --language {language}\n{answer.stdout}" in text
    decisions = tmp_path / folder / "decisions.csv"
    decisions.write_text(decisions.read_text(encoding="utf-8").replace("2025-07-07", "2025-07-32"))
    refused = CliRunner().invoke(app, ["check", folder, "--language", language])
    assert refused.exit_code == 2
    assert refused.stderr in text


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(page, marks=[] if "first-measurement" in page else [pytest.mark.slow])
        for page in REFRESH["PAGES"]
    ],
)
def test_what_pages_show_is_printed(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Word for word but for figures and blanks; ``docs/refresh_examples.py`` renews the figures.

    The other pages measure, or plan for, the whole demonstration: ``make test-slow``.
    """
    monkeypatch.chdir(tmp_path)
    text = (ROOT / page).read_text(encoding="utf-8")
    words = [
        re.sub(r"[\d\s.,]+", " ", one)
        for one in (text, REFRESH["refreshed"](text, "fr" if ".fr." in page else "en"))
    ]
    assert words[0] == words[1]


@pytest.mark.parametrize("page", ["README.md", "README.fr.md"])
def test_the_python_of_the_readme_runs(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    code = re.findall(r"```python\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.S)
    write_template(Path("entreprise" if ".fr." in page else "company"), "en")
    exec(code[0], {})  # noqa: S102 - the README's own lines
    assert "checkout-one-page orders D gain" in capsys.readouterr().out


def test_the_decisions_of_the_project_are_a_workspace() -> None:
    answer = CliRunner().invoke(app, ["check", str(DECISIONS), "--language", "en"])
    assert answer.exit_code == 0, answer.stderr
    assert read(DECISIONS).warnings == ()


def test_every_decision_has_its_page_and_the_contents_name_it() -> None:
    pages = {page.stem for page in DECISIONS.glob("[0-9]*.md")}
    assert pages == set(read(DECISIONS).decisions)
    contents = (DECISIONS / "README.md").read_text(encoding="utf-8")
    assert all(f"]({page}.md)" in contents for page in pages)


@pytest.mark.parametrize("page", sorted(DECISIONS.glob("[0-9]*.md")), ids=_name)
def test_a_decision_is_one_screen_and_names_code_that_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    headings = re.findall(r"^## (.+)$", text, re.M)
    assert headings == ["Context", "Decision", "Consequences", "Alternatives", "Where"]
    assert len(text.splitlines()) <= 45
    where = re.findall(r"`((?:src|tests|scripts|benchmarks)/[^`]*)`", text.split("## Where")[1])
    assert all((ROOT / path).exists() for path in where), where


def test_every_verb_of_the_makefile_is_told() -> None:
    verbs = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [verb for verb in verbs if f"| `make {verb}` |" not in told] == ["help"]


def test_every_dependency_is_argued() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [re.split(r"[\[<>=~]", one)[0] for one in project["dependencies"]]
    contents = (DECISIONS / "README.md").read_text(encoding="utf-8")
    argued = re.findall(r"^\| ([a-z0-9-]+) \| [0-9][0-9.a-z]* \|", contents, re.M)
    assert argued == sorted(names)
