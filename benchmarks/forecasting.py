"""What recalibrated forecasts are worth on decisions held out, against forecasts believed as such.

    python -m benchmarks.forecasting [--companies 200]

Effects are N(1.5 %, 3 %), measured with a standard error of 1.6 %. Authors state the truth with an
error of 1.5 % (fair), twice the truth with an error of 2 % (twice), or never anything negative,
2 |truth| + 1 % (self-serving), each with a stated standard deviation of 1.5 %. Every company has
5, 10, 20 or 50 past pairs and two decisions held out; the forecast of each becomes the prior of its
measurement. Errors are root mean squares as ratios to the same decisions measured alone and with
the forecast at face value; with 400 decisions the Monte-Carlo standard error of a ratio is 0.03 to
0.05, of a coverage of 95 % one point.

`recalibrated` sums over every spread; `as measured` is the prior of `levier measure`: its moments,
and an allowance for surprises that pairs never lower under 3 %.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from levier.forecasting.elicitation import SplitNormal
from levier.forecasting.recalibration import PastPairs, recalibrate
from levier.workspace.measurement.belief import Belief as MeasureBelief
from levier.workspace.measurement.belief import Pair, StatedForecast

Array = NDArray[np.float64]
Author = Callable[[np.random.Generator, Array], Array]
Belief = tuple[float, float]
"""Mean and standard deviation of an effect."""

MEAN, SPREAD, ERROR, STATED = 0.015, 0.03, 0.0159, 0.015
HISTORIES = (5, 10, 20, 50)
HELD_OUT = 2
WAYS = ("face value", "recalibrated", "as measured")

AUTHORS: Mapping[str, Author] = {
    "fair": lambda generator, truth: generator.normal(truth, 0.015),
    "twice": lambda generator, truth: generator.normal(2 * truth, 0.02),
    "self-serving": lambda _, truth: 2 * np.abs(truth) + 0.01,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One held-out decision: the error of each way, and whether its 95 % range held."""

    alone: float
    errors: Mapping[str, float]
    held: Mapping[str, bool]


def updated(prior: Belief, measured: float) -> Belief:
    """Combine a prior with a measurement."""
    precision = prior[1] ** -2 + ERROR**-2
    mean = (prior[0] * prior[1] ** -2 + measured * ERROR**-2) / precision
    return mean, precision**-0.5


def held_out(seed: int, author: Author, history: int) -> list[Outcome]:
    """Draw one company, learn from its past, and answer its held-out decisions."""
    generator = np.random.default_rng(seed)
    truth = generator.normal(MEAN, SPREAD, history + HELD_OUT)
    forecasts, measured = author(generator, truth), generator.normal(truth, ERROR)
    past = slice(0, history)
    sds = np.full(history, ERROR)
    pairs = PastPairs(
        forecasts[past],
        np.full(history, STATED**2),
        measured[past],
        sds,
        {},
        tuple(str(place) for place in range(history)),
    )
    learned = recalibrate(pairs)
    belief = MeasureBelief((), tuple(_pair(pairs, place) for place in range(history)))
    outcomes = []
    for place in range(history, history + HELD_OUT):
        forecast = SplitNormal(float(forecasts[place]), STATED, STATED)
        mixture = learned.predict(forecast, {})
        moments = belief.prior("held out", [StatedForecast(forecast, {})], 1.0)
        priors = {
            "face value": (float(forecasts[place]), STATED),
            "recalibrated": (mixture.mean, math.sqrt(mixture.variance)),
            "as measured": (moments.mean, moments.sd),
        }
        outcomes.append(_outcome(priors, float(measured[place]), float(truth[place])))
    return outcomes


def _pair(pairs: PastPairs, place: int) -> Pair:
    return Pair(
        pairs.outcomes[place],
        {},
        pairs.outcomes[place],
        float(pairs.forecasts[place]),
        float(pairs.variances[place]),
        float(pairs.measured[place]),
        float(pairs.sds[place]),
    )


def _outcome(priors: Mapping[str, Belief], measured: float, truth: float) -> Outcome:
    answers = {way: updated(prior, measured) for way, prior in priors.items()}
    return Outcome(
        measured - truth,
        {way: mean - truth for way, (mean, _) in answers.items()},
        {way: abs(mean - truth) <= 1.96 * sd for way, (mean, sd) in answers.items()},
    )


def line(author: str, history: int, companies: int) -> str:
    """Run one row of the table."""
    outcomes = [
        outcome for seed in range(companies) for outcome in held_out(seed, AUTHORS[author], history)
    ]
    alone = _rms([one.alone for one in outcomes])
    size = {way: _rms([one.errors[way] for one in outcomes]) for way in WAYS}
    cells = [f"{size[way] / alone:.2f}" for way in WAYS]
    cells += [f"{size[way] / size['face value']:.2f}" for way in WAYS[1:]]
    held = [float(np.mean([one.held[way] for one in outcomes])) for way in WAYS]
    cells += [f"{100 * share:.1f}" for share in held]
    return f"{author:<13}{history:>5}  {alone:.4f} " + "".join(f"{cell:>9}" for cell in cells)


def _rms(errors: list[float]) -> float:
    return float(np.sqrt(np.mean(np.square(errors))))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--companies", type=int, default=200)
    companies = parser.parse_args().companies
    print(f"{companies} companies a row, {HELD_OUT} decisions held out in each\n")
    print(f"{'':<26} {'error / measured alone':^27}{'/ face value':^18}{'95 % range holds':^27}")
    heads = ("face", "recal.", "measure", "recal.", "measure", "face", "recal.", "measure")
    print(f"{'author':<13}{'pairs':>5}  {'alone':<7}" + "".join(f"{head:>9}" for head in heads))
    for author in AUTHORS:
        for history in HISTORIES:
            print(line(author, history, companies), flush=True)


if __name__ == "__main__":
    main()
