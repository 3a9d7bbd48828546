"""Restoring a backup into an empty installation, as of the Levier that made it, then upgraded."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from levier_web.operations import schema
from levier_web.operations.backups import rows
from levier_web.operations.backups.manifest import FORMAT, Manifest, chains, ledger_total
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.apps.registry import Apps
    from django.db import models

LARGEST_MANIFEST = 20 * 1024 * 1024


def read_manifest(path: Path) -> Manifest:
    """Read what a backup says of itself.

    Raises
    ------
    Refusal
        When it is no backup.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo("manifest.json").file_size > LARGEST_MANIFEST:
                raise Refusal("operations.restore.not_a_backup", file=path.name)
            given = json.loads(archive.read("manifest.json"))
        manifest = Manifest.read(given)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError) as wrong:
        raise Refusal("operations.restore.not_a_backup", file=path.name) from wrong
    if manifest.format != FORMAT:
        raise Refusal("operations.restore.not_a_backup", file=path.name)
    return manifest


def check(path: Path) -> Manifest:
    """Read a backup from end to end against its own fingerprints; nothing is written.

    Raises
    ------
    Refusal
        With the first part that is not what the manifest says.
    """
    manifest = read_manifest(path)
    with zipfile.ZipFile(path) as archive:
        for name, table in manifest.tables.items():
            _demand(archive, f"rows/{name}.jsonl", table.sha256)
        for name, digest in manifest.files.items():
            _demand(archive, f"files/{name}", digest)
    return manifest


def restore(path: Path) -> Manifest:
    """Put a backup back into an empty installation, and prove that it is the same.

    1. Check every part against its fingerprint.
    2. Build the tables as of the migrations of the backup.
    3. Put the rows in, in one transaction.
    4. Upgrade to this Levier; put the files in.
    5. Compare the chains and the ledger with the manifest.

    Raises
    ------
    Refusal
        When the backup is damaged or of a later Levier, when the installation is not empty, or
        when what came out is not what went in.
    """
    manifest = check(path)
    _demand_empty()
    apps = _as_of(manifest)
    with zipfile.ZipFile(path) as archive, transaction.atomic():
        _fill(archive, manifest, apps)
    call_command("migrate", verbosity=0, interactive=False)
    _put_files(path, manifest)
    _demand_same(manifest)
    return manifest


def _demand(archive: zipfile.ZipFile, name: str, expected: str) -> None:
    digest = hashlib.sha256()
    try:
        with archive.open(name) as part:
            while piece := part.read(1024 * 1024):
                digest.update(piece)
    except (KeyError, zipfile.BadZipFile, OSError) as wrong:
        raise Refusal("operations.restore.damaged", part=name) from wrong
    if digest.hexdigest() != expected:
        raise Refusal("operations.restore.damaged", part=name)


def _demand_empty() -> None:
    with connection.cursor() as cursor:
        if "organisation_person" not in connection.introspection.table_names(cursor):
            return
        cursor.execute("SELECT COUNT(*) FROM organisation_person")
        if cursor.fetchone()[0]:
            raise Refusal("operations.restore.not_empty")


def _as_of(manifest: Manifest) -> Apps:
    """Build the tables as they were, and give the models of that day."""
    executor = MigrationExecutor(connection)
    known = set(executor.loader.graph.nodes)
    wanted = {(app, name) for app, names in manifest.migrations.items() for name in names}
    if missing := sorted(wanted - known - set(executor.loader.replacements)):
        raise Refusal(
            "operations.restore.later", made_by=manifest.levier, step="/".join(missing[0])
        )
    if known <= wanted and schema.is_empty(connection.alias):
        return schema.build(connection.alias)
    targets = _leaves(executor, wanted & known)
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


def _leaves(executor: MigrationExecutor, wanted: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give the migrations that no other wanted one of the same room follows."""
    followed = {
        parent.key
        for key in wanted
        for parent in executor.loader.graph.node_map[key].parents
        if parent.key[0] == key[0]
    }
    return sorted(wanted - followed)


def _fill(archive: zipfile.ZipFile, manifest: Manifest, apps: Apps) -> None:
    found = {one._meta.label_lower: one for one in rows.tables(apps)}
    filled: list[type[models.Model]] = []
    with connection.constraint_checks_disabled():
        for name, table in manifest.tables.items():
            if table.rows == 0:
                continue
            model = found.get(name)
            if model is None:
                raise Refusal("operations.restore.damaged", part=name)
            with connection.cursor() as cursor:  # what migrations themselves put in
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608
            rows.insert(model, _lines(archive, name), table.columns)
            filled.append(model)
    connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), filled):
            cursor.execute(statement)


def _lines(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    with archive.open(f"rows/{name}.jsonl") as part:
        yield from io.TextIOWrapper(part, encoding="utf-8", newline="\n")


def _put_files(path: Path, manifest: Manifest) -> None:
    root = Path(settings.MEDIA_ROOT).resolve()
    with zipfile.ZipFile(path) as archive:
        for name in manifest.files:
            pure = PurePosixPath(name)
            if pure.is_absolute() or ".." in pure.parts:
                raise Refusal("operations.restore.damaged", part=name)
            target = root / pure
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(f"files/{name}"))


def _demand_same(manifest: Manifest) -> None:
    if chains() != manifest.chains:
        raise Refusal("operations.restore.other_chains")
    if ledger_total() != manifest.ledger:
        raise Refusal("operations.restore.other_ledger", before=manifest.ledger, now=ledger_total())
