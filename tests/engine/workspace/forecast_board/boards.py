"""Companies that bring a history of forecasts, for tests of the board."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np

from levier.workspace.forecast_board import ForecastOptions, run_forecast
from levier.workspace.forecast_board.results import Board, GroupScore
from levier.workspace.inputs.past_forecasts import PastForecast
from levier.workspace.model import Company, Workspace

FIRST = date(2022, 1, 3)
KINDS = ("price", "design")


def history(seed: int = 0, count: int = 24, worth: float = 0.5) -> tuple[PastForecast, ...]:
    """People whose hopes half come true and who are too sure, a machine that is right."""
    generator = np.random.default_rng(seed)
    rows = []
    for place in range(count):
        hope, error = float(generator.uniform(0.03, 0.12)), 0.008
        outcome = float(worth * hope + generator.normal(0, 0.006) + generator.normal(0, error))
        for author, mid, half in (("human", hope, 0.01), ("ai", worth * hope, 0.015)):
            rows.append(past(place, author, mid, half, outcome, error))
    return tuple(rows)


def past(
    place: int, author: str, mid: float, half: float, outcome: float, error: float
) -> PastForecast:
    stated = FIRST + place * timedelta(days=30)
    given: dict[str, Any] = {
        "author": author,
        "stated_on": stated,
        "measured_on": stated + timedelta(days=80),
        "outcome": outcome,
        "kind": KINDS[place % 2],
        "low": mid - half,
        "mid": mid,
        "high": mid + half,
        "outcome_sd": error,
    }
    return PastForecast(f"d{place}", **given)


def event(place: int, author: str, probability: float, *, happened: bool) -> PastForecast:
    stated = FIRST + place * timedelta(days=30)
    return PastForecast(
        f"e{place}",
        author,
        stated,
        stated + timedelta(days=80),
        float(happened),
        event="it happened",
        probability=probability,
    )


def brings(**parts: Any) -> Workspace:
    """Build a company that has nothing but its history."""
    return Workspace(
        company=Company("Acme", "EUR", ""), metrics={}, observations={}, decisions={}, **parts
    )


def board(workspace: Workspace, as_of: date | None = None) -> Board:
    return run_forecast(workspace, ForecastOptions(as_of))


def score(found: Board, grouping: str = "", group: str = "") -> GroupScore:
    (one,) = (one for one in found.scores if (one.grouping, one.group) == (grouping, group))
    return one
