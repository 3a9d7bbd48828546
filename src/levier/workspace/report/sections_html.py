"""An answer in sections as HTML: the same words and tables as in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from levier.language import translate
from levier.workspace.report.environment import environment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.language import Language
    from levier.workspace.told import Section


def sections_html(sections: Sequence[Section], language: Language) -> Markup:
    """Give sections as HTML, their headings at the third level; everything is escaped.

    The heading of the first is left out where it says what the title of the part says already,
    that is when it is empty.
    """
    rendered = (
        environment()
        .get_template("sections.html.j2")
        .render(
            sections=[section.harmless() for section in sections],
            assuming=translate("plan.table.assumptions", language),
        )
    )
    return Markup(rendered)  # noqa: S704 - made by our template, which escapes
