"""The demonstration served for real: `levier serve`, its database, its worker."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from queue import Empty, Queue
from time import monotonic, sleep
from typing import IO, TYPE_CHECKING
from urllib.request import urlopen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOUNDED_WITHIN = 420
"""Seconds; a quarter of a minute on an idle machine, far more where everything runs at once."""
STARTED_WITHIN = 60
OF_THE_TESTS = {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "LEVIER_DATA", "LEVIER_SECRET_KEY"}
"""Of the tests' own process: a server that somebody starts has none of them."""
SIGN_IN = re.compile(r"(\S+@\S+)\s+(\S+)$")


@dataclass(frozen=True)
class Served:
    """Where it answers, and the password of its cast."""

    address: str
    password: str


@contextmanager
def demonstration(folder: Path) -> Iterator[Served]:
    """Serve the demonstration from an empty folder until the tests are over."""
    port = free_port()
    command = [sys.executable, "-m", "levier_cli", "serve", "--demonstration"]
    command += ["--data", str(folder), "--port", str(port), "--language", "fr", "--workers", "1"]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={name: value for name, value in os.environ.items() if name not in OF_THE_TESTS},
    )
    try:
        served = Served(f"http://127.0.0.1:{port}", _password(process))
        _answering(served.address)
        yield served
    finally:
        process.terminate()
        process.wait(30)
        assert process.stdout is not None
        process.stdout.close()


def _answering(address: str) -> None:
    """Wait until it answers: the sign-ins are printed just before."""
    until = monotonic() + STARTED_WITHIN
    while monotonic() < until:
        with suppress(OSError), urlopen(f"{address}/health/", timeout=5) as answer:  # noqa: S310
            assert answer.status == 200
            return
        sleep(0.1)
    raise AssertionError(f"{address} does not answer")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _password(process: subprocess.Popen[str]) -> str:
    """Read what is printed until the sign-ins are; go on reading, so that nothing blocks."""
    assert process.stdout is not None
    lines: Queue[str] = Queue()
    threading.Thread(target=_read, args=(process.stdout, lines), daemon=True).start()
    said, until = "", monotonic() + FOUNDED_WITHIN
    while monotonic() < until:
        try:
            line = lines.get(timeout=1)
        except Empty:
            assert process.poll() is None, f"it ended:\n{said}"
            continue
        said += line
        if found := SIGN_IN.search(line.strip()):
            return found[2]
    raise AssertionError(f"no sign-in within {FOUNDED_WITHIN} seconds:\n{said}")


def _read(source: IO[str], lines: Queue[str]) -> None:
    with suppress(ValueError):  # closed, once the tests are over
        for line in source:
            lines.put(line)
