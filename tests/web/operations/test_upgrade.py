"""The database of the release before is upgraded, and everything that it held still stands.

``previous/`` holds databases that the release before wrote: a measured company with one
decision decided. Upgraded step by step, its tables are those that an empty database is given at
once.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from tests.web.operations.test_backups import empty_database, kinds

PREVIOUS = Path(__file__).parent / "previous"
LEDGER = "4651.08"
STANDS = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("makemigrations", check=True, dry_run=True, verbosity=0)
from django.db.models import Sum
from django.test import Client
from levier_web.decisions.models import Decision
from levier_web.ledger.models import Entry
from levier_web.organisation import audit
from levier_web.organisation.models import Person
assert audit.first_broken() is None
print(f"{Entry.objects.aggregate(total=Sum('p50'))['total']:.2f}", Decision.objects.count())
for name in ("olga", "ana"):
    browser = Client(headers={"host": "localhost"})
    person = Person.objects.get(email=f"{name}@example.org")
    browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    for path in ("/ledger/", "/decisions/", "/decisions/new-export/", "/metrics/", "/impact/"):
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
    packed = (PREVIOUS / "levier-0.1.0.sqlite3.gz").read_bytes()
    (data / "levier.sqlite3").write_bytes(gzip.decompress(packed))


def server(url: str) -> None:
    import psycopg

    parts = urlsplit(url)
    text = gzip.decompress((PREVIOUS / "levier-0.1.0.sql.gz").read_bytes()).decode()
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
            assert said(data, url, "-c", STANDS) == f"{LEDGER} 2"
            upgraded = json.loads(said(data, url, str(SAYING)))
            made_at_once = json.loads(said(tmp_path / f"{kind}-first", first_url, str(SAYING)))
            assert len(upgraded) > 100
            assert any(name.startswith("trigger ") for name in upgraded)
            assert upgraded == made_at_once
