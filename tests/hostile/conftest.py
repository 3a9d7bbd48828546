"""The cast of the application's tests, and what a refused act leaves in the audit log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.web.conftest import (  # noqa: F401 - fixtures
    ada,
    ana,
    bob,
    browser_of,
    by_role,
    checkout,
    company,
    eve,
    fatou,
    obi,
    olga,
    paul,
    search_team,
    tribe,
)

from levier_web.organisation.models import AuditLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from levier_web.organisation.models import Person


@pytest.fixture
def refused_lines(db: None) -> Callable[[Person | None], list[str]]:
    """Give what the audit log keeps of what somebody tried."""

    def lines(who: Person | None) -> list[str]:
        kept = AuditLine.objects.filter(actor=who, action__startswith="refused.")
        return [line.removeprefix("refused.") for line in kept.values_list("action", flat=True)]

    return lines
