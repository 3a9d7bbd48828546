"""What a valid workspace reads as, with everything that may be left out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
from tests.engine.workspace.reading.folder_fixture import FILES, edit, put, remove, write_folder

from levier.workspace.model import (
    EffectScale,
    Kind,
    MeasurementOptions,
    PeriodKind,
    Rate,
    Shape,
    Stage,
)
from levier.workspace.reading import read


def test_the_settings_are_read(tmp_path: Path) -> None:
    workspace = read(write_folder(tmp_path))
    orders = workspace.metrics["orders"]
    assert (workspace.company.currency, workspace.company.country) == ("EUR", "FR")
    assert (orders.kind, orders.stage, orders.parent) == (Kind.COUNT, Stage.REVENUE, "margin")
    assert (orders.value_per_unit, orders.controls) == ((10, 12, 15), ("visits",))
    assert workspace.rates == (Rate(date(2025, 1, 1), 500.0),)
    assert workspace.measurement == MeasurementOptions(14, 7.0, 7)
    (period,) = workspace.periods
    assert (period.kind, period.ends_on) == (PeriodKind.EVENT, date(2025, 1, 14))


def test_the_observations_are_sorted_by_date_then_unit(tmp_path: Path) -> None:
    header, *rows = FILES["metrics.csv"].splitlines(keepends=True)
    workspace = read(write_folder(tmp_path, metrics=header + "".join(reversed(rows))))
    orders, nps = workspace.observations["orders"], workspace.observations["nps"]
    assert orders.dates.dtype == np.dtype("datetime64[D]")
    assert orders.values.tolist() == [10, 20, 12, 22]
    assert orders.units is not None
    assert orders.units.tolist() == ["north", "south"] * 2
    assert orders.weights is None
    assert nps.units is None
    assert nps.weights is not None
    assert nps.weights.tolist() == [40, 42]


def test_the_rows_of_the_other_files_are_read(tmp_path: Path) -> None:
    workspace = read(write_folder(tmp_path))
    assert workspace.decisions["price"].ends_on == date(2025, 3, 1)
    assert workspace.decisions["checkout"].team == "Web"
    price = workspace.expectations[1]
    assert (price.shape, price.scale, price.ramp_days) == (Shape.RAMP, EffectScale.ABSOLUTE, 14)
    assert (price.low, price.mid, price.high, price.author) == (100, 200, 300, "human")
    assert workspace.exposures[0].share == 0.5
    control, treated = workspace.experiments
    assert (control.users, control.conversions, control.launched) == (1000, 50, False)
    assert (treated.arm, treated.mean, treated.launched) == ("one-page", None, True)


def test_a_cost_in_days_takes_the_rate_of_its_day(tmp_path: Path) -> None:
    rates = "amount = 500\n\n[[rates]]\nstarts_on = 2025-01-11\namount = 600\n"
    rates += '\n[[rates]]\nstarts_on = 2025-01-05\namount = 700\nteam = "Web"\n'
    rows = "date,decision,product,team,person_days,rate\n2025-01-10,price,,,2,\n"
    rows += "2025-01-11,,Shop,,2,\n2025-01-11,,,Web,2,\n2025-01-11,checkout,,,2,\n"
    rows += "2025-01-11,,,Web,2,50\n"
    write_folder(tmp_path, costs=rows)
    edit("levier.toml", "amount = 500\n", rates)(tmp_path)
    assert [cost.amount for cost in read(tmp_path).costs] == [1000, 1200, 1400, 1400, 100]


def test_only_three_files_are_needed(tmp_path: Path) -> None:
    write_folder(tmp_path)
    for name in ("expectations", "exposures", "experiments", "costs"):
        remove(f"{name}.csv")(tmp_path)
    workspace = read(str(tmp_path))
    assert len(workspace.decisions) == 2
    absent = (workspace.expectations, workspace.exposures, workspace.experiments, workspace.costs)
    assert not any(absent)


def test_metrics_seen_only_in_a_test_or_declared_need_no_row(tmp_path: Path) -> None:
    rows = "decision,metric,design\ncheckout,orders,\nprice,margin,declared\n"
    write_folder(tmp_path, expectations=rows)
    for name in ("metrics", "exposures"):
        remove(f"{name}.csv")(tmp_path)
    assert read(tmp_path).observations == {}
    put("metrics.csv", "date,metric,value\n")(tmp_path)
    assert read(tmp_path).observations == {}


def test_the_fingerprint_is_that_of_the_names_and_bytes_read(tmp_path: Path) -> None:
    first = read(write_folder(tmp_path / "one")).fingerprint
    second = write_folder(tmp_path / "two")
    put("notes.txt", "not read")(second)
    assert read(second).fingerprint == first
    put("costs.csv", FILES["costs.csv"] + "\n")(second)
    assert read(second).fingerprint != first
    assert len(first) == 64
