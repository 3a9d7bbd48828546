"""What a notebook shows of results: the answer in words and the table of effects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.workspace.report.environment import environment
from levier.workspace.report.headline import answer
from levier.workspace.report.order import ranked
from levier.workspace.report.wording import Wording

if TYPE_CHECKING:
    from levier.language import Language
    from levier.workspace.results import Results


def results_html(results: Results, language: Language = "en") -> str:
    """Give results as a piece of HTML for ``_repr_html_``.

    Its styles touch nothing but itself and follow the notebook's own colours, light or dark.

    Parameters
    ----------
    results
        What was measured.
    language
        Language of every word.
    """
    wording = Wording(results, language)
    return (
        environment()
        .get_template("notebook.html.j2")
        .render(
            w=wording,
            results=results,
            language=language,
            answer=answer(wording),
            ranked=ranked(results),
        )
    )
