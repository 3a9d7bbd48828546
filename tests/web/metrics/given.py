"""What several tests of this room say in the same way."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import polars as pl

from levier_web.metrics.observed import SCHEMA
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from levier_web.metrics.observed import Rows

FIRST = date(2025, 1, 1)


def table(*rows: tuple[Any, ...]) -> Rows:
    """Make rows of (metric, day number, value[, unit[, weight[, published]]])."""
    whole = [(*row, *(None,) * (6 - len(row))) for row in rows]
    return pl.DataFrame(
        [(m, FIRST + timedelta(d), u, v, w, p) for m, d, v, u, w, p in whole],
        schema=SCHEMA,
        orient="row",
    )


class Refused:
    """Expects a refusal of one key."""

    def __init__(self, key: str) -> None:
        self.key = key

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, _trace: object) -> bool:
        assert isinstance(error, Refusal), f"expected the refusal {self.key}"
        assert error.key == self.key
        return True
