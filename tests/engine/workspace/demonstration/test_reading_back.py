"""The demonstration is a workspace like any other: it is read without a fault or a remark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from levier.language import LANGUAGES, Language
from levier.workspace.demonstration import write
from levier.workspace.model import Grain, Kind, PeriodKind
from levier.workspace.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    from levier.workspace.model import Workspace


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return read(write(tmp_path_factory.mktemp("demo")))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("seed", [1, 17])
def test_no_fault_and_no_remark(tmp_path: Path, language: Language, seed: int) -> None:
    found = read(write(tmp_path / "demo", seed=seed, language=language))
    assert found.warnings == ()
    assert found.company.name == "Compas & Filoche"


def test_its_size_is_that_of_a_real_company(workspace: Workspace) -> None:
    assert len(workspace.metrics) == 16
    assert len(workspace.decisions) == 28
    assert len({(one.decision, one.metric) for one in workspace.experiments}) == 5
    assert len({one.decision for one in workspace.exposures}) == 4
    assert len(workspace.costs) > 250
    assert {rate.team for rate in workspace.rates} == {None, "Plateforme"}


def test_two_full_years_end_on_30_june_2026(workspace: Workspace) -> None:
    visits = workspace.observations["visits"].dates
    assert (str(visits[0]), str(visits[-1]), len(visits)) == ("2024-07-01", "2026-06-30", 730)
    churn = workspace.observations["churn"].dates
    assert (str(churn[-1]), len(churn)) == ("2026-06-22", 104)


def test_values_look_real(workspace: Workspace) -> None:
    for name, metric in workspace.metrics.items():
        seen = workspace.observations[name]
        assert (seen.values > 0).all()
        if metric.kind is Kind.COUNT:
            assert (seen.values % 1 == 0).all()
        if metric.kind is Kind.RATIO:
            assert seen.weights is not None
            numerators = seen.values * seen.weights
            assert (seen.values <= 1).all()
            assert np.abs(numerators - np.round(numerators)).max() < 1e-3


@pytest.mark.parametrize(
    ("name", "count", "first"),
    [
        ("demos", 8, "2024-07-01"),
        ("partner-orders", 8, "2024-07-01"),
        ("starter-packs", 36, "2025-09-29"),
    ],
)
def test_units_add_up_to_a_metric(workspace: Workspace, name: str, count: int, first: str) -> None:
    observed = workspace.observations[name]
    assert observed.units is not None
    assert len(set(observed.units)) == count
    assert str(observed.dates[0]) == first
    assert workspace.metrics[name].grain is Grain.WEEK


def test_the_faults_of_measurement_are_there(workspace: Workspace) -> None:
    days = workspace.observations["tickets"].dates
    missing = np.arange(days[0], days[-1] + 1)[~np.isin(np.arange(days[0], days[-1] + 1), days)]
    assert [str(day) for day in (missing[0], missing[-1])] == ["2025-02-17", "2025-02-23"]
    assert len(missing) == 7
    declared = {period.kind: period for period in workspace.periods}
    outage = declared[PeriodKind.OUTAGE]
    visits = workspace.observations["visits"]
    during = (visits.dates >= np.datetime64(outage.starts_on)) & (
        visits.dates <= np.datetime64(str(outage.ends_on))
    )
    assert visits.values[during].mean() < 0.5 * np.median(visits.values)
    assert declared[PeriodKind.DEFINITION].metrics == ("activation",)
