"""The database of the release before is upgraded, and everything that it held still stands.

``previous/`` holds databases that the release before wrote: the demonstration, lived and measured.
Upgraded step by step, they hold the same ledger to the cent, every line, version and value, and
their tables are those that an empty database is given at once.
"""

from __future__ import annotations

import json
import lzma
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from tests.web.operations.test_backups import empty_database, kinds

PREVIOUS = Path(__file__).parent / "previous"
HELD = """
import json
import django; django.setup()
from django.db import connection
tables = [name for name in connection.introspection.table_names() if not name.startswith(
    ("django_", "auth_", "sqlite_"))]
def rows(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [[str(cell) for cell in row] for row in cursor.fetchall()]
print(json.dumps({
    "rows": {name: rows(f"select count(*) from {name}")[0][0] for name in tables},
    "entries": rows("select id, p10, p50, p90, digest from ledger_entry order by id"),
    "costs": rows("select id, day, round(amount, 2) from decisions_cost order by id"),
    "versions": rows("select id, digest from decisions_decisionversion order by id"),
    "log": rows("select id, digest from organisation_auditline order by id"),
    "values": rows("select id, day, value from metrics_observation order by id"),
}))
"""
"""What a database of any release holds, asked of its tables."""
STANDS = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("makemigrations", check=True, dry_run=True, verbosity=0)
from django.test import Client
from levier_web.decisions.models import Decision
from levier_web.decisions.services import versions
from levier_web.ledger.services import entries
from levier_web.organisation import audit
from levier_web.organisation.models import Person
assert (audit.first_broken(), versions.first_broken(), entries.first_broken()) == (None,) * 3
decided = Decision.objects.filter(versions__isnull=False).first()
for name in ("claire", "ines"):
    browser = Client(headers={"host": "localhost"})
    person = Person.objects.get(email=f"{name}@compas-filoche.example")
    browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    for path in ("/ledger/", "/decisions/", f"/decisions/{decided.slug}/", "/metrics/",
        "/impact/", "/signals/"):
        assert browser.get(path, follow=True).status_code == 200, (name, path)
"""


SAYING = Path(__file__).parent / "tables_said.py"


def said(data: Path, url: str, *command: str) -> str:
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "LEVIER_DATA": str(data),
        "LEVIER_SECRET_KEY": "tests",
        "DJANGO_SETTINGS_MODULE": "levier_web.config.settings",
        "PYTHONWARNINGS": "ignore",
    }
    if url:
        environment["DATABASE_URL"] = url
    (data / "static").mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [sys.executable, *command], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.strip()


def embedded(data: Path) -> None:
    data.mkdir()
    packed = (PREVIOUS / "levier-0.1.0.sqlite3.xz").read_bytes()
    (data / "levier.sqlite3").write_bytes(lzma.decompress(packed))


def server(url: str) -> None:
    import psycopg

    parts = urlsplit(url)
    text = lzma.decompress((PREVIOUS / "levier-0.1.0.sql.xz").read_bytes()).decode()
    with psycopg.connect(
        host=unquote(parts.hostname or ""), user=parts.username, dbname=parts.path[1:]
    ) as opened:
        opened.execute(text)


@pytest.mark.django_db(transaction=True)
def test_what_the_release_before_wrote_still_stands(tmp_path: Path) -> None:
    for kind in kinds():
        with (
            empty_database(kind, f"levier_previous_{os.getpid()}") as url,
            empty_database(kind, f"levier_first_{os.getpid()}") as first_url,
        ):
            data = tmp_path / kind
            if kind == "sqlite":
                embedded(data)
            else:
                server(url)
            before = json.loads(said(data, url, "-c", HELD))
            after = json.loads(said(data, url, "-c", STANDS + HELD))
            assert len(before["entries"]) == 19
            assert sum(float(entry[2]) for entry in before["entries"]) == pytest.approx(1501706.19)
            for part in ("entries", "costs", "versions", "log", "values"):
                assert after[part][: len(before[part])] == before[part], part
            fewer = [
                name
                for name, count in before["rows"].items()
                if int(after["rows"].get(name, 0)) < int(count)
            ]
            assert fewer == []
            upgraded = json.loads(said(data, url, str(SAYING)))
            made_at_once = json.loads(said(tmp_path / f"{kind}-first", first_url, str(SAYING)))
            assert len(upgraded) > 100
            assert any(name.startswith("trigger ") for name in upgraded)
            assert upgraded == made_at_once
