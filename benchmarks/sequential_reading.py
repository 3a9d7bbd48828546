"""How often a test of nothing proves something when one looks at it every half-day.

    python -m benchmarks.sequential_reading [--replications 2000]

The 396 streams of 78 real tests of a fashion retailer (Liu, Cardoso, Couturier and McCoy 2021,
*Datasets for online controlled experiments*, NeurIPS) hold cumulative users, means and variances
per look, and no truth. What is drawn here are tests of nothing that are looked at as the real ones
were: the sum over the users of each arm moves by independent Gaussian steps whose variances are
the real ones (users times variance, look after look), with the real numbers of users. The verdict
of each look is drawn from the difference of the means and its standard error, once as if there
were no other look and once by the sequence that holds at all of them.

The last lines look at the real streams: how many would have been called proven at some look.
Nobody knows how many of those were right.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from levier.impact.designs.randomised_experiment import Sequential
from levier.impact.designs.randomised_experiment.error_bounds import NOMINAL

Array = NDArray[np.float64]

FILE = "impact_asos_experiments/asos_digital_experiments.csv.gz"
KEY = ["experiment_id", "variant_id", "metric_id"]
SHOWN = (1, 2, 3, 5, 10, 20, 30, 50, 75, 100, 150)


@dataclass(frozen=True, slots=True)
class Stream:
    """One arm against its control on one metric, look after look.

    Attributes
    ----------
    users, means, variances
        (2, L) of the control and the treatment, since the start of the test.
    """

    users: Array
    means: Array
    variances: Array

    @property
    def errors(self) -> Array:
        """(L,) standard errors of the difference of the means."""
        return np.asarray(np.sqrt((self.variances / self.users).sum(axis=0)))

    def bounds(self, *, at_its_size: bool) -> Array:
        """(L,) standard errors that hold at all looks; ``at_its_size`` as if it had been planned.

        Without a plan the sequence is narrowest at the constant of the engine.
        """
        total = self.users.sum(axis=0)
        sequential = Sequential(float(total[-1])) if at_its_size else Sequential()
        return np.array([sequential.bound(float(users)) for users in total])

    def draw_nothing(self, replications: int, generator: np.random.Generator) -> Array:
        """Draw (replications, L) standardised differences of a test of nothing."""
        # Sums may be corrected downwards by the retailer: then nothing is added.
        clocks = np.maximum.accumulate(self.users * self.variances, axis=1)
        steps = np.sqrt(np.diff(clocks, axis=1, prepend=0.0))
        draws = generator.standard_normal((replications, *steps.shape)) * steps
        means = draws.cumsum(axis=2) / self.users
        return np.asarray((means[:, 1] - means[:, 0]) / self.errors)


@dataclass(frozen=True, slots=True)
class Alarms:
    """Shares of tests of nothing that prove something, by number of the look.

    Attributes
    ----------
    tests
        (L,) streams that had that many looks.
    once, once_so_far
        (L,) at the look, and at it or an earlier one, read as if it were the only look.
    valid, valid_so_far
        (L,) the same by the sequence.
    overall
        Any look of the whole test: once, by the sequence, by one planned at its real size.
    """

    tests: NDArray[np.int64]
    once: Array
    once_so_far: Array
    valid: Array
    valid_so_far: Array
    overall: tuple[float, float, float]


def read_streams(path: Path) -> list[Stream]:
    """Read the streams; looks without a variance (nobody but one user yet) are left out."""
    variances = (pl.col("variance_c") > 0) & (pl.col("variance_t") > 0)
    rows = pl.read_csv(path, infer_schema_length=None).drop_nulls().filter(variances)
    groups = rows.sort("time_since_start").group_by(KEY, maintain_order=True)
    return [_stream(rows) for _, rows in groups]


def _stream(rows: pl.DataFrame) -> Stream:
    users, means, variances = (
        rows.select(f"{name}_c", f"{name}_t").to_numpy().T for name in ("count", "mean", "variance")
    )
    return Stream(users, means, variances)


def false_alarms(streams: Sequence[Stream], replications: int, seed: int = 0) -> Alarms:
    """Draw tests of nothing along each stream and count what they prove."""
    longest = max(stream.users.shape[1] for stream in streams)
    tests = np.zeros(longest, dtype=np.int64)
    sums = np.zeros((4, longest))
    overall = np.zeros(3)
    generator = np.random.default_rng(seed)
    for stream in streams:
        z = np.abs(stream.draw_nothing(replications, generator))
        looks = z.shape[1]
        once, valid = z > NOMINAL, z > stream.bounds(at_its_size=False)
        planned = z > stream.bounds(at_its_size=True)
        tests[:looks] += 1
        for row, crossed in enumerate((once, _so_far(once), valid, _so_far(valid))):
            sums[row, :looks] += crossed.mean(axis=0)
        overall += [one.any(axis=1).mean() for one in (once, valid, planned)]
    once_now, once_so_far, valid_now, valid_so_far = sums / tests
    once_any, valid_any, planned_any = (overall / len(streams)).tolist()
    everywhere = (once_any, valid_any, planned_any)
    return Alarms(tests, once_now, once_so_far, valid_now, valid_so_far, everywhere)


def proven_for_real(streams: Sequence[Stream]) -> tuple[int, int, int]:
    """Count the real streams proven at some look read once, at the last, by the sequence."""
    z = [np.abs(np.diff(one.means, axis=0)[0]) / one.errors for one in streams]
    once = [bool((values > NOMINAL).any()) for values in z]
    last = [bool(values[-1] > NOMINAL) for values in z]
    pairs = zip(z, streams, strict=True)
    valid = [bool((values > one.bounds(at_its_size=False)).any()) for values, one in pairs]
    return sum(once), sum(last), sum(valid)


def _so_far(crossed: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return np.logical_or.accumulate(crossed, axis=1)


def table(alarms: Alarms) -> Iterator[str]:
    """Write one line per look, in per cent."""
    yield "look  streams   read once: now   so far   by the sequence: now   so far"
    for look in SHOWN:
        if look > len(alarms.tests):
            break
        at = look - 1
        yield (
            f"{look:4d}  {alarms.tests[at]:7d}   {alarms.once[at]:14.1%}"
            f"  {alarms.once_so_far[at]:7.1%}"
            f"   {alarms.valid[at]:20.2%}  {alarms.valid_so_far[at]:7.2%}"
        )
    once, valid, planned = alarms.overall
    yield f"at any look of the whole test: read once {once:.1%}, by the sequence {valid:.2%}"
    yield f"by a sequence planned at the size that the test came to: {planned:.2%}"


def _data_folder() -> Path:
    named = os.environ.get("LEVIER_REFERENCE_DATA")
    return Path(named) if named else Path(__file__).parents[2] / "shared" / "data"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replications", type=int, default=2_000)
    arguments = parser.parse_args()
    streams = read_streams(_data_folder() / FILE)
    for line in table(false_alarms(streams, arguments.replications)):
        print(line)
    once, last, valid = proven_for_real(streams)
    print(f"of {len(streams)} real streams: proven at some look read once {once}, ", end="")
    print(f"at the last look {last}, by the sequence {valid}")


if __name__ == "__main__":
    main()
