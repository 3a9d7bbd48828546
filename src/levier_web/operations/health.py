"""Whether this process answers, and whether it can do its work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryFile

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

WAITS = timedelta(minutes=10)
"""A job that waits longer than this has no worker to take it."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must be so."""

    name: str
    passed: bool


def checks() -> list[Check]:
    """Look at the database, its tables, the folder of files, the worker."""
    answers = _database_answers()
    return [
        Check("database", answers),
        Check("migrations", answers and _migrated()),
        Check("files", _files_can_be_written()),
        Check("worker", answers and _jobs_are_taken()),
    ]


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _migrated() -> bool:
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError:
        return False
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _files_can_be_written() -> bool:
    folder = Path(settings.MEDIA_ROOT)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _jobs_are_taken() -> bool:
    late = DBTaskResult.objects.ready().filter(enqueued_at__lt=timezone.now() - WAITS)
    try:
        return not late.exists()
    except DatabaseError:
        return False
