"""``levier forecast``: forecasts judged, recalibrated, and told what cases like theirs did."""

from levier.workspace.forecast_board.run import ForecastOptions, run_forecast

__all__ = ["ForecastOptions", "run_forecast"]
