"""Every total is a sum of draws: where each effect is one figure, sums are exact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from levier.workspace.measurement.answered import Answer, MoneyDraws
from levier.workspace.measurement.portfolio import add_up
from levier.workspace.results import Grade, Portfolio, Verdict

if TYPE_CHECKING:
    from levier.workspace.results import GroupTotal, Results

DRAWS = 200


def summed(demo: Results, draws: np.ndarray) -> Portfolio:
    """Add up the demonstration's effects as if the draws of each were a row of ``draws``."""
    answers = [
        Answer(effect, None if effect.money is None else MoneyDraws.plain(row))
        for effect, row in zip(demo.effects, draws, strict=True)
    ]
    return add_up(demo.workspace, answers, demo.as_of)


@pytest.fixture(scope="module")
def certain(demo: Results) -> tuple[Portfolio, np.ndarray]:
    """Effects of 1, 2, 4, 8… so that any sum tells what is in it."""
    figures = 2.0 ** np.arange(len(demo.effects))
    return summed(demo, np.repeat(figures[:, None], DRAWS, axis=1)), figures


def expected(demo: Results, figures: np.ndarray, verdicts: set[Verdict]) -> float:
    return float(
        sum(
            figure
            for effect, figure in zip(demo.effects, figures, strict=True)
            if effect.in_total and effect.verdict in verdicts
        )
    )


def test_the_total_holds_what_is_in_total_and_nothing_else(
    demo: Results, certain: tuple[Portfolio, np.ndarray]
) -> None:
    portfolio, figures = certain
    assert portfolio.value.p50 == expected(demo, figures, set(Verdict))
    assert portfolio.proven.p50 == expected(demo, figures, {Verdict.GAIN, Verdict.LOSS})
    declared = [k for k, effect in enumerate(demo.effects) if effect.grade is Grade.E]
    assert portfolio.declared is not None
    assert portfolio.declared.p50 == sum(figures[k] for k in declared)


@pytest.mark.parametrize(
    "name", ["by_grade", "by_team", "by_product", "by_origin", "by_stage", "by_quarter"]
)
def test_groups_add_up_to_the_total(certain: tuple[Portfolio, np.ndarray], name: str) -> None:
    portfolio, _ = certain
    groups: dict[str, GroupTotal] = getattr(portfolio, name)
    assert sum(group.value.p50 for group in groups.values()) == portfolio.value.p50
    for group in groups.values():
        assert group.net.p50 == pytest.approx(group.value.p50 - group.cost)


def test_opposite_errors_cancel_in_the_total(demo: Results) -> None:
    """Two effects told apart badly: each is uncertain, their sum is certain."""
    in_total = [k for k, effect in enumerate(demo.effects) if effect.in_total]
    noise = np.random.default_rng(1).standard_normal(DRAWS)
    draws = np.zeros((len(demo.effects), DRAWS))
    draws[in_total[0]], draws[in_total[1]] = 5 + noise, 5 - noise
    value = summed(demo, draws).value
    assert value.high95 - value.low95 == pytest.approx(0, abs=1e-9)
    assert value.p50 == pytest.approx(10)
