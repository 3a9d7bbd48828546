"""The forecast board of a measurement, kept as the engine words and draws it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from levier.errors import InvalidArgument
from levier.language import LANGUAGES
from levier.workspace.forecast_board.run import ForecastOptions, run_forecast
from levier.workspace.report.forecast_part import part
from levier_web.ledger.models import Told
from levier_web.organisation.floors import groups

if TYPE_CHECKING:
    from levier.workspace.model import Workspace
    from levier.workspace.results import Results
    from levier_web.impact.models import Measurement

NAME = "board"


def by_group(workspace: Workspace) -> Workspace:
    """Name teams by their groups: forecasts of a team that is not told stay in the totals."""
    held = groups()
    return replace(
        workspace,
        decisions={
            slug: replace(one, team=held.label_named(one.team))
            for slug, one in workspace.decisions.items()
        },
        past_forecasts=tuple(
            replace(one, team=held.label_named(one.team)) for one in workspace.past_forecasts
        ),
    )


def keep_board(measurement: Measurement, results: Results) -> None:
    """Judge the forecasts against a measurement made without them."""
    options = ForecastOptions(as_of=measurement.as_of)
    # The engine reads the teams of what was measured from the results themselves.
    shown = replace(results, workspace=by_group(results.workspace))
    try:
        board = run_forecast(shown.workspace, options, shown)
    except InvalidArgument:  # there is no forecast to judge
        return
    for language in LANGUAGES:
        Told.objects.update_or_create(
            measurement=measurement,
            name=NAME,
            language=language,
            defaults={"html": str(part(board, language).html)},
        )
