"""Published answers of the MineThatData test, and standard errors recomputed from its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.reference.experiments.hillstrom import arms_of, read_customers, write_hillstrom

from levier.impact.checks.result import CheckStatus
from levier.impact.checks.sample_ratio import check_sample_ratio
from levier.impact.designs.randomised_experiment import measure_experiment
from levier.workspace.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl


@pytest.fixture(scope="module")
def customers() -> pl.DataFrame:
    return read_customers()


@pytest.mark.parametrize(
    ("metric", "control", "mens", "womens"),
    [("visit", 10.62, 18.28, 15.14), ("conversion", 0.573, 1.253, 0.884)],
)
def test_rates_are_those_published(
    customers: pl.DataFrame, metric: str, control: float, mens: float, womens: float
) -> None:
    found = measure_experiment(arms_of(customers, metric))
    rates = [found.control_mean, *(comparison.mean for comparison in found.comparisons)]
    published = np.array([control, mens, womens])
    # Published to two or three decimals of a percent: half a unit of the last one.
    assert 100 * np.array(rates) == pytest.approx(published, abs=0.005)


def test_spend_per_customer_and_its_error(customers: pl.DataFrame) -> None:
    found = measure_experiment(arms_of(customers, "spend"))
    assert [c.arm for c in found.comparisons] == ["mens", "womens"]
    assert [c.difference.value for c in found.comparisons] == pytest.approx([0.77, 0.42], abs=0.005)
    values = {str(arm): rows["spend"].to_numpy() for (arm,), rows in customers.group_by("arm")}
    for comparison in found.comparisons:
        of_means = [
            values[arm].var(ddof=1) / len(values[arm]) for arm in ("control", comparison.arm)
        ]
        assert comparison.difference.sd == pytest.approx(float(np.sqrt(sum(of_means))), rel=1e-9)


def test_both_campaigns_pay_even_when_two_are_looked_at(customers: pl.DataFrame) -> None:
    found = measure_experiment(arms_of(customers, "spend"))
    for comparison in found.comparisons:
        assert comparison.difference.simultaneous95[0] > 0
        assert comparison.adjusted_p_value < 0.01
    total = sum(c.incremental.value for c in found.comparisons)
    assert total == pytest.approx(21_307 * 0.7698 + 21_387 * 0.4244, rel=1e-3)


def test_arms_share_the_control(customers: pl.DataFrame) -> None:
    found = measure_experiment(arms_of(customers, "spend"))
    control = customers.filter(customers["arm"] == "control")["spend"].to_numpy()
    shared = control.var(ddof=1) / len(control)
    assert found.difference.covariance[0, 1] == pytest.approx(float(shared), rel=1e-9)


def test_customers_were_split_evenly(customers: pl.DataFrame) -> None:
    users = {one.arm: one.users for one in arms_of(customers, "visit")}
    assert check_sample_ratio(users).status is CheckStatus.PASSED


def test_workspace_is_complete(tmp_path: Path) -> None:
    folder = write_hillstrom(tmp_path / "hillstrom")
    assert {path.name for path in folder.iterdir()} == {
        "levier.toml",
        "metrics.csv",
        "decisions.csv",
        "expectations.csv",
        "experiments.csv",
        "costs.csv",
    }
    arms = (folder / "experiments.csv").read_text(encoding="utf-8").splitlines()
    assert "email-campaign,visit,control,21306,2262,,,2008-03-01,2008-03-14" in arms


def test_workspace_is_read_without_a_remark(tmp_path: Path) -> None:
    workspace = read(write_hillstrom(tmp_path / "hillstrom"))
    assert workspace.warnings == ()
    assert len(workspace.experiments) == 9
