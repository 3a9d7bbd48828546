"""How long a million metric rows take to read and check, and in how much memory.

Run it with ``python -m benchmarks.workspace_reading [ROWS]``. Each form is read in a process of
its own, so that its peak of memory is its own. Figures are of the machine that runs it.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import polars as pl

ROWS = 1_000_000
METRICS = 10
UNITS = 50
ENDINGS = ("csv", "quoted.csv", "french.csv", "csv.gz", "parquet")
"""``quoted.csv`` is the same text with every date and name in quotes, as R writes it, and
``french.csv`` with semicolons, decimal commas and days first."""
SEED = 20_260_101


def main(rows: int = ROWS) -> None:
    """Write the workspaces, read each in a fresh process and print a line for each."""
    print(f"{'form':<12}{'rows':>12}{'seconds':>10}{'rows/s':>12}{'peak MB':>10}")
    with tempfile.TemporaryDirectory() as folder:
        for ending in ENDINGS:
            workspace = Path(folder) / ending
            write_workspace(workspace, ending, rows)
            command = [sys.executable, "-m", "benchmarks.workspace_reading", str(workspace)]
            answer = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
            seconds, peak = (float(word) for word in answer.stdout.split())
            print(f"{ending:<12}{rows:>12,}{seconds:>10.2f}{rows / seconds:>12,.0f}{peak:>10.0f}")


def measure(workspace: Path) -> None:
    """Read one workspace and print the seconds that it took and the peak of memory in MB."""
    from levier.workspace.reading import read

    start = time.perf_counter()
    found = read(workspace)
    seconds = time.perf_counter() - start
    assert len(found.observations) == METRICS
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def write_workspace(folder: Path, ending: str, rows: int) -> None:
    """Write a panel of daily metrics by unit, with as many rows as asked."""
    folder.mkdir()
    names = [f"metric-{place}" for place in range(METRICS)]
    tables = [_TABLE.format(name=name) for name in names]
    (folder / "levier.toml").write_text(_COMPANY + "\n".join(tables), encoding="utf-8")
    decisions = "id,title,starts_on\nlaunch,Launch,2020-06-01\n"
    (folder / "decisions.csv").write_text(decisions, encoding="utf-8")
    _write(_observations(names, rows), folder, ending)


def _observations(names: list[str], rows: int) -> pl.DataFrame:
    generator = np.random.default_rng(SEED)
    place = np.arange(rows)
    day = np.datetime64("2015-01-01") + place // (METRICS * UNITS)
    return pl.DataFrame(
        {
            "date": day,
            "metric": np.array(names)[place % METRICS],
            "unit": [f"store-{unit}" for unit in place // METRICS % UNITS],
            "value": generator.normal(1000, 50, rows).round(2),
        }
    )


def _write(frame: pl.DataFrame, folder: Path, ending: str) -> None:
    if ending == "parquet":
        frame.write_parquet(folder / "metrics.parquet")
    elif ending == "csv.gz":
        frame.write_csv(folder / "metrics.csv.gz", compression="gzip")
    elif ending == "quoted.csv":
        frame.write_csv(folder / "metrics.csv", quote_style="non_numeric")
    elif ending == "french.csv":
        file = folder / "metrics.csv"
        frame.write_csv(file, separator=";", decimal_comma=True, date_format="%d/%m/%Y")
    else:
        frame.write_csv(folder / "metrics.csv")


_COMPANY = '[company]\nname = "Benchmark"\ncurrency = "EUR"\ncountry = "FR"\n\n'
_TABLE = """[metrics.{name}]
title = "{name}"
unit = "orders"
grain = "day"
direction = "up"
kind = "sum"
"""

if __name__ == "__main__":
    argument = sys.argv[1] if len(sys.argv) > 1 else str(ROWS)
    if argument.isdigit():
        main(int(argument))
    else:
        measure(Path(argument))
