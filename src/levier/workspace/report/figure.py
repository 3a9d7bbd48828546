"""A drawing with the table of its numbers, as every part of the page shows one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from levier.language import translate
from levier.workspace.report.environment import environment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.language import Language
    from levier.workspace.report.charts.drawing import Picture


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with its table.

    Attributes
    ----------
    title, caption
        What it is, and what to see in it.
    heads, rows
        The same numbers; the first column names the row.
    """

    title: str
    caption: str
    picture: Picture
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def figures_html(figures: Sequence[Figure], language: Language) -> Markup:
    """Give figures as HTML, their titles at the third level; everything is escaped."""
    rendered = (
        environment()
        .get_template("figures.html.j2")
        .render(figures=figures, numbers=translate("report.page.numbers", language))
    )
    return Markup(rendered)  # noqa: S704 - made by our template, which escapes
