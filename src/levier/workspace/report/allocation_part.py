"""The part of the page on shared costs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from levier.workspace.allocating.told import say, sections
from levier.workspace.report.part import Part
from levier.workspace.report.sections_html import sections_html

if TYPE_CHECKING:
    from levier.language import Language
    from levier.workspace.allocating.results import Allocation

POOLS = 8


def part(allocation: Allocation, language: Language) -> Part:
    """Show what each is charged, by which rule, and what nobody bears yet."""
    answer, *others = sections(allocation, language, POOLS)
    shown = replace(answer, heading="", afterwards=(say("reconciled", language),))
    html = sections_html([shown, *others], language)
    return Part("allocation", say("title", language, company=allocation.company), html)
