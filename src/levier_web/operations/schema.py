"""The tables of an empty database, made at once as the last of the steps leaves them.

Played one by one, the steps make the same tables and cost ten times as much: at each of them
Django describes anew all that stands about the people (decision 0062). A test holds what is made
here against what the database of the release before becomes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

if TYPE_CHECKING:
    from django.db.migrations.state import StateApps


def is_empty(alias: str) -> bool:
    """Say whether a database holds no table at all, the list of its steps apart."""
    database = connections[alias]
    steps = MigrationRecorder(database)
    with database.cursor() as cursor:
        tables = set(database.introspection.table_names(cursor))
    return tables <= {steps.Migration._meta.db_table} and not steps.applied_migrations()


def build(alias: str) -> StateApps:
    """Make every table of an empty database, and note every step as taken; all of it or nothing.

    Returns the models as the last steps leave them.
    """
    database = connections[alias]
    loader = MigrationLoader(database)
    apps = loader.project_state().apps
    steps = MigrationRecorder(database)
    steps.ensure_schema()
    with database.schema_editor(atomic=True) as editor:
        for model in apps.get_models():
            if model._meta.can_migrate(database):
                editor.create_model(model)
        for app, name in sorted(loader.disk_migrations):
            steps.record_applied(app, name)
    return apps
