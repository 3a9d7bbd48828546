"""One HTML page of parts: what ``levier choose``, ``gate``, ``pnl``… write with ``--report``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from levier.language import translate
from levier.workspace.report.environment import asset, environment
from levier.workspace.report.page import chart_colours, script_hash
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
    """Give the page as HTML; its content policy allows its own script and nothing else."""
    script = asset("script.js")
    return (
        environment()
        .get_template("parts.html.j2")
        .render(
            parts=parts,
            title=title,
            company=company,
            language=language,
            skip=translate("report.page.skip", language),
            answer=translate("report.headline.heading", language),
            contents=translate("report.page.contents", language),
            style=Markup(asset("style.css") + chart_colours()),  # noqa: S704 - our own files
            script=Markup(script),  # noqa: S704 - our own file
            script_hash=script_hash(script),
        )
    )
