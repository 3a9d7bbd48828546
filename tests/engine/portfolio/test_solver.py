"""The solver is silent, stops after a count of nodes, and says when it stopped before its proof."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest
from scipy.sparse import csr_array

from levier.portfolio.bets import Bets, Limit, LimitKind, Risk
from levier.portfolio.selection import select
from levier.portfolio.solver import Effort, Programme, silence, solve
from levier.portfolio.worst_draws import tail_mean

NOISY = """
import ctypes
from levier.portfolio.solver import silence
C = ctypes.CDLL(None)
print("before", flush=True)
C.printf(b"first\\n")
with silence():
    C.printf(b"buffered by C\\n")
    C.puts(b"too")
C.printf(b"last\\n")
C.fflush(None)
try:
    with silence():
        C.puts(b"unheard")
        raise ValueError
except ValueError:
    print("after", flush=True)
"""
CLOSED = """
import os, sys
from levier.portfolio.solver import silence
os.close(1)
with silence():
    done = "done"
print(done, file=sys.stderr)
"""
UNEVEN = """
import numpy as np
from levier.portfolio.bets import Bets, Limit, LimitKind
from levier.portfolio.selection import select
chance = np.random.default_rng(5)
for n in range(40):
    use = chance.lognormal(3, 0.6, (20, 40)) * chance.choice([-1, 1, 1, 1], 40)
    limits = tuple(Limit(LimitKind.CASH, str(k), one, 90.0) for k, one in enumerate(use))
    found = select(Bets(tuple(map(str, range(40))), chance.lognormal(8, 1, (40, 1)), limits))
    assert found is not None and found.proven
"""


def _written(script: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", script]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=dict(os.environ))


@pytest.mark.skipif(sys.platform == "win32", reason="the C library is loaded by another name")
def test_what_is_written_below_python_stays_there_and_no_more() -> None:
    assert _written(NOISY).stdout == "before\nfirst\nlast\nafter\n"


def test_a_process_without_an_output_solves_all_the_same() -> None:
    assert _written(CLOSED).stderr == "done\n"


def test_choices_of_uneven_amounts_write_nothing() -> None:
    assert _written(UNEVEN).stdout == ""


def test_python_writes_again_afterwards(capfd: pytest.CaptureFixture[str]) -> None:
    with silence():
        os.write(1, b"unheard")
    print("heard")
    assert capfd.readouterr().out == "heard\n"


def _hard_bets() -> Bets:
    chance = np.random.default_rng(3)
    limits = tuple(
        Limit(LimitKind.BUDGET, str(n), chance.uniform(1, 9, 40), 60.0) for n in range(5)
    )
    names = tuple(f"b{n}" for n in range(40))
    return Bets(names, chance.normal(10, 9, (40, 60)), limits)


def test_a_solve_that_is_stopped_says_how_far_it_may_be() -> None:
    bets, risk = _hard_bets(), Risk(0.5, tail=0.1)
    stopped, again, whole = (
        select(bets, risk, effort=Effort(0.0, nodes)) for nodes in (1, 1, 50_000)
    )
    assert stopped is not None
    assert whole is not None
    assert stopped == again
    assert not stopped.proven
    assert whole.proven
    assert stopped.objective <= whole.objective + 1e-6 <= stopped.bound + 2e-6


def test_the_objective_is_that_of_what_is_chosen() -> None:
    bets = _hard_bets()
    found = select(bets, Risk(0.5, tail=0.1))
    assert found is not None
    totals = bets.values[list(found.chosen)].sum(axis=0)
    expected = 0.5 * totals.mean() + 0.5 * tail_mean(totals, 0.1)
    assert found.objective == pytest.approx(expected)


def test_not_found_yet_is_not_none() -> None:
    # One equality over forty coins: the solver stopped at once has nothing, and there is an answer.
    chance = np.random.default_rng(1)
    coins = chance.integers(10_000, 99_999, 40).astype(np.float64)
    total = np.array([coins[::2].sum()])
    programme = Programme(
        -coins / 1e5,
        np.ones(40, dtype=np.intp),
        np.zeros(40),
        np.ones(40),
        csr_array(coins[None, :] / 1e5),
        total / 1e5 - 5e-4,
        total / 1e5,
    )
    found = solve(programme, Effort(0.0, 0))
    assert found is not None
    assert found.bound == pytest.approx(-total[0] / 1e5, rel=1e-3)


def test_bounds_that_cross_have_no_solution() -> None:
    one = np.ones(1)
    rows = csr_array(np.ones((1, 1)))
    crossed = Programme(one, np.ones(1, dtype=np.intp), one, 0 * one, rows, 0 * one, one)
    assert solve(crossed, Effort(0.0, 10)) is None
