"""Whether a plan keeps its word: effects as large as it calls detectable, planted and measured.

    .venv/bin/python -m benchmarks.planning [histories]

Each history is drawn from a known law, planned for, continued by the same law, and measured by
``levier.measure``: with an effect of the planned size four in five must be seen, with none one in
twenty at most. Histories are independent: the standard error of a share is in brackets.
"""

from __future__ import annotations

import sys
from datetime import date

import numpy as np
from numpy.typing import NDArray
from tests.engine.workspace.planning.histories import (
    STORES,
    WEEKS,
    first_day_of,
    sales,
    workspace_of,
)

import levier
from levier.workspace.measurement.question import (
    MeasureOptions,
    Question,
    all_series,
    last_day,
)
from levier.workspace.model import Decision, Exposure, Workspace
from levier.workspace.planning.asked import Asked, PlanOptions
from levier.workspace.planning.assumed import assumed_effect
from levier.workspace.planning.results import NoDesign
from levier.workspace.planning.series_outlook import SeriesOutlook, series_outlook
from levier.workspace.planning.unit_errors import Order
from levier.workspace.planning.unit_outlooks import UnitsAsked, units_asked
from levier.workspace.results import Verdict

Array = NDArray[np.float64]

WEEKS_AFTER = 13
DRAWS = 200


def main() -> None:
    histories = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    for name, units in (("series", 1), ("half of the stores", len(STORES)), ("waves", -1)):
        found = np.array([kept_word(name, abs(units), seed) for seed in range(histories)])
        seen, false, planned = found.mean(axis=0)
        errors = [np.sqrt(share * (1 - share) / histories) for share in (seen, false)]
        print(
            f"{name}: planned ±{planned:.1%}; seen {seen:.1%} ({errors[0]:.1%}), "
            f"seen where nothing was planted {false:.1%} ({errors[1]:.1%}), {histories} histories"
        )


def kept_word(name: str, rows: int, seed: int) -> tuple[bool, bool, float]:
    """Plan one history; tell whether the effect planned is seen, and whether none is."""
    generator = np.random.default_rng([seed, rows])
    rows = len(STORES) if name == "waves" else rows
    drawn = sales(generator, rows, WEEKS + WEEKS_AFTER)
    asked = question_of(workspace_of(drawn[:, :WEEKS]), seed)
    order, planned = planned_series(asked) if rows == 1 else planned_stores(asked, name)
    weeks = np.arange(WEEKS + WEEKS_AFTER)
    starts = dict(zip(order.units, order.after, strict=True))
    reached = np.array(
        [weeks >= WEEKS + starts.get(store, WEEKS_AFTER) for store in STORES[:rows]]
        if rows > 1
        else [weeks >= WEEKS]
    )
    effect = np.where(reached, 1 + planned, 1.0)
    return is_seen(drawn * effect, order), is_seen(drawn, order), planned


def question_of(workspace: Workspace, seed: int) -> Asked:
    day = last_day(workspace)
    options = MeasureOptions(use_forecasts=False, seed=seed, draws=DRAWS)
    question = Question(workspace, day, all_series(workspace, day), {}, options)
    decision = Decision("planned", "", date.min)
    return Asked(question, "sales", decision, (), PlanOptions(seed=seed))


def planned_series(asked: Asked) -> tuple[Order, float]:
    found = series_outlook(asked, assumed_effect(asked))
    assert isinstance(found, SeriesOutlook)
    return Order((), ()), found.also[WEEKS_AFTER].effect or np.inf


def planned_stores(asked: Asked, name: str) -> tuple[Order, float]:
    units = units_asked(asked, assumed_effect(asked))
    assert not isinstance(units, NoDesign)
    order = order_of(units, name)
    seen = units.seen(order, WEEKS_AFTER)
    assert seen is not None
    return order, seen[0].effect or np.inf


def order_of(units: UnitsAsked, name: str) -> Order:
    every = tuple(range(len(STORES)))
    if name == "waves":
        return units.best((2, 2, 2, 2), every, 3).order(3)
    return units.best((len(STORES) // 2,), every).order(0)


def is_seen(values: Array, order: Order) -> bool:
    decision = Decision("planned", "", first_day_of(WEEKS))
    exposures = tuple(
        Exposure("planned", unit, first_day_of(WEEKS + after))
        for unit, after in zip(order.units, order.after, strict=True)
    )
    workspace = workspace_of(values, decision, exposures)
    return levier.measure(workspace, draws=DRAWS).effects[0].verdict is not Verdict.NOT_PROVEN


if __name__ == "__main__":
    main()
