"""The part of the page on a tool to be built or bought."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from levier.workspace.report.part import Part
from levier.workspace.report.sections_html import sections_html
from levier.workspace.simulating.told import tool_sections

if TYPE_CHECKING:
    from levier.language import Language
    from levier.workspace.simulating.results import BuildOrBuy


def part(found: BuildOrBuy, language: Language) -> Part:
    """Show which way is worth most, and what would turn the answer."""
    (answer,) = tool_sections(found, language)
    html = sections_html([replace(answer, heading="")], language)
    return Part(f"tool-{found.tool}", answer.heading, html)
