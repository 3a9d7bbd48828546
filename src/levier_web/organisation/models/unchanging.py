"""Rows that are added and never changed or removed."""

from __future__ import annotations

from typing import NoReturn

from django.db import models


class ChangedForbidden(Exception):  # noqa: N818 - reads as what happened
    """A fault of the program: a row that never changes was about to be changed."""


class UnchangingRows(models.QuerySet):  # type: ignore[type-arg]
    """Rows that are only added and read."""

    def update(self, **_fields: object) -> NoReturn:
        """Refuse: write a new row instead."""
        raise ChangedForbidden(f"{self.model.__name__} rows are never changed: add a new one")

    def delete(self) -> NoReturn:
        """Refuse: write a reversing row instead."""
        raise ChangedForbidden(f"{self.model.__name__} rows are never removed: reverse them")


class Unchanging(models.Model):
    """The base of what is append-only."""

    objects = UnchangingRows.as_manager()

    class Meta:
        """No table of its own."""

        abstract = True

    def save(self, *args: object, **kwargs: object) -> None:
        """Write the row once."""
        if not self._state.adding:
            raise ChangedForbidden(f"{type(self).__name__} rows are never changed: add a new one")
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def delete(self, *_args: object, **_kwargs: object) -> NoReturn:
        """Refuse: write a reversing row instead."""
        raise ChangedForbidden(f"{type(self).__name__} rows are never removed: reverse them")
