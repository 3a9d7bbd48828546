"""Who brought the evidence, as far as the counts can say."""

from __future__ import annotations

import pytest

from levier.errors import InvalidArgument
from levier.gates.inside_outside import Origin, inside_outside


@pytest.mark.parametrize(
    ("customers", "colleagues", "origin", "alert"),
    [
        (30, 5, Origin.CUSTOMERS, False),
        (5, 30, Origin.COLLEAGUES, True),
        (6, 5, Origin.UNCLEAR, False),
        (5, 6, Origin.UNCLEAR, True),
    ],
)
def test_the_range_says_who(customers: int, colleagues: int, origin: Origin, alert: bool) -> None:
    found = inside_outside(customers, colleagues)
    assert (found.origin, found.alert) == (origin, alert)


def test_no_evidence_is_refused() -> None:
    with pytest.raises(InvalidArgument, match="at least one"):
        inside_outside(0, 0)
