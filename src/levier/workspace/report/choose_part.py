"""The part of the page on choosing among bets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from levier.workspace.choosing.told import sections
from levier.workspace.choosing.words import say
from levier.workspace.report.part import Part
from levier.workspace.report.sections_html import sections_html

if TYPE_CHECKING:
    from levier.language import Language
    from levier.workspace.choosing.results import Choice


def part(choice: Choice, language: Language) -> Part:
    """Show what to do now, what to test first, and what lies around the choice."""
    answer, *others = sections(choice, language)
    html = sections_html([replace(answer, heading=""), *others], language)
    return Part("choose", say("report.title", language), html)
