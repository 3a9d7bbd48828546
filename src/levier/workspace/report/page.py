"""The report: one HTML file that opens from the disk and asks the network for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.language import numbers as write
from levier.workspace.report import detail, figures, forecasts, headline, overview, reconciliation
from levier.workspace.report.environment import environment
from levier.workspace.report.frame import frame
from levier.workspace.report.order import anchors, ranked
from levier.workspace.report.wording import Wording
from levier.workspace.results import Grade, Verdict
from levier.workspace.writing.atomic import replacing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from levier.language import Language
    from levier.workspace.report.part import Part
    from levier.workspace.results import Results


def write_report(
    results: Results, path: str | Path, language: Language = "en", parts: Sequence[Part] = ()
) -> None:
    """Write the report to ``path``, whole or not at all.

    Parameters
    ----------
    results
        What was measured.
    path
        The ``.html`` file to write.
    language
        Language of the page.
    parts
        What else the folder has to show, after the measurement.

    Raises
    ------
    OSError
        When the file cannot be written.
    """
    html = render_report(results, language, parts)
    with replacing(path) as temporary:
        temporary.write_text(html, encoding="utf-8")


def render_report(results: Results, language: Language = "en", parts: Sequence[Part] = ()) -> str:
    """Give the report as HTML: its pictures are SVG, and nothing is loaded from anywhere."""
    wording = Wording(results, language)
    names = anchors(results)
    template = environment().get_template("page.html.j2")
    return template.render(
        w=wording,
        write=write,
        results=results,
        language=language,
        frame=frame(wording.say("report.title"), results.workspace.company.name, language),
        parts=parts,
        period=_period(results),
        answer=headline.answer(wording),
        figures=figures.headline_figures(wording),
        forests=_forests(wording),
        ranked=ranked(results),
        anchor=lambda effect: names[id(effect)],
        breakdowns={name: figures.breakdown_rows(wording, name) for name in figures.BREAKDOWNS},
        reconciliations=[
            reconciliation.reconciliation_view(wording, item) for item in results.reconciliation
        ],
        judged=overview.forecasts_against_measurements(wording),
        forecast_words=forecasts.forecast_words(wording),
        measured=overview.measured,
        decisions=detail.decision_views(wording),
        chart_caption=detail.chart_caption,
        verdicts=tuple(Verdict),
        grades=tuple(Grade),
        stands_out=headline.stands_out(results),
    )


def _forests(wording: Wording) -> dict[str, overview.Overview]:
    drawn = {
        "money": overview.forest_in_money(wording),
        "relative": overview.forest_in_percent(wording),
    }
    return {name: forest for name, forest in drawn.items() if forest is not None}


def _period(results: Results) -> tuple[date, date] | None:
    """Give the first and last day of what was observed."""
    seen = [view.dates for view in results.series if view.dates]
    if not seen:
        return None
    return min(dates[0] for dates in seen), max(dates[-1] for dates in seen)
