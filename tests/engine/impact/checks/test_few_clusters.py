"""How many clusters stand behind an answer."""

from __future__ import annotations

import pytest

from levier.impact.checks.few_clusters import check_few_clusters
from levier.impact.checks.result import CheckStatus


@pytest.mark.parametrize(
    ("smallest", "status"), [(9, CheckStatus.INFORMATIVE), (10, CheckStatus.PASSED)]
)
def test_under_ten_clusters_in_an_arm_are_said_to_be_few(
    smallest: int, status: CheckStatus
) -> None:
    found = check_few_clusters({"control": 30, "new": smallest})
    assert (found.status, found.figure) == (status, float(smallest))
    for language in ("en", "fr"):
        assert str(30 + smallest) in found.sentence[language]
