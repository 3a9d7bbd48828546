"""``migrate``, as Django has it, but for an empty database: its tables are made at once."""

from __future__ import annotations

from typing import Any

from django.core.management.commands.migrate import Command as OfDjango

from levier_web.operations import schema


class Command(OfDjango):
    """Bring the tables of the database up to this Levier."""

    def handle(self, *words: str, **options: Any) -> str | None:  # noqa: ANN401 - as Django's
        """Make the tables where there are none; then do as Django does."""
        part = options["app_label"] or options["plan"] or options["check_unapplied"]
        alias = options["database"]
        if not (part or options["fake"] or options["fake_initial"]) and schema.is_empty(alias):
            schema.build(alias)
        return super().handle(*words, **options)
