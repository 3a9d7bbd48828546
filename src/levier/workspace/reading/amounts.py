"""Amounts of money as exact fractions of what was written."""

from __future__ import annotations

from fractions import Fraction


def exact(amount: float) -> Fraction:
    """Give the decimal number that was written: the shortest that reads as this float.

    Exact for amounts of up to fifteen significant digits.
    """
    return Fraction(repr(amount))
