"""``levier serve``: set up, then the server and the worker as two processes of one command."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from levier_web.config import variables
from levier_web.config.environment import make_folder, set_up
from levier_web.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

    from levier.language import Language

DEMONSTRATION = Path("demo") / "application"
OWN = Path("levier-data")
PATIENCE = 15
"""Seconds that a process is given to finish what it is doing."""


@dataclass(frozen=True, slots=True)
class Serving:
    """How to serve."""

    host: str
    port: int
    data: Path | None
    demonstration: bool
    language: Language
    workers: int

    def say(self, key: str, **fields: object) -> str:
        """Word a line of the terminal in the language of who started it."""
        return say(f"ui.serve.{key}", self.language, **fields)

    @property
    def folder(self) -> Path:
        """Where the embedded database and the files lie."""
        return (self.data or (DEMONSTRATION if self.demonstration else OWN)).resolve()

    @property
    def address(self) -> str:
        """What to type into a browser."""
        name = "localhost" if self.host in {"127.0.0.1", "::1", "0.0.0.0"} else self.host  # noqa: S104
        return f"http://{name}:{self.port}"


def run(asked: Serving) -> None:
    """Serve until Ctrl-C, or until one of the two processes ends."""
    folder = asked.folder
    if asked.demonstration:
        _afresh(asked, folder)
    try:
        _prepare_environment(asked, folder)
    except OSError as wrong:
        variables.stop("no_file", where=folder, why=wrong.strerror)
    set_up("database")
    _prepare_database()
    _say(_welcome(asked))
    processes = [
        subprocess.Popen(command)  # noqa: S603 - this Python and this package
        for command in (_server(asked), [sys.executable, "-m", "levier_cli", "worker"])
    ]
    _wait(asked, processes)


def _afresh(asked: Serving, folder: Path) -> None:
    """Remove what an earlier demonstration left; never anything else."""
    if (folder / MARK).exists():
        shutil.rmtree(folder)
    elif folder.exists() and any(folder.iterdir()):
        sys.exit(asked.say("occupied", folder=folder))
    make_folder(folder)
    (folder / MARK).touch()


MARK = ".levier-demonstration"


def _prepare_environment(asked: Serving, folder: Path) -> None:
    os.environ["LEVIER_DATA"] = str(folder)
    if asked.demonstration:
        os.environ.pop("DATABASE_URL", None)
    if not os.environ.get("LEVIER_SECRET_KEY"):
        os.environ["LEVIER_SECRET_KEY"] = secrets.token_urlsafe(48)
        if not asked.demonstration:
            _say(asked.say("no_key"))
    make_folder(folder)
    counts = folder / "service-metrics"
    shutil.rmtree(counts, ignore_errors=True)  # of the processes of an earlier start
    counts.mkdir()
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(counts)


def _prepare_database() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)


def _welcome(asked: Serving) -> str:
    if asked.demonstration:
        from levier_web.exchange.demonstration.company import found

        return _sign_ins(asked, found(asked.language, _say))
    from django.conf import settings

    from levier_web.organisation.services.invitations import invite_first_owner

    # Where people come in by a proxy, this very port answers to no name that they have.
    address = settings.SITE if os.environ.get("LEVIER_SITE") else asked.address
    path = invite_first_owner()
    if path is None:
        return asked.say("ready", address=address)
    return asked.say("first", address=address, link=address + path)


def _sign_ins(asked: Serving, people: Sequence[tuple[str, str, str]]) -> str:
    lines = [f"  {role:<18} {email:<34} {password}" for role, email, password in people]
    return "\n".join(
        [
            "",
            asked.say("demonstration", address=asked.address),
            "",
            f"  {asked.say('role'):<18} {asked.say('email'):<34} {asked.say('password')}",
            *lines,
            "",
            asked.say("stop"),
        ]
    )


def _server(asked: Serving) -> list[str]:
    return [
        sys.executable,
        "-m",
        "gunicorn",
        "levier_web.config.wsgi",
        f"--bind={asked.host}:{asked.port}",
        f"--workers={asked.workers}",
        "--threads=4",
        "--timeout=60",
        "--log-level=warning",
    ]


def _wait(asked: Serving, processes: Sequence[subprocess.Popen[bytes]]) -> None:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    try:
        while all(process.poll() is None for process in processes):
            time.sleep(0.3)
    except KeyboardInterrupt:
        pass
    finally:
        ended = [process.returncode for process in processes if process.poll() is not None]
        _stop(processes)
    if any(ended):
        sys.exit(asked.say("stopped", port=asked.port))


def _stop(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()


def _say(sentence: str) -> None:
    print(sentence, flush=True)
