"""Several authors as one: between them, and wider when they disagree."""

from __future__ import annotations

import pytest

from levier.errors import InvalidArgument
from levier.forecasting.elicitation import elicit
from levier.forecasting.pooling import pool

CAUTIOUS = elicit(0.00, 0.02, 0.04)
BOLD = elicit(0.05, 0.10, 0.20)


def test_one_author_is_left_as_is() -> None:
    alone = pool([BOLD])
    assert alone.mean == pytest.approx(BOLD.mean)
    assert alone.variance == pytest.approx(BOLD.variance)
    assert [alone.quantile(p) for p in (0.1, 0.5, 0.9)] == pytest.approx([0.05, 0.10, 0.20])


def test_quantiles_undo_the_cdf_of_the_mixture() -> None:
    both = pool([CAUTIOUS, BOLD], weights=[3, 1])
    for level in (0.01, 0.1, 0.5, 0.74, 0.9, 0.99):
        assert float(both.cdf(both.quantile(level))) == pytest.approx(level, abs=1e-9)


def test_disagreement_widens() -> None:
    both = pool([CAUTIOUS, BOLD])
    assert CAUTIOUS.mean < both.mean < BOLD.mean
    between = (BOLD.mean - CAUTIOUS.mean) ** 2 / 4
    within = (CAUTIOUS.variance + BOLD.variance) / 2
    assert both.variance == pytest.approx(within + between)


def test_weights_must_fit() -> None:
    for weights in ([1.0], [1.0, 0.0], [1.0, -2.0]):
        with pytest.raises(InvalidArgument, match="one positive weight"):
            pool([CAUTIOUS, BOLD], weights)
    with pytest.raises(InvalidArgument, match="for 0"):
        pool([])
