"""What a service refuses, by its key, whatever the language."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def refused(key: str) -> Iterator[None]:
    """Expect a refusal, worded, with this key of the room of the organisation."""
    with pytest.raises(Refusal) as found:
        yield
    assert found.value.key == f"organisation.refused.{key}"
    assert str(found.value)
