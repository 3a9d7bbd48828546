"""Whether a text is so regular that it can be cut into cells in one piece, without surprises."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_QUOTE, _LINE_FEED = ord('"'), ord("\n")


def is_regular(content: bytes, separator: str, width: int) -> bool:
    """Tell whether every line that is not blank is one record of ``width`` cells.

    Quotation marks must enclose whole cells and no line may end inside them; a mark doubled
    inside a cell closes and opens again, so that the marks before any byte, odd or even in
    number, tell whether it is inside.
    """
    codes = np.frombuffer(content, dtype=np.uint8)
    quotes = np.flatnonzero(codes == _QUOTE)
    if not _enclose(codes, quotes, ord(separator)):
        return False
    ends = np.flatnonzero(codes == _LINE_FEED)
    if len(quotes) and _inside(quotes, ends).any():
        return False
    if not content.endswith(b"\n"):
        ends = np.append(ends, len(codes))
    cuts = np.flatnonzero(codes == ord(separator))
    if len(quotes):
        cuts = cuts[~_inside(quotes, cuts)]
    found = np.diff(np.searchsorted(cuts, ends), prepend=0)
    lengths = np.diff(ends, prepend=-1) - 1
    return bool(np.all((found == width - 1) | (lengths == 0)))


def _enclose(codes: NDArray[np.uint8], quotes: NDArray[np.int64], separator: int) -> bool:
    """Tell whether each mark that opens begins a cell and each that closes ends one."""
    if len(quotes) % 2:
        return False
    edges = (separator, _LINE_FEED, _QUOTE)
    opening, closing = quotes[::2], quotes[1::2]
    before = codes[opening[opening > 0] - 1]
    after = codes[closing[closing < len(codes) - 1] + 1]
    return bool(np.isin(before, edges).all() and np.isin(after, edges).all())


def _inside(quotes: NDArray[np.int64], places: NDArray[np.int64]) -> NDArray[np.bool_]:
    return (np.searchsorted(quotes, places) % 2).astype(np.bool_)
