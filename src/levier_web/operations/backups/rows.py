"""Rows as lines of JSON and back, exact: cents, microseconds and bytes are what they were."""

from __future__ import annotations

import base64
import json
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from django.apps.registry import Apps

BATCH = 1000
LEFT_OUT = frozenset({"contenttypes.contenttype", "auth.permission", "sessions.session"})
"""Made anew by the set-up, or gone with a sign-in; everybody signs in again after a restore."""

Field = models.Field[Any, Any]


def tables(apps: Apps) -> list[type[models.Model]]:
    """Give every table in an order that does not depend on the installation."""
    found = apps.get_models(include_auto_created=True)
    kept = [one for one in found if one._meta.managed and one._meta.label_lower not in LEFT_OUT]
    return sorted(kept, key=lambda one: one._meta.label_lower)


def columns(model: type[models.Model]) -> Sequence[Field]:
    """Give the fields of a table that hold values."""
    return model._meta.local_concrete_fields


def lines(model: type[models.Model]) -> Iterator[str]:
    """Write each row of a table as one line, in the order of its key."""
    fields = columns(model)
    names = [field.attname for field in fields]
    rows: models.QuerySet[Any, Any] = models.QuerySet(model)
    rows = rows.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=BATCH):
        yield json.dumps([_plain(value) for value in row], ensure_ascii=False)


def insert(model: type[models.Model], written: Iterable[str], names: Sequence[str]) -> int:
    """Put lines back into an empty table, as they were: nothing is stamped anew."""
    fields = [model._meta.get_field(name) for name in names]
    count = 0
    for batch in _batches(written):
        made = [_object(model, fields, json.loads(line)) for line in batch]
        # What Django's own loading of fixtures does, many rows at a time.
        models.QuerySet(model)._insert(made, fields=columns(model), raw=True)  # type: ignore[attr-defined]
        count += len(made)
    return count


def _object(
    model: type[models.Model], fields: Sequence[Any], values: Sequence[Any]
) -> models.Model:
    given = {
        field.attname: _value(field, value) for field, value in zip(fields, values, strict=True)
    }
    return model(**given)


def _value(field: Field, value: Any) -> Any:  # noqa: ANN401 - of any type
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    related = field.target_field if isinstance(field, models.ForeignKey) else field
    return related.to_python(value)


def _plain(value: Any) -> Any:  # noqa: ANN401 - of any type
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes | bytearray | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return value


def _batches(written: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for line in written:
        batch.append(line)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
