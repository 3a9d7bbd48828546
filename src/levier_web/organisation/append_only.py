"""The database itself refuses to change or remove a row of a chain.

What the application never does, somebody at the database's own prompt is refused too; who lifts the
protection there leaves the chain broken, which ``levier audit verify`` shows. The protection is put
back after each migration, since SQLite makes a table anew to change it.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection, transaction

from levier_web.organisation.chains import CHAINS

if TYPE_CHECKING:
    from collections.abc import Iterator

SAID = "rows of this table are never changed or removed"
SQLITE = """
CREATE TRIGGER IF NOT EXISTS {name} BEFORE {act} ON {table}
BEGIN SELECT RAISE(ABORT, '{said}'); END
"""
POSTGRESQL = """
CREATE OR REPLACE FUNCTION levier_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{said}' USING ERRCODE = 'integrity_constraint_violation'; END $$;
DROP TRIGGER IF EXISTS {name} ON {table};
CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH {each}
EXECUTE FUNCTION levier_append_only();
"""


def guard(**_sent: object) -> None:
    """Protect every chain whose table is there; safe to call again."""
    with transaction.atomic(), connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for table in sorted(_tables() & there):
            for act, name in _named(table):
                cursor.execute(_statement(table, act, name))


def unguard() -> None:
    """Lift the protection: for a restore, which writes every row anew, and for tests."""
    with transaction.atomic(), connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for table in sorted(_tables() & there):
            for _, name in _named(table):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


@contextmanager
def lifted() -> Iterator[None]:
    """Lift the protection for as long as a restore takes."""
    unguard()
    try:
        yield
    finally:
        guard()


def after_migrating(**_sent: object) -> None:
    """Put the protection back, unless these are tests that break chains on purpose."""
    if settings.GUARD_CHAINS:
        guard()


def _tables() -> set[str]:
    return {chain.model._meta.db_table for chain in CHAINS.values()}


def _named(table: str) -> list[tuple[str, str]]:
    acts = ["UPDATE", "DELETE"] + (["TRUNCATE"] if connection.vendor == "postgresql" else [])
    return [(act, f"{table}_never_{act.lower()}") for act in acts]


def _statement(table: str, act: str, name: str) -> str:
    form = POSTGRESQL if connection.vendor == "postgresql" else SQLITE
    each = "STATEMENT" if act == "TRUNCATE" else "ROW"
    return form.format(table=table, act=act, name=name, said=SAID, each=each)
