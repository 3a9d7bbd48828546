"""Making a backup while people work: everything is read as of one moment."""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from levier.workspace.writing.atomic import replacing
from levier_web.operations.backups import rows
from levier_web.operations.backups.manifest import FORMAT, Manifest, Table, chains, ledger_total

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db import models

PIECE = 1024 * 1024
OWN_EYES = 0o600
"""A backup holds what people wrote and the keys of their sign-ins."""


def make(path: Path) -> Manifest:
    """Write a backup of the whole installation to ``path``, whole or not at all.

    Raises
    ------
    OSError
        When the file cannot be written.
    """
    with replacing(path) as temporary:
        with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive, _one_moment():
            found = {model._meta.label_lower: _table(archive, model) for model in rows.tables(apps)}
            manifest = Manifest(
                format=FORMAT,
                made_at=timezone.now().isoformat(),
                levier=version("levier"),
                migrations=_migrations(),
                tables=found,
                chains=chains(),
                ledger=ledger_total(),
                files=_files(archive),
            )
            archive.writestr("manifest.json", json.dumps(manifest.as_json(), indent=1))
        os.chmod(temporary, OWN_EYES)
    return manifest


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read as of one moment, holding nobody back: what is written meanwhile is for the next one."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")  # the application's own transactions take the lock
            try:
                yield
            finally:
                cursor.execute("COMMIT")
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _table(archive: zipfile.ZipFile, model: type[models.Model]) -> Table:
    digest, count = hashlib.sha256(), 0
    name = f"rows/{model._meta.label_lower}.jsonl"
    with archive.open(name, "w", force_zip64=True) as part, io.BufferedWriter(part) as buffer:
        for line in rows.lines(model):
            written = f"{line}\n".encode()
            digest.update(written)
            buffer.write(written)
            count += 1
    names = [field.name for field in rows.columns(model)]
    return Table(names, count, digest.hexdigest())


def _migrations() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        found.setdefault(app, []).append(name)
    return found


def _files(archive: zipfile.ZipFile) -> dict[str, str]:
    root, found = Path(settings.MEDIA_ROOT), {}
    for path in sorted(one for one in root.rglob("*") if one.is_file() and not one.is_symlink()):
        name = path.relative_to(root).as_posix()
        found[name] = _fingerprint(path)
        archive.write(path, f"files/{name}")
    return found


def _fingerprint(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()
