"""One HTML page of parts: what ``levier choose``, ``gate``, ``pnl``… write with ``--report``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from levier.language import translate
from levier.workspace.report.environment import environment
from levier.workspace.report.frame import frame
from levier.workspace.writing.atomic import replacing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from levier.language import Language
    from levier.workspace.report.part import Part


def write_parts(
    parts: Sequence[Part], title: str, company: str, path: str | Path, language: Language
) -> None:
    """Write a page that opens from the disk, whole or not at all.

    Parameters
    ----------
    parts
        At least one, in the order of the page.
    title, company
        What the page is about, and whose it is.
    path
        The ``.html`` file to write.
    language
        Of the page.

    Raises
    ------
    OSError
        When the file cannot be written.
    """
    html = render_parts(parts, title, company, language)
    with replacing(path) as temporary:
        temporary.write_text(html, encoding="utf-8")


def render_parts(parts: Sequence[Part], title: str, company: str, language: Language) -> str:
    """Give the page as HTML; of a single part, its title is that of the page already."""
    shown: Sequence[Part] = parts
    if len(parts) == 1:
        shown = [replace(parts[0], title=translate("report.headline.heading", language))]
    template = environment().get_template("parts.html.j2")
    return template.render(parts=shown, frame=frame(title, company, language))
