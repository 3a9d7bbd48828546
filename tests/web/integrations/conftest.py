"""An address that receives, on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.web.integrations.receiver import Receiver, receiving

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.OUTGOING_HOSTS = frozenset({"localhost"})
    with receiving() as told:
        yield told
