"""Run the application's tests on a PostgreSQL server made for them, and removed afterwards.

``python scripts/on_postgresql.py pytest tests/web``: the command runs with ``DATABASE_URL`` set.
The server listens on no network, in a folder of its own. Without PostgreSQL the tests are left
out with a word, except where ``CI=true`` demands them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

BINARIES = "/usr/lib/postgresql/*/bin"
ACCOUNT = "postgres"
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=50")
"""What would be lost in a power cut is a test database."""


def main() -> None:
    """Start a server, run the command, stop the server."""
    found = _server()
    if found is None:
        said = "PostgreSQL is not installed here: its tests are left out."
        if os.environ.get("CI") == "true":
            sys.exit(said.replace("left out", "demanded in CI"))
        print(said)
        return
    with _running(found) as url:
        environment = {**os.environ, "DATABASE_URL": url}
        sys.exit(subprocess.run(sys.argv[1:], env=environment, check=False).returncode)


def _server() -> Path | None:
    """Give the folder of the newest server's programs."""
    folders = sorted(Path("/").glob(BINARIES.lstrip("/")), key=lambda path: path.parent.name)
    for folder in reversed(folders):
        if (folder / "initdb").exists():
            return folder
    named = shutil.which("initdb")
    return Path(named).parent if named else None


@contextmanager
def _running(programs: Path) -> Iterator[str]:
    root = Path(tempfile.mkdtemp(prefix="levier-pg-"))
    try:
        if os.geteuid() == 0:  # the server refuses to run as the administrator
            shutil.chown(root, ACCOUNT)
        data = root / "data"
        _as_account([str(programs / "initdb"), "-A", "trust", "-U", ACCOUNT, "-D", str(data)])
        options = " ".join(f"-c {option}" for option in QUICK)
        control = [str(programs / "pg_ctl"), "-D", str(data), "-w"]
        listening = f"-k {root} -c listen_addresses='' {options}"
        _as_account([*control, "-l", str(root / "log"), "-o", listening, "start"])
        try:
            yield f"postgres://{ACCOUNT}@{urllib.parse.quote(str(root), safe='')}/postgres"
        finally:
            _as_account([*control, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _as_account(command: list[str]) -> None:
    if os.geteuid() == 0:
        command = ["runuser", "-u", ACCOUNT, "--", *command]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


if __name__ == "__main__":
    main()
