"""Amounts split into whole cents that add up: the method of the largest remainder.

Each part is rounded down, and the cents left over go to the largest remainders (Hamilton's method;
Balinski and Young 2001, *Fair Representation*, chapter 2). Amounts are exact fractions, so that
neither the order of the parts nor the arithmetic of the machine can move a cent; two remainders
that are equal are settled by name.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from levier.errors import InvalidArgument

if TYPE_CHECKING:
    from collections.abc import Mapping


def split(total: int, weights: Mapping[str, Fraction]) -> dict[str, int]:
    """Split ``total`` in proportion to ``weights``.

    Parameters
    ----------
    total
        In the smallest unit of the currency; negative for a credit note.
    weights
        By name, none negative, not all zero.

    Returns
    -------
    dict
        By name in alphabetical order; the parts add up to ``total``, and each is less than one
        cent away from its exact share.

    Raises
    ------
    InvalidArgument
        When a weight is negative, or none is positive.
    """
    whole = sum(weights.values(), Fraction(0))
    if whole <= 0 or any(weight < 0 for weight in weights.values()):
        msg = (
            "an amount is split by weights that are zero or more, one at least above zero;"
            f" got {dict(weights)}"
        )
        raise InvalidArgument(msg)
    return round_together({name: total * weight / whole for name, weight in weights.items()})


def round_together(exact: Mapping[str, Fraction]) -> dict[str, int]:
    """Round amounts to whole cents whose sum is the rounded sum of the amounts.

    Parameters
    ----------
    exact
        By name, in cents; of either sign. A sum that is not a whole number of cents is rounded
        half up first.

    Returns
    -------
    dict
        By name in alphabetical order; each less than one cent away from its exact amount, or
        less than two when the sum itself had to be rounded.
    """
    total = _half_up(sum(exact.values(), Fraction(0)))
    down = {name: exact[name].__floor__() for name in sorted(exact)}
    left = total - sum(down.values())
    by_remainder = sorted(down, key=lambda name: (down[name] - exact[name], name))
    for name in by_remainder[:left]:
        down[name] += 1
    return down


def _half_up(amount: Fraction) -> int:
    return (amount + Fraction(1, 2)).__floor__()
