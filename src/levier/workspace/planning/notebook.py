"""What a notebook shows of a plan: the sentences and tables of the terminal, as HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from levier.workspace.planning.told import sections

if TYPE_CHECKING:
    from levier.language import Language
    from levier.workspace.planning.results import Plan
    from levier.workspace.told import Section, ToldTable


def plan_html(plan: Plan, language: Language = "en") -> str:
    """Give a plan as a piece of HTML for ``_repr_html_``.

    Parameters
    ----------
    plan
        What ``levier.plan`` answered.
    language
        Of every word.
    """
    inner = "\n".join(_section(one) for one in sections(plan, language))
    return f'<div class="levier-plan" lang="{language}">\n{inner}\n</div>'


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
