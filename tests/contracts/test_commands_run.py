"""Every command of the administrator's guide is run, in its order, in an empty folder.

While it serves, what the reference of commands shows of an application is run beside it.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from tests.contracts.documented.pages import commands, steps
from tests.contracts.documented.scenarios import OF_THE_APPLICATION
from tests.web.practices.messages.mail_server import mail_server

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "how-to" / "run-levier-for-a-company.md"
FRENCH = GUIDE.with_name("run-levier-for-a-company.fr.md")
REFERENCE = ROOT / "docs" / "reference"
PORT = "8000"
OLGA = """
import os, django
from datetime import date, timedelta
os.environ["DJANGO_SETTINGS_MODULE"] = "levier_web.config.settings"
django.setup()
from levier_web.integrations.services import tokens
from levier_web.organisation.models import Membership, Person, Role
olga = Person.objects.create_user("olga@example.com", "a long enough one", name="Olga")
Membership.objects.create(person=olga, role=Role.OWNER)
last = date.today() + timedelta(days=30)
print(tokens.create(olga, "assistant", ["ledger:read"], last)[1])
"""
"""Whom the reference supposes: an owner with a token."""
UNTIL_STOPPED = "timeout --signal INT 4 levier worker || test $? -eq 124"
"""A worker that is still at work when its time is up; one that failed ended before."""


def blocks(page: Path, mark: str = "sh") -> list[str]:
    """Give the fenced blocks of a page that bear a mark."""
    text = page.read_text(encoding="utf-8")
    return re.findall(rf"^```{mark}\n(.*?)^```$", text, re.M | re.S)


def free_port() -> str:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return str(one.getsockname()[1])


def beside(language: str) -> str:
    """Give what the reference shows of an application, as a script in the folder of the guide.

    A worker and an assistant go on until they are stopped: by a signal, by the end of the input.
    """
    page = REFERENCE / ("commands.md" if language == "en" else "commands.fr.md")
    shown = [one.typed for step in steps(page) for one in commands(step)]
    mine = [one for one in shown if one.split()[1] in OF_THE_APPLICATION]
    assert {one.split()[1] for one in mine} == set(OF_THE_APPLICATION)
    typed = [one for one in mine if not one.startswith("levier serve ")]
    return "\n".join(
        UNTIL_STOPPED if one == "levier worker" else f"{one} < /dev/null" for one in typed
    )


def prepared(post: int) -> str:
    return (
        f"export LEVIER_SMTP_HOST=localhost LEVIER_SMTP_SECURITY=none LEVIER_SMTP_PORT={post}\n"
        "export LEVIER_DATA=company; ln -s company entreprise\n"
        f"export LEVIER_TOKEN=$(python -c '{OLGA}')\n"
    )


def test_what_serves_in_the_reference_serves_in_the_guide() -> None:
    said = [one.typed for step in steps(REFERENCE / "commands.md") for one in commands(step)]
    (serve,) = [one for one in said if one.startswith("levier serve ")]
    assert f"\n{serve} > serve.log" in "\n".join(blocks(GUIDE))


def served(tmp_path: Path, guide: list[str]) -> str:
    """Run a script of the guide in an empty folder and give what it printed."""
    if shutil.which("curl") is None and os.environ.get("CI") != "true":
        pytest.skip("the guide asks its questions with curl, which is not installed")
    script = "set -euo pipefail\ntrap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n"
    script += "\n".join(guide).replace(PORT, free_port())
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
        timeout=600,
        check=False,
    )
    log = tmp_path / "serve.log"
    assert done.returncode == 0, done.stderr + (log.read_text("utf-8") if log.exists() else "")
    return done.stdout


@pytest.mark.slow
def test_the_commands_of_the_guide_do_what_it_says(tmp_path: Path) -> None:
    printed = served(tmp_path, blocks(GUIDE))
    for said in ('"status": "ok"', "levier_jobs_waiting", "same ledger to the cent"):
        assert said in printed, said
    assert (tmp_path / "rehearsal" / "levier.sqlite3").exists()
    log = tmp_path / "serve.log"
    assert "@" not in log.read_text("utf-8").split("Open this link")[1].split("\n", 2)[2]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_reference_does_beside_the_guide_what_it_says(language: str, tmp_path: Path) -> None:
    start, *_, stop = blocks(GUIDE)
    with mail_server() as post:
        printed = served(tmp_path, [start, prepared(post.port), beside(language), stop])
    assert [one["To"] for one in post.came] == ["olga@example.com"]
    assert re.search(r"olga@example\.com.*/invitation/\S{40}", printed)
    restored = "moved" if language == "en" else "ailleurs"
    assert (tmp_path / restored / "levier.sqlite3").exists()


def test_both_languages_run_the_same_commands() -> None:
    assert blocks(GUIDE) == blocks(FRENCH)
    assert len(blocks(GUIDE)) >= 4
