"""The forecast of a decision is believed as far as the forecasts of the past came true here."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.engine.workspace.choosing.bets_folder import bets_workspace

from levier.forecasting.elicitation import elicit
from levier.forecasting.priors import prior_of_relative_effect
from levier.workspace.choosing.asked import ChooseOptions
from levier.workspace.choosing.learned import Learned
from levier.workspace.choosing.run import run_choose
from levier.workspace.inputs.past_forecasts import PastForecast
from levier.workspace.model import Decision, Expectation, Observations

if TYPE_CHECKING:
    from pathlib import Path

    from levier.workspace.model import Workspace

DAY = date(2026, 7, 1)
ASKED = ChooseOptions(as_of=DAY, draws=1000)


def _past(count: int, share: float, measured_on: date = date(2026, 1, 1)) -> list[PastForecast]:
    """Write forecasts of which that share came true."""
    return [
        PastForecast(
            decision=f"old-{n}",
            author="human",
            stated_on=date(2025, 1, 1 + n),
            measured_on=measured_on,
            outcome=share * (0.05 + 0.01 * n),
            metric="orders",
            low=0.03 + 0.01 * n,
            mid=0.05 + 0.01 * n,
            high=0.07 + 0.01 * n,
            outcome_sd=0.005,
        )
        for n in range(count)
    ]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Let the voice be worth what its decision is expected to do."""
    found = bets_workspace(tmp_path_factory.mktemp("bets"))
    rows = tuple(
        replace(row, decision="voice", value=None) if row.id == "voice" else row
        for row in found.opportunities
    )
    days = np.arange("2026-01-01", "2026-06-30", dtype="datetime64[D]")
    observed = Observations(dates=days, values=np.full(len(days), 100.0))
    stated = Expectation("voice", "orders", low=0.02, mid=0.06, high=0.1)
    return replace(
        found,
        opportunities=rows,
        observations={"orders": observed},
        decisions={"voice": Decision(id="voice", title="Voice", starts_on=date(2026, 9, 1))},
        expectations=(stated,),
    )


def _net(workspace: Workspace, past: list[PastForecast]) -> tuple[float, int, str]:
    found = run_choose(replace(workspace, past_forecasts=tuple(past)), ASKED)
    net = found.nets["voice"]
    assert net is not None
    told = " ".join(one["en"] for one in found.assumptions)
    return net.mean, found.forecast_pairs, told


def test_what_came_true_is_believed(workspace: Workspace) -> None:
    none, half, whole = (_net(workspace, past) for past in ([], _past(20, 0.2), _past(20, 1.0)))
    assert half[0] < none[0] < whole[0]
    assert (none[1], half[1], whole[1]) == (0, 20, 20)
    assert "seven tenths" in none[2]
    assert "as far as 20 of the past came true here" in half[2]


def test_what_is_not_known_yet_changes_nothing(workspace: Workspace) -> None:
    later = _past(20, 0.0, date(2026, 7, 2))
    assert _net(workspace, later) == _net(workspace, [])


def test_a_decision_is_not_judged_by_its_own_outcome(workspace: Workspace) -> None:
    own = [replace(one, decision="voice") for one in _past(20, 0.0)]
    assert _net(workspace, own) == _net(workspace, [])


def test_the_order_of_the_past_changes_nothing(workspace: Workspace) -> None:
    past = _past(8, 0.5)
    assert _net(workspace, past) == _net(workspace, past[::-1])


def test_without_a_pair_the_default_is_kept(tmp_path: Path) -> None:
    learned = Learned.from_history(bets_workspace(tmp_path), DAY, {"voice"})
    forecast = elicit(0.02, 0.06, 0.1)
    assert learned.pairs == 0
    assert learned.worth is None
    assert learned.prior(forecast, {}) == prior_of_relative_effect(forecast)
