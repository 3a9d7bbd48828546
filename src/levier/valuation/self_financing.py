"""Whether a product has paid for itself and may fund the next one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from levier.errors import InvalidArgument

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

SURE = 0.9
"""Chance from which a product is said to fund the next: nine in ten."""


class Funding(StrEnum):
    """What the account of a product allows."""

    MAY_FUND = "may_fund"
    """It has paid for itself, and what it brings covers what is asked of it."""
    NOT_YET = "not_yet"
    """It has not, or does not."""
    NOT_ENOUGH = "not_enough"
    """The ranges do not allow to say."""


@dataclass(frozen=True, slots=True)
class SelfFinancing:
    """The answer for one product.

    Attributes
    ----------
    verdict
        By ``chance`` against ``sure``.
    chance
        That the surplus covers what is asked.
    safe
        The surplus that is there with nine chances in ten, zero at least: what may be put into
        the next product without lending.
    """

    verdict: Funding
    chance: float
    safe: float


def self_financing(surplus: Array, asked: Array | float = 0.0, sure: float = SURE) -> SelfFinancing:
    """Tell whether a product may fund the next.

    Parameters
    ----------
    surplus
        (d,) draws of all that it has brought less all that it has cost.
    asked
        What the next product needs, a number or (d,) draws; zero: only that it has paid for itself.
    sure
        Chance from which the answer is yes; below one minus it the answer is no.

    Raises
    ------
    InvalidArgument
        When ``sure`` is no chance above one half.
    """
    if not 0.5 < sure < 1:
        msg = f"sure must be between 0.5 and 1, got {sure}"
        raise InvalidArgument(msg)
    chance = float(np.mean(surplus >= asked))
    safe = max(0.0, float(np.quantile(surplus, 1 - sure)))
    if chance >= sure:
        return SelfFinancing(Funding.MAY_FUND, chance, safe)
    verdict = Funding.NOT_YET if chance <= 1 - sure else Funding.NOT_ENOUGH
    return SelfFinancing(verdict, chance, safe)
