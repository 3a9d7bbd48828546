"""A backup put back gives the same company, row for row, on both kinds of database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection
from tests.web.impact.conftest import brought_in, small_folder

from levier_web.decisions.models import Cost
from levier_web.impact.jobs import measure_company
from levier_web.impact.services import asking
from levier_web.ledger.models import Entry
from levier_web.operations.backups.making import make
from levier_web.operations.backups.restoring import check, restore
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from levier_web.operations.backups.manifest import Manifest
    from levier_web.organisation.models import Person

__all__ = ["brought_in", "small_folder"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def archive(brought_in: None, olga: Person, tmp_path: Path) -> Path:
    """A measured company with a cost of a third, a file, and text of every kind."""
    measure_company.call(asking.measure_now(olga).pk)
    Cost.objects.create(day=date(2026, 1, 5), amount="0.333333", category="é\u202f€ \U0001f40d\n=x")
    kept = Path(settings.MEDIA_ROOT) / "brought" / "é.bin"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(bytes(range(256)))
    path = tmp_path / "backup.zip"
    make(path)
    return path


@contextmanager
def empty_database(kind: str, name: str) -> Iterator[str]:
    """Give the address of an empty database of a kind; the embedded one has none."""
    if kind == "sqlite":
        yield ""
        return
    parts = urlsplit(os.environ["DATABASE_URL"])
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        yield urlunsplit(parts._replace(path=f"/{name}"))
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def levier(data: Path, url: str, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "LEVIER_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "levier_web.config.settings",
        "LEVIER_SECRET_KEY": "tests",
    }
    if url:
        environment["DATABASE_URL"] = url
    command = [sys.executable, "-m", "levier_cli", *words, "--language", "en"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def kinds() -> list[str]:
    return (
        ["sqlite", "postgresql"] if "postgres" in os.environ.get("DATABASE_URL", "") else ["sqlite"]
    )


def test_it_gives_the_same_rows_files_and_ledger(archive: Path, tmp_path: Path) -> None:
    before = check(archive)
    assert before.chains["entries"][0] == Entry.objects.count() > 0
    for kind in kinds():
        with empty_database(kind, f"levier_restored_{os.getpid()}") as url:
            data = tmp_path / kind
            done = levier(data, url, "restore", str(archive))
            assert done.returncode == 0, done.stderr
            assert "same ledger to the cent" in done.stdout
            again = tmp_path / f"{kind}.zip"
            assert levier(data, url, "backup", str(again)).returncode == 0
            after = check(again)
            assert after.tables == before.tables
            assert (after.ledger, after.chains, after.files) == (
                before.ledger,
                before.chains,
                before.files,
            )
            assert (data / "files" / "brought" / "é.bin").read_bytes() == bytes(range(256))
            full = levier(data, url, "restore", str(archive))
            assert full.returncode == 1
            assert "already" in full.stderr


def changed(archive: Path, into: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(into, "w") as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return into


def refused(path: Path) -> str:
    with pytest.raises(Refusal) as found:
        restore(path)
    return found.value.key


def test_what_is_damaged_later_or_no_backup_is_refused_before_anything_is_written(
    archive: Path, tmp_path: Path
) -> None:
    def cent(name: str, content: bytes) -> bytes:
        return content.replace(b"0.333333", b"0.433333") if "cost" in name else content

    def without(name: str, content: bytes) -> bytes | None:
        return None if name.endswith("organisation.person.jsonl") else content

    def later(name: str, content: bytes) -> bytes:
        if name != "manifest.json":
            return content
        manifest = json.loads(content)
        manifest["migrations"]["ledger"].append("9999_of_tomorrow")
        return json.dumps(manifest).encode()

    assert refused(changed(archive, tmp_path / "a.zip", cent)) == "operations.restore.damaged"
    assert refused(changed(archive, tmp_path / "b.zip", without)) == "operations.restore.damaged"
    assert refused(archive) == "operations.restore.not_empty"
    other = tmp_path / "c.zip"
    other.write_text("not a zip", encoding="utf-8")
    assert refused(other) == "operations.restore.not_a_backup"
    with pytest.raises(Refusal, match="9999_of_tomorrow"):
        emptied_restore(changed(archive, tmp_path / "d.zip", later))


def emptied_restore(path: Path) -> Manifest:
    from levier_web.operations.backups import restoring

    return restoring._as_of(restoring.check(path))  # type: ignore[return-value]


def test_a_path_that_leaves_the_folder_is_refused(archive: Path, tmp_path: Path) -> None:
    from levier_web.operations.backups.restoring import _put_files

    manifest: Any = check(archive)
    manifest.files["../outside"] = "0" * 64
    with pytest.raises(Refusal):
        _put_files(archive, manifest)
    assert not (Path(settings.MEDIA_ROOT).parent / "outside").exists()


def test_nobody_else_may_read_it(archive: Path) -> None:
    assert archive.stat().st_mode & 0o077 == 0
