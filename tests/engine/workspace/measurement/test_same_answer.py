"""Same data and seed, same answer, whatever the order of rows; and the future is unknown."""

from __future__ import annotations

import json
import random
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from tests.engine.workspace.measurement.company import (
    EXACT_DATES,
    START,
    arms,
    company,
    decided,
    decision,
    expects,
    measured,
    metric,
    observed,
    on,
    reasons,
    values,
)

import levier
from levier.workspace.model import Cost, DesignChoice, Observations, Workspace
from levier.workspace.writing.json import to_json, write_json

if TYPE_CHECKING:
    from pathlib import Path

    from levier.workspace.results import Results


def document(results: Results) -> dict[str, Any]:
    """Give the JSON without the fingerprint of the files, which is of their bytes."""
    found = to_json(results)
    found["provenance"].pop("fingerprint")
    return found


def shuffled(path: Path, seed: int) -> None:
    first, *rows = path.read_text(encoding="utf-8").splitlines()
    random.Random(seed).shuffle(rows)  # noqa: S311 - a test's shuffle
    path.write_text("\n".join([first, *rows]) + "\n", encoding="utf-8")


def test_the_order_of_rows_changes_nothing(
    demo_folder: Path, demo: Results, tmp_path: Path
) -> None:
    folder = shutil.copytree(demo_folder, tmp_path / "shuffled")
    for rank, path in enumerate(sorted(folder.glob("*.csv"))):
        shuffled(path, rank)
    again = levier.measure(folder, draws=400)
    assert again.provenance.fingerprint != demo.provenance.fingerprint
    assert json.dumps(document(again)) == json.dumps(document(demo))


def crowded() -> Workspace:
    """Three decisions on two metrics, two authors, costs, a test."""
    names = ("one", "two", "three")
    return company(
        metrics={"orders": metric(value_per_unit=(1, 2, 3)), "visits": metric("visits")},
        observations={
            "orders": observed(values({100: 0.1, 130: 0.05, 160: -0.05})),
            "visits": observed(values({100: 0.1}, seed=2)),
        },
        decisions=decided(*(decision(name, 100 + 30 * k) for k, name in enumerate(names))),
        expectations=(
            *(expects(name, low=0.01, mid=0.03, high=0.1) for name in names),
            expects("one", low=0.02, mid=0.08, high=0.2, author="ai"),
            expects("one", "visits", low=0.02, mid=0.08, high=0.2),
        ),
        experiments=arms("two"),
        costs=(Cost(on(50), 0.1, "one"), Cost(on(60), 0.2, "two"), Cost(on(70), 0.7, "one")),
    )


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("first", "second"):
        write_json(measured(crowded()), tmp_path / name)
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()


def test_another_seed_draws_otherwise_and_says_nearly_the_same() -> None:
    other = replace(EXACT_DATES, seed=5)
    first, second = (
        measured(replace(crowded(), measurement=options)) for options in (EXACT_DATES, other)
    )
    assert first.portfolio.value != second.portfolio.value
    for one, two in zip(first.effects, second.effects, strict=True):
        assert one.effect == two.effect
        assert one.verdict is two.verdict


def test_rows_of_an_observed_series_may_come_in_any_order_of_units() -> None:
    series = np.concatenate([values(), values(seed=2)])
    dates = np.tile(np.datetime64(on(0)) + np.arange(len(values())), 2)
    units = np.repeat(np.array(["north", "south"], dtype=object), len(values()))
    order = np.random.default_rng(1).permutation(len(series))
    answers = [
        measured(company(observations={"orders": Observations(dates[k], series[k], units[k])}))
        for k in (np.arange(len(series)), order)
    ]
    assert document(answers[0]) == document(answers[1])


def cut(workspace: Workspace, days: int) -> Workspace:
    """Take away everything after a day."""
    last = np.datetime64(on(days))
    return replace(
        workspace,
        observations={
            name: Observations(one.dates[one.dates <= last], one.values[one.dates <= last])
            for name, one in workspace.observations.items()
        },
        costs=tuple(cost for cost in workspace.costs if cost.date <= on(days)),
    )


@pytest.mark.parametrize("day", [139, 150, 175])
def test_pretending_an_earlier_day_is_having_only_what_was_known(day: int) -> None:
    pretended = measured(crowded(), as_of=on(day))
    assert document(pretended) == document(measured(cut(crowded(), day), as_of=on(day)))


def test_days_of_the_week_on_which_the_shop_will_open_later_are_not_known() -> None:
    """Closed on Sundays until day 160, open after: before, a Sunday is no missing day."""
    series = values({START: 0.1})
    sunday = np.arange(len(series)) % 7 == 6
    series[sunday & (np.arange(len(series)) < 160)] = np.nan
    whole = company(observations={"orders": observed(series)})
    pretended = measured(whole, as_of=on(150))
    assert document(pretended) == document(measured(cut(whole, 150), as_of=on(150)))


def test_a_test_that_had_not_ended_is_not_known() -> None:
    later = tuple(replace(arm, starts_on=on(150), ends_on=on(180)) for arm in arms(lift=0.5))
    with_test = company(experiments=later)
    pretended = measured(with_test, as_of=on(170))
    assert document(pretended) == document(measured(company(), as_of=on(170)))
    assert measured(with_test, as_of=on(180)).effects[0].design.value == "experiment"


def test_a_test_to_come_is_not_answered() -> None:
    later = tuple(replace(arm, starts_on=on(150), ends_on=on(180)) for arm in arms())
    asked = expects(design=DesignChoice.EXPERIMENT)
    results = measured(company(experiments=later, expectations=(asked,)), as_of=on(140))
    assert reasons(results) == {("change", "orders"): "no_experiment"}


def test_a_forecast_stated_afterwards_is_not_known() -> None:
    late = expects(low=0.3, mid=0.4, high=0.5, stated_on=on(190))
    early = expects(low=0.05, mid=0.1, high=0.2, author="ai", stated_on=on(100))
    pretended = measured(company(expectations=(early, late)), as_of=on(180))
    assert document(pretended) == document(measured(company(expectations=(early,)), as_of=on(180)))
