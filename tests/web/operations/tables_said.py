"""Prints the tables of a database, part by part, in an order of its own: run apart.

Columns stand in a table in the order in which they came, so a table is a set of parts here.
"""

from __future__ import annotations

import json

import django

POSTGRESQL = {
    "column": """SELECT table_name || '.' || column_name, concat_ws(' ', data_type,
        character_maximum_length, is_nullable, column_default, is_identity, collation_name)
        FROM information_schema.columns WHERE table_schema = 'public'""",
    "constraint": """SELECT conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "index": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "trigger": """SELECT tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid)
        FROM pg_trigger WHERE NOT tgisinternal""",
}


def pieces(text: str) -> list[str]:
    """Cut what stands between the outer brackets at the commas that no bracket holds."""
    found, depth, start = [], 0, text.index("(") + 1
    for at, character in enumerate(text):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if (character == "," and depth == 1) or (character == ")" and depth == 0):
            found.append(text[start:at].strip())
            start = at + 1
    return sorted(found)


def embedded() -> dict[str, object]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {
            f"{kind} {name}": pieces(sql) if kind == "table" else sql
            for kind, name, sql in cursor.fetchall()
            if not name.startswith("sqlite_")
        }


def server() -> dict[str, object]:
    from django.db import connection

    said: dict[str, object] = {}
    with connection.cursor() as cursor:
        for kind, question in POSTGRESQL.items():
            cursor.execute(question)
            said |= {f"{kind} {name}": definition for name, definition in cursor.fetchall()}
    return said


if __name__ == "__main__":
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    found = embedded() if connection.vendor == "sqlite" else server()
    print(json.dumps(found, sort_keys=True))
