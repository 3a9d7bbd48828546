"""A worker that dies, or is taken for dead, in the middle of a measurement."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

import levier
from levier.workspace.demonstration.writing import write
from levier_web.impact.folder import write_folder
from levier_web.impact.models import Effect, Measurement
from levier_web.impact.services import asking, storing

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 90.0
PREPARE = """
import sys
from pathlib import Path
import django; django.setup()
from levier_web.exchange.services.bringing import bring_folder
from levier_web.organisation.models import Membership, Person, Role
olga = Person.objects.create_user("olga@example.org", "a long enough password", name="Olga")
Membership.objects.create(person=olga, role=Role.OWNER)
bring_folder(olga, Path(sys.argv[1]))
"""
REVIVE = """
from datetime import timedelta
import django; django.setup()
from django.utils import timezone
from levier_web.impact.services.asking import revive
print(revive(timezone.now() + timedelta(hours=1)))
"""


@pytest.mark.django_db
def test_the_answer_of_a_worker_taken_for_dead_is_left_aside(
    brought_in: None, tmp_path: Path
) -> None:
    asked = Measurement.objects.create(reason="asked")
    first = asking.begin(asked.pk)
    assert first is not None
    assert asking.begin(asked.pk) is None
    assert asking.revive(timezone.now() + timedelta(hours=1)) == 1
    second = asking.begin(asked.pk)
    assert second is not None
    write_folder(tmp_path)
    results = levier.measure(tmp_path, draws=200)
    assert not storing.keep(first, results)
    assert storing.keep(second, results)
    assert not storing.keep(first, results)
    assert Effect.objects.count() == len(results.effects) + len(results.not_measured)


def test_a_killed_worker_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    data, folder = tmp_path / "data", tmp_path / "folder"
    (data / "static").mkdir(parents=True)
    write(folder, seed=1, language="en")
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "LEVIER_DATA": str(data),
        "LEVIER_SECRET_KEY": "tests",
        "DJANGO_SETTINGS_MODULE": "levier_web.config.settings",
    }

    def run(*words: str) -> str:
        command = [sys.executable, "-W", "ignore", *words]
        return subprocess.run(
            command, env=environment, check=True, capture_output=True, text=True, timeout=PATIENCE
        ).stdout

    def states() -> tuple[list[str], int]:
        # Asked of the file itself: a process for each question would slow the worker down.
        with closing(sqlite3.connect(data / "levier.sqlite3", timeout=10)) as opened:
            told = opened.execute("SELECT state FROM impact_measurement ORDER BY id").fetchall()
            (effects,) = opened.execute("SELECT COUNT(*) FROM impact_effect").fetchone()
        return [state for (state,) in told], int(effects)

    def worker() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-W", "ignore", "-m", "levier_cli", "worker"]
        return subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    run("-m", "levier_web", "migrate", "-v", "0")
    run("-c", PREPARE, str(folder))
    killed = worker()
    try:
        _until(lambda: states()[0] == ["running"])
    finally:
        killed.send_signal(signal.SIGKILL)
        killed.wait(timeout=10)
    assert states() == (["running"], 0)
    assert run("-c", REVIVE).strip() == "1"
    again = worker()
    try:
        _until(lambda: states()[0] == ["done"])
        found = states()[1]
    finally:
        again.terminate()
        again.wait(timeout=30)
    assert found > 0
    assert states() == (["done"], found)


def _until(true: object) -> None:
    end = time.monotonic() + PATIENCE
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.05)
