"""What a notebook shows of an answer: the sentences and tables of the terminal, as HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.language import Language
    from levier.workspace.told import Section, ToldTable


def notebook_html(sections: Sequence[Section], language: Language = "en") -> str:
    """Give an answer as a piece of HTML for ``_repr_html_``.

    Parameters
    ----------
    sections
        What it says, in order.
    language
        Of every word.
    """
    inner = "\n".join(_section(one) for one in sections)
    return f'<div class="levier" lang="{language}">\n{inner}\n</div>'


def _section(section: Section) -> str:
    parts = [f"<h4>{escape(section.heading)}</h4>", *map(_paragraph, section.sentences)]
    parts += [_table(table) for table in section.tables]
    parts += [_paragraph(one) for one in section.afterwards]
    if section.notes:
        parts.append(f"<p><small>{escape(' '.join(section.notes))}</small></p>")
    return "\n".join(parts)


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _table(table: ToldTable) -> str:
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in table.columns)
    rows = "\n".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table.rows
    )
    caption = f"<caption>{escape(table.title)}</caption>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>"
