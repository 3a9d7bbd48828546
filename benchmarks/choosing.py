"""How much work a choice among many bets is, and how good its frontier.

    .venv/bin/python -m benchmarks.choosing [folders]

Each folder is drawn from a seed: three teams, eight requirements, a budget and a cash floor. Counts
are those of the solver; CPU is told as a multiple of that of the choice among a third as many bets.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from unittest.mock import patch

import numpy as np
from scipy.optimize import milp
from tests.engine.workspace.choosing.many_bets import write_many_bets

from levier.workspace.choosing.asked import ChooseOptions
from levier.workspace.choosing.results import Choice
from levier.workspace.choosing.run import run_choose
from levier.workspace.reading import read

BETS = 60


def main() -> None:
    folders = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    few, many = ([chosen(bets, seed) for seed in range(folders)] for bets in (BETS // 3, BETS))
    ratio = sum(one[2] for one in many) / sum(one[2] for one in few)
    for name, found in ((BETS // 3, few), (BETS, many)):
        solves = [one[1] for one in found]
        proven = sum(one[0].proven for one in found)
        gaps = [one[0].frontier_gap / one[0].chosen.value.mean for one in found]
        print(
            f"{name} bets, {folders} folders: {np.mean(solves):.0f} solves a folder "
            f"({min(solves)} to {max(solves)}), {proven} of {folders} choices proven, frontier "
            f"within {np.median(gaps):.1%} of the choice's value (at worst {max(gaps):.1%})"
        )
    print(f"{BETS} bets take {ratio:.1f} times the CPU of {BETS // 3}")


def chosen(bets: int, seed: int) -> tuple[Choice, int, float]:
    """Choose in one folder; count the solves and the seconds of CPU."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = read(write_many_bets(Path(folder), bets, min(8, bets // 3), seed), ())
    with patch("levier.portfolio.solver.milp", side_effect=milp) as counted:
        began = time.process_time()
        found = run_choose(workspace, ChooseOptions(as_of=date(2026, 7, 1)))
        return found, counted.call_count, time.process_time() - began


if __name__ == "__main__":
    main()
