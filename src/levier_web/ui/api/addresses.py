"""Where programs find a row: for what is said of it elsewhere, in webhooks."""

from __future__ import annotations

from django.urls import get_resolver

ADDRESSES: dict[str, str] = {}
"""Table, as the audit log names it, to the address of one of its rows by number."""


def addressed(**tables: str) -> None:
    """Say where programs find the rows of some tables: ``signals_signal="/signals/{id}"``."""
    ADDRESSES.update({name.replace("_", ".", 1): path for name, path in tables.items()})


def address_of(table: str, number: str) -> str | None:
    """Give the address of one row within the interface, if it has one."""
    get_resolver().url_patterns  # noqa: B018 - loads the rooms, once: a worker has not asked for them
    path = ADDRESSES.get(table)
    return f"/api/v1{path}".replace("{id}", number) if path else None
