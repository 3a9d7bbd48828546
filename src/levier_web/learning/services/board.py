"""The forecast board of a measurement, kept as the engine words and draws it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.errors import InvalidArgument
from levier.language import LANGUAGES
from levier.workspace.forecast_board.run import ForecastOptions, run_forecast
from levier.workspace.report.forecast_part import part
from levier_web.ledger.models import Told

if TYPE_CHECKING:
    from levier.workspace.results import Results
    from levier_web.impact.models import Measurement

NAME = "board"


def keep_board(measurement: Measurement, results: Results) -> None:
    """Judge the forecasts against a measurement made without them."""
    options = ForecastOptions(as_of=measurement.as_of)
    try:
        board = run_forecast(results.workspace, options, results)
    except InvalidArgument:  # there is no forecast to judge
        return
    for language in LANGUAGES:
        Told.objects.update_or_create(
            measurement=measurement,
            name=NAME,
            language=language,
            defaults={"html": str(part(board, language).html)},
        )
