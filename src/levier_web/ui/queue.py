"""What the worker's queue holds: a job that a crash kept from it is given to it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

if TYPE_CHECKING:
    from django_tasks.base import Task


def queued(job: Task[Any, Any], *given: int) -> bool:
    """Whether a job with these arguments waits for a worker."""
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=job.module_path)
    return waiting.filter(args_kwargs={"args": list(given), "kwargs": {}}).exists()
