"""The report: one HTML file that opens from the disk and asks the network for nothing."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from markupsafe import Markup

from levier.language import numbers as write
from levier.workspace.report import detail, figures, forecasts, headline, overview, reconciliation
from levier.workspace.report.charts.theme import COLOURS
from levier.workspace.report.environment import asset, environment
from levier.workspace.report.order import anchors, ranked
from levier.workspace.report.wording import Wording
from levier.workspace.results import Grade, Verdict
from levier.workspace.writing.atomic import replacing

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from levier.language import Language
    from levier.workspace.results import Results


def write_report(results: Results, path: str | Path, language: Language = "en") -> None:
    """Write the report to ``path``, whole or not at all.

    Parameters
    ----------
    results
        What was measured.
    path
        The ``.html`` file to write.
    language
        Language of the page.

    Raises
    ------
    OSError
        When the file cannot be written.
    """
    html = render_report(results, language)
    with replacing(path) as temporary:
        temporary.write_text(html, encoding="utf-8")


def render_report(results: Results, language: Language = "en") -> str:
    """Give the report as HTML.

    The page holds its styles, its pictures (SVG) and one small script that sorts and filters;
    its content policy names that script by its hash and allows nothing else.
    """
    wording = Wording(results, language)
    script = asset("script.js")
    names = anchors(results)
    template = environment().get_template("page.html.j2")
    return template.render(
        w=wording,
        write=write,
        results=results,
        language=language,
        style=Markup(asset("style.css") + chart_colours()),  # noqa: S704 - our own files
        script=Markup(script),  # noqa: S704 - our own file
        script_hash=script_hash(script),
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


def chart_colours() -> str:
    """Map the fixed colours of the drawings to the variables of the style sheet."""
    rules = [
        f'svg [{kind}="{value}"]{{{kind}:var(--{name})}}'
        for name, value in COLOURS.items()
        for kind in ("fill", "stroke")
    ]
    return "\n".join(rules)


def script_hash(script: str) -> str:
    """Give the hash by which the content policy allows one script."""
    digest = hashlib.sha256(script.encode()).digest()
    return "sha256-" + base64.b64encode(digest).decode()
