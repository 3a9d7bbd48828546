"""The bets of the demonstration: something to do, to leave, to test and to hire for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from levier.forecasting.elicitation import elicit
from levier.language import LANGUAGES
from levier.workspace.choosing.drawn import Drawing
from levier.workspace.choosing.results import Left, Source, Verdict
from levier.workspace.choosing.run import run_choose
from levier.workspace.demonstration.writing import write
from levier.workspace.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    from levier.language import Language
    from levier.workspace.model import Workspace


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_something_to_choose_learn_and_hire_for(
    tmp_path: Path, language: Language
) -> None:
    workspace = read(write(tmp_path / "company", language=language))
    assert {one.file for one in workspace.warnings} & {"opportunities.csv"} == set()
    found = run_choose(workspace)
    assert "e-invoices" in found.chosen.solutions
    assert {Left.EXCLUDED, Left.CAPACITY} <= {one.reason for one in found.left}
    assert {Verdict.RUN, Verdict.SKIP} <= {one.verdict for one in found.tests}
    assert any(one.hire and one.gain > (one.price or 0) for one in found.more)
    assert found.nets["marketplace"] is not None
    assert found.answer[1]["fr"].startswith("À tester ensuite")


def test_a_rejected_decision_is_valued_by_its_forecast(tmp_path: Path) -> None:
    workspace = read(write(tmp_path / "company"))
    row = next(one for one in workspace.opportunities if one.id == "marketplace")
    drawn = Drawing(workspace, workspace.portfolio, 4000, 0).solution(row)
    assert drawn.source is Source.FORECAST
    assert drawn.gross is not None
    # The author hopes for +10.5 % of subscriptions worth 235 € each; seven tenths are believed.
    sold = workspace.observations["subscriptions"]
    year = sold.values[sold.dates > sold.dates[-1] - np.timedelta64(365, "D")].sum()
    hoped = 0.7 * elicit(0.045, 0.105, 0.175).mean * year * 235
    assert drawn.gross.mean() == pytest.approx(hoped * drawing_discount(workspace), rel=0.04)


def drawing_discount(workspace: Workspace) -> float:
    return Drawing(workspace, workspace.portfolio, 1, 0).discount
