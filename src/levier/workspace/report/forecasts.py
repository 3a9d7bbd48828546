"""How the forecasts did, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.language import numbers as write

if TYPE_CHECKING:
    from levier.workspace.report.wording import Wording


def forecast_words(wording: Wording) -> tuple[str, ...]:
    """Say how many forecasts were judged, how many held, and which way they leaned."""
    scores = wording.results.portfolio.forecasts
    if not scores.scored:
        return (wording.say("report.forecasts.empty"),)
    inside = ""
    if scores.coverage80 is not None:
        share = wording.percent(scores.coverage80)
        inside = wording.say("report.forecasts.inside", share=share)
    said = [wording.count("report.forecasts.sentence", scores.scored, inside=inside).strip()]
    if scores.bias:
        figure = write.number(abs(100 * scores.bias), wording.language, digits=2)
        points = wording.say("report.forecasts.points", number=figure)
        lean = "bias_high" if scores.bias > 0 else "bias_low"
        said.append(wording.say(f"report.forecasts.{lean}", points=points))
    pairs = scores.pairs_here + scores.pairs_past
    if pairs:
        told = "learned_past" if scores.pairs_past else "learned"
        past = write.number(scores.pairs_past, wording.language)
        count = wording.count("report.forecasts.pairs", pairs)
        said.append(wording.say(f"report.forecasts.{told}", pairs=count, past=past))
    return tuple(said)
