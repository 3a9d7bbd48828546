"""A database, files and processes apart, for what is killed: of the kind that the tests run on."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
PATIENCE = 300
STEP = """
import sys
import django; django.setup()
from importlib import import_module
import_module(sys.argv[1]).main(*sys.argv[2:])
"""


@dataclass(frozen=True, slots=True)
class Apart:
    """An installation of its own."""

    data: Path
    environment: dict[str, str]

    def run(self, *words: str) -> str:
        """Run Python with these words and give what it said."""
        done = subprocess.run(
            _python(words), env=self.environment, cwd=ROOT, capture_output=True, text=True,
            timeout=PATIENCE, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def step(self, module: str, *words: str) -> str:
        """Run ``main`` of a module of the tests within the application; give its last line."""
        lines = self.run("-c", STEP, module, *words).splitlines()
        return lines[-1] if lines else ""

    def ask(self, question: str) -> list[tuple[Any, ...]]:
        """Ask the database itself: a process for each question would slow the others down."""
        if "DATABASE_URL" not in self.environment:
            with closing(sqlite3.connect(self.data / "levier.sqlite3", timeout=30)) as opened:
                return opened.execute(question).fetchall()
        import psycopg

        with psycopg.connect(self.environment["DATABASE_URL"]) as connected:
            return connected.execute(question.encode()).fetchall()

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start a process with a group of its own, so that all of it can be killed."""
        return subprocess.Popen(
            _python(words), env=self.environment, cwd=ROOT, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True, start_new_session=True,
        )  # fmt: skip

    def start_step(self, module: str, *words: str) -> subprocess.Popen[str]:
        """Start ``main`` of a module of the tests."""
        return self.start("-c", STEP, module, *words)

    def serve(self, port: int) -> subprocess.Popen[str]:
        """Start what people start, its worker too, and wait until it answers."""
        words = ("-m", "levier_cli", "serve", "--port", str(port), "--data", str(self.data))
        served = self.start(*words)

        def answers() -> bool:
            assert served.poll() is None, "it ended"
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            try:
                connection.request("GET", "/health/")
                return connection.getresponse().status == 200
            except OSError:
                return False
            finally:
                connection.close()

        until(answers)
        return served


def free_port() -> int:
    """Give a port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


@contextmanager
def apart(folder: Path) -> Iterator[Apart]:
    """Make an installation with empty tables, and remove its database afterwards."""
    (folder / "static").mkdir(parents=True)
    given = {
        **os.environ,
        "LEVIER_DATA": str(folder),
        "LEVIER_SECRET_KEY": "tests",
        "DJANGO_SETTINGS_MODULE": "levier_web.config.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT), *_given_paths()]),
    }
    server = os.environ.get("DATABASE_URL")
    if not server:
        yield _founded(folder, given)
        return
    import psycopg

    name = f"apart_{uuid4().hex[:8]}"
    with psycopg.connect(server, autocommit=True) as opened:
        opened.execute(f"CREATE DATABASE {name}".encode())
        try:
            yield _founded(folder, given | {"DATABASE_URL": server.rsplit("/", 1)[0] + f"/{name}"})
        finally:
            opened.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def _founded(folder: Path, environment: dict[str, str]) -> Apart:
    made = Apart(folder, environment)
    made.run("-m", "levier_web", "migrate", "-v", "0")
    return made


def _given_paths() -> list[str]:
    return [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]


def _python(words: tuple[str, ...]) -> list[str]:
    return [sys.executable, "-W", "ignore", *words]


def kill(process: subprocess.Popen[str]) -> None:
    """Kill a process and all that it started, without a word."""
    with suppress(ProcessLookupError):  # all of it has ended
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=30)
    if process.stdout is not None:
        process.stdout.close()


def until(true: Callable[[], object], seconds: float = 90.0) -> None:
    """Wait for a condition."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)
