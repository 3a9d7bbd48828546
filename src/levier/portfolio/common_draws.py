"""Random numbers that belong to a name, so that the order of rows changes nothing.

Every uncertain input has its own stream, drawn from its name and the seed: two bets are compared
in the same futures (common random numbers), and adding a bet leaves the others' draws as they were.
The draws are stratified, one in each of S slices of equal probability (McKay, Beckman and Conover
1979, *Technometrics* 21, 239-245), so that the mean of one input is nearly exact.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

from levier.arguments import at_least

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


def probabilities(name: str, draws: int, seed: int) -> Array:
    """Draw (S,) numbers between 0 and 1, one in each of S equal slices, in random order.

    Parameters
    ----------
    name
        Whose numbers they are; the same name and seed always give the same.
    draws
        S, at least 1.
    seed
        Zero or more.

    Raises
    ------
    InvalidArgument
        When there is nothing to draw.
    """
    at_least(1, draws, "draws")
    digest = hashlib.sha256(f"{seed}/{name}".encode()).digest()
    generator = np.random.default_rng(int.from_bytes(digest[:16]))
    return (generator.permutation(draws) + generator.random(draws)) / draws
