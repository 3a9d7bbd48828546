"""Past pairs with a planted worth, for tests of what is learned from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from levier.forecasting.recalibration import PastPairs

SLOPES = {"human": 0.4, "ai": 0.9}


def planted(seed: int, count: int, slopes: Mapping[str, float] = SLOPES) -> PastPairs:
    """Forecasts of authors of whose hopes a share ``slopes`` comes true, spread 1 %."""
    generator = np.random.default_rng(seed)
    authors = [list(slopes)[place % len(slopes)] for place in range(count)]
    forecasts = generator.uniform(0.02, 0.15, count)
    truth = np.array([slopes[one] for one in authors]) * forecasts
    truth = truth + generator.normal(0, 0.01, count)
    sds = generator.uniform(0.005, 0.02, count)
    return pairs(forecasts, generator.normal(truth, sds), sds, authors)


def pairs(
    forecasts: Sequence[float] | np.ndarray,
    measured: Sequence[float] | np.ndarray,
    sds: Sequence[float] | np.ndarray,
    authors: Sequence[str] = (),
) -> PastPairs:
    size = len(forecasts)
    return PastPairs(
        np.asarray(forecasts, dtype=np.float64),
        np.full(size, 0.02**2),
        np.asarray(measured, dtype=np.float64),
        np.asarray(sds, dtype=np.float64),
        {"author": list(authors) or [""] * size},
        tuple(str(place) for place in range(size)),
    )
