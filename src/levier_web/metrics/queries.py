"""What pages and other rooms read of the metrics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier_web.metrics.standing import standing_rows

if TYPE_CHECKING:
    from collections.abc import Collection

    from levier_web.metrics.observed import Rows


def current_observations(metric_ids: Collection[int] | None = None) -> Rows:
    """Give the rows that stand, of all metrics or of those named: see ``standing_rows``."""
    return standing_rows(metric_ids)
