"""Processes killed (signal 9) with all of their work written and nothing committed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3]
PATIENCE = 300
STEP = """
import sys
import django; django.setup()
from tests.web.operations.killed import main
main(sys.argv[1])
"""
NOTHING = {"signal.posted": 0, "import.applied": 0, "workspace.applied": 0}


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Give a database of its own, of the kind that the tests run on."""
    (tmp_path / "static").mkdir()
    given = {
        **os.environ,
        "LEVIER_DATA": str(tmp_path),
        "LEVIER_SECRET_KEY": "tests",
        "DJANGO_SETTINGS_MODULE": "levier_web.config.settings",
        "PYTHONPATH": str(ROOT),
    }
    server = os.environ.get("DATABASE_URL")
    if not server:
        yield given
        return
    import psycopg

    name = f"killed_{uuid4().hex[:8]}"
    with psycopg.connect(server, autocommit=True) as opened:
        opened.execute(f"CREATE DATABASE {name}".encode())
        try:
            yield given | {"DATABASE_URL": server.rsplit("/", 1)[0] + f"/{name}"}
        finally:
            opened.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def test_nothing_is_lost_and_nothing_doubled(environment: dict[str, str]) -> None:
    python = [sys.executable, "-W", "ignore"]
    step = [*python, "-c", STEP]

    def run(*command: str) -> str:
        done = subprocess.run(
            command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True,
            timeout=PATIENCE,
        )  # fmt: skip
        return done.stdout

    run(*python, "-m", "levier_web", "migrate", "-v", "0")
    run(*step, "prepare")
    for name in ("signal", "values", "workspace"):
        with subprocess.Popen(
            [*step, name], env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "in the middle\n"
            process.kill()
        assert process.returncode == -9
    before, after = json.loads(run(*step, "again").splitlines()[-1])
    assert before == {
        "signals": 0, "values": 0, "workspaces": 0, "lines": NOTHING, "whole": True,
    }  # fmt: skip
    once = {"signal.posted": 1, "workspace.applied": 1}
    assert {name: after["lines"][name] for name in once} == once
    assert (after["signals"], after["values"], after["workspaces"]) == (1, 2, 1)
    assert after["whole"]
