"""Work done later: the removal of what is too old."""

from __future__ import annotations

from django_tasks import task

from levier_web.practices.privacy.services import retention


@task()
def sweep_now() -> None:
    """Remove what is too old; a second call on the same day does nothing."""
    retention.sweep()
