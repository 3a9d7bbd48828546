"""How the application holds a company: 5,000 decisions, 1,000 people, 100 at once.

``python -m benchmarks.load`` serves it as ``levier serve`` does, on the embedded database;
``--postgresql`` on a PostgreSQL server made for it. Each page is asked by 100 people at once; its
95th percentile is told as a ratio to that of the empty page, on this machine in this run.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

from benchmarks.load.asking import Asked, Crowd

PEOPLE, TIMES, SIGNALS_EACH = 100, 2, 10
EMPTY = "/metrics/sources/"
PAGES = (
    "/ledger/entries/",
    "/ledger/",
    "/ledger/position/",
    "/signals/",
    "/decisions/",
    "/decisions/d00000/",
    "/decisions/tree/",
    "/metrics/",
    "/impact/",
    "/learning/",
)
ROOT = Path(__file__).resolve().parents[2]
START = 300.0
MINUTE = 60.0
WARM = 8


def main() -> None:
    """Serve, ask, print; end with an error when anything was refused, lost or doubled."""
    if "--postgresql" in sys.argv:
        script = str(ROOT / "scripts" / "on_postgresql.py")
        command = [sys.executable, script, sys.executable, "-m", "benchmarks.load"]
        sys.exit(subprocess.run(command, check=False).returncode)  # noqa: S603
    with tempfile.TemporaryDirectory(prefix="levier-load-") as folder:
        environment = {**os.environ, "LEVIER_DATA": folder, "LEVIER_SECRET_KEY": "load"}
        began = time.perf_counter()
        sessions = _seeded(environment)
        kind = "PostgreSQL" if environment.get("DATABASE_URL") else "SQLite"
        print(f"{kind}: founded in {time.perf_counter() - began:.0f} s", flush=True)
        port = _free_port()
        server = _server(environment, folder, port)
        try:
            _until_ready(port, server)
            wrong = _measured(Crowd(f"http://127.0.0.1:{port}", sessions), environment)
        finally:
            server.terminate()
            server.wait(30)
    if wrong:
        sys.exit("\n".join(wrong))


def _measured(crowd: Crowd, environment: dict[str, str]) -> list[str]:
    few = Crowd(crowd.address, crowd.sessions[:WARM])
    for path in (EMPTY, *PAGES):  # each process reads its templates once
        few.reads(path, 1)
    empty = crowd.reads(EMPTY, TIMES)
    print(f"{'page':<22}{'median s':>10}{'p95 s':>8}{'ratio':>8}{'errors':>8}", flush=True)
    wrong = _told("the empty page", empty, empty)
    for path in PAGES:
        wrong += _told(path, crowd.reads(path, TIMES), empty)
    before = _signals(environment)
    posted = crowd.posts(SIGNALS_EACH)
    kept, asked = _signals(environment) - before, PEOPLE * SIGNALS_EACH
    print(
        f"{asked} signals posted in {posted.whole:.1f} s, {kept} kept, {len(posted.errors)} errors"
    )
    if kept != asked or posted.errors or posted.whole > MINUTE:
        wrong.append(f"signals: {kept} of {asked}, {posted.errors[:3]}, {posted.whole:.1f} s")
    return wrong


def _told(name: str, asked: Asked, empty: Asked) -> list[str]:
    p95 = asked.quantile(0.95)
    ratio = p95 / empty.quantile(0.95)
    line = f"{name:<22}{asked.quantile(0.5):>10.2f}{p95:>8.2f}{ratio:>8.2f}{len(asked.errors):>8}"
    print(line, flush=True)
    return [f"{name}: {asked.errors[:3]}"] if asked.errors else []


def _seeded(environment: dict[str, str]) -> list[str]:
    command = [sys.executable, "-m", "benchmarks.load.seeding", str(PEOPLE)]
    told = subprocess.run(  # noqa: S603
        command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    )
    found: list[str] = json.loads(told.stdout.splitlines()[-1])
    return found


def _server(environment: dict[str, str], folder: str, port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "levier_cli", "serve", f"--port={port}", f"--data={folder}"]
    return subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)  # noqa: S603


def _until_ready(port: int, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START
    while time.monotonic() < end and server.poll() is None:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/sign-in/").status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.2)
    sys.exit("the server did not start")


def _signals(environment: dict[str, str]) -> int:
    said = (
        "from levier_web.config.environment import set_up; set_up();"
        "from levier_web.signals.models import Signal; print(Signal.objects.count())"
    )
    command = [sys.executable, "-c", said]
    told = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    return int(told.stdout.split()[-1])


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


if __name__ == "__main__":
    main()
