"""For every test: a slow machine is no failure, so no example of a law is timed.

In CI the library draws the same examples each time; that is kept."""

from __future__ import annotations

import gc

from hypothesis import HealthCheck, settings

settings.register_profile(
    "untimed",
    parent=settings.get_profile(settings.get_current_profile_name()),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("untimed")


def pytest_collection_finish() -> None:
    """Spare each collection of garbage the modules and tests, which stay: a tenth of the time."""
    gc.collect()
    gc.freeze()
