"""Django set up by hand, for commands that are not its own; what is missing is said in words."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import django

Needs = Literal["nothing", "database", "tables"]
"""Of the database: nothing at all, that it answers, or that Levier was started on it."""


def set_up(needs: Needs = "tables") -> None:
    """Load the settings and the rooms; stop where the database is not what the command needs."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "levier_web.config.settings")
    django.setup()
    if needs != "nothing":
        _reach(tables=needs == "tables")


def make_folder(folder: Path) -> None:
    """Make the folder of the data where it is not yet: nobody else on the machine looks into it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / "static").mkdir(exist_ok=True)


def _reach(*, tables: bool) -> None:
    from django.db import OperationalError, connection

    from levier_web.config.variables import stop

    place = connection.settings_dict
    embedded = connection.vendor == "sqlite"
    where = str(place["NAME"]) if embedded else f"{place['HOST'] or 'localhost'}/{place['NAME']}"
    if embedded and tables and _is_missing(where):
        stop("no_levier", where=where)  # before SQLite makes an empty one
    try:
        there = set(connection.introspection.table_names())
    except OperationalError as wrong:
        why = " ".join(str(wrong).split()).rstrip("?.")
        stop("no_file" if embedded else "no_database", where=where, why=why)
    if tables and "organisation_person" not in there:
        stop("no_levier", where=where)


def _is_missing(file: str) -> bool:
    in_memory = file == ":memory:" or "mode=memory" in file
    return not in_memory and not Path(file).exists()
