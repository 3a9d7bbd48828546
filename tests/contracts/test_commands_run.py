"""Every command of the administrator's guide is run, in its order, in an empty folder."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "how-to" / "run-levier-for-a-company.md"
FRENCH = GUIDE.with_name("run-levier-for-a-company.fr.md")
PORT = "8000"


def blocks(page: Path, mark: str = "sh") -> list[str]:
    """Give the fenced blocks of a page that bear a mark."""
    text = page.read_text(encoding="utf-8")
    return re.findall(rf"^```{mark}\n(.*?)^```$", text, re.M | re.S)


def free_port() -> str:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return str(one.getsockname()[1])


def test_the_commands_of_the_guide_do_what_it_says(tmp_path: Path) -> None:
    if shutil.which("curl") is None and os.environ.get("CI") != "true":
        pytest.skip("the guide asks its questions with curl, which is not installed")
    script = "set -euo pipefail\ntrap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n"
    script += "\n".join(blocks(GUIDE)).replace(PORT, free_port())
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("LEVIER_")},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    for name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE"):
        environment.pop(name, None)
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    log = tmp_path / "serve.log"
    assert done.returncode == 0, done.stderr + (log.read_text("utf-8") if log.exists() else "")
    for said in ('"status": "ok"', "levier_jobs_waiting", "same ledger to the cent"):
        assert said in done.stdout, said
    assert (tmp_path / "rehearsal" / "levier.sqlite3").exists()
    assert "@" not in log.read_text("utf-8").split("Open this link")[1].split("\n", 2)[2]


def test_both_languages_run_the_same_commands() -> None:
    assert blocks(GUIDE) == blocks(FRENCH)
    assert len(blocks(GUIDE)) >= 4
