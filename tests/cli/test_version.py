"""``levier --version`` says which Levier this is."""

from __future__ import annotations

from importlib.metadata import version

from tests.cli.command_line import levier


def test_the_version_is_that_of_the_package() -> None:
    said = levier("--version")
    assert said.exit_code == 0
    assert said.stdout.split() == ["levier", version("levier")]


def test_without_a_word_it_says_which_there_are() -> None:
    said = levier()
    assert "measure" in said.output
    assert "try-mail" in said.output
