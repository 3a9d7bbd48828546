"""The one door to HiGHS: it stops after a count of nodes, never of seconds, and it is silent.

HiGHS (Huangfu and Hall 2018, *Mathematical Programming Computation* 10, 119-142) writes a line of
its own to standard output, whatever its options, when it repairs a choice that is whole to a
millionth and breaks a limit once rounded: rows of uneven amounts make such choices. What it writes
is therefore kept from the output at the level where it writes.
"""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    Array = NDArray[np.float64]

_INFEASIBLE = 2
_OUTPUT = 1
_ONE_AT_A_TIME = Lock()
"""Two solves at once would each put the other's silence back in place of the output."""


@dataclass(frozen=True, slots=True)
class Effort:
    """When the solver may stop; the same on every machine.

    Attributes
    ----------
    gap
        It is this near to the best there is, as a share of it.
    nodes
        It has looked at so many branches; what it found is then told with its gap.
    """

    gap: float
    nodes: int


_UNTIL_DONE = Effort(0.0, 2**31 - 1)


@dataclass(frozen=True, slots=True)
class Programme:
    """A mixed integer programme: the least ``costs @ x`` with ``low <= matrix @ x <= high``.

    Attributes
    ----------
    costs, whole, least, most
        (V,) cost of each variable, whether it is whole (1) or not (0), and its bounds.
    matrix, low, high
        (R, V), (R,), (R,).
    """

    costs: Array
    whole: NDArray[np.intp]
    least: Array
    most: Array
    matrix: csr_array
    low: Array
    high: Array


@dataclass(frozen=True, slots=True)
class Solved:
    """A solution (V,), and the cost under which none lies."""

    x: Array
    bound: float


def solve(programme: Programme, effort: Effort) -> Solved | None:
    """Solve a programme within an effort, without a word.

    Parameters
    ----------
    programme
        With costs and rows near one in size.
    effort
        When to stop. When it stops before anything was found, any solution is sought, however long
        that takes, so that "none" is never said for "not found yet".

    Returns
    -------
    Solved
        None when there is no solution.
    """
    if (programme.least > programme.most).any():
        return None
    found, bound, status = _asked(programme, effort)
    if found is None and status != _INFEASIBLE:
        free = replace(programme, costs=np.zeros_like(programme.costs))
        found, _, _ = _asked(free, _UNTIL_DONE)
    if found is not None and not np.isfinite(bound):
        relaxed = replace(programme, whole=np.zeros_like(programme.whole))
        _, bound, _ = _asked(relaxed, _UNTIL_DONE)
    return None if found is None else Solved(found, bound)


def _asked(programme: Programme, effort: Effort) -> tuple[Array | None, float, int]:
    rows = LinearConstraint(programme.matrix, programme.low, programme.high)
    with silence():
        answer = milp(
            programme.costs,
            integrality=programme.whole,
            bounds=Bounds(programme.least, programme.most),
            constraints=[rows] if programme.matrix.shape[0] else None,
            options={"mip_rel_gap": effort.gap, "node_limit": effort.nodes},
        )
    bound = answer.fun if answer.mip_dual_bound is None else answer.mip_dual_bound
    return answer.x, -np.inf if bound is None else float(bound), int(answer.status)


@contextmanager
def silence() -> Iterator[None]:
    """Send to nowhere what the process writes to its standard output below Python."""
    with _ONE_AT_A_TIME:
        _write_out()
        try:
            kept = os.dup(_OUTPUT)
        except OSError:  # a process without an output has none to protect
            yield
            return
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, _OUTPUT)
            os.close(nowhere)
            yield
        finally:
            _write_out()
            os.dup2(kept, _OUTPUT)
            os.close(kept)


def _write_out() -> None:
    """Empty the buffer of C, which would else be written once the output is back."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL("ucrtbase" if sys.platform == "win32" else None).fflush(None)
