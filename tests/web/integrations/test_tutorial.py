"""The tutorial does what it says: its code is run against a Levier that is served."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from tests.web.calls import program_of
from tests.web.conftest import person

from levier_web.integrations.services.sending import send_due
from levier_web.organisation.models import Company, Role

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

PAGES = Path(__file__).parents[3] / "docs" / "tutorials"


def blocks(name: str) -> list[str]:
    text = (PAGES / name).read_text(encoding="utf-8")
    return re.findall(r"```python\n(.*?)```", text, re.DOTALL)


def test_both_languages_show_the_same_program() -> None:
    assert blocks("first-program.md") == blocks("first-program.fr.md")
    assert len(blocks("first-program.md")) == 7


@pytest.mark.parametrize("name", ["first-program.md", "first-program.fr.md"])
def test_the_client_is_installed_and_the_address_is_set(name: str, tmp_path: Path) -> None:
    """Installed apart, and without the network: what builds it was fetched by the set-up."""
    (block,) = re.findall(r"```sh\n(.*?)```", (PAGES / name).read_text(encoding="utf-8"), re.DOTALL)
    installer = shutil.which("uv", path=Path(sys.executable).parent)
    apart = f"{installer} pip install --quiet --offline --no-deps --target {tmp_path}"
    script = block.replace("pip install", f"{apart} --python {sys.executable}")
    assert script != block
    script += f"{sys.executable} -c 'import levier_client; print(levier_client.__file__)'\n"
    script += 'echo "$LEVIER_ADDRESS $LEVIER_TOKEN"\n'
    done = subprocess.run(
        ["bash", "-euc", script],
        cwd=PAGES.parents[1],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    where, said = done.stdout.splitlines()
    assert where.startswith(str(tmp_path))
    assert said == "http://localhost:8000 lev_…"


def test_the_first_program_runs(
    live_server: LiveServer,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings.OUTGOING_HOSTS = frozenset({"localhost"})
    Company.objects.create(pk=1, name="Compas & Filoche")
    owner = person("Olga", Role.OWNER, "chief of staff")
    scopes = [f"{room}:read" for room in ("ledger", "organisation")]
    for room in ("signals", "decisions", "metrics", "integrations"):
        scopes += [f"{room}:read", f"{room}:write"]
    monkeypatch.setenv("LEVIER_ADDRESS", live_server.url)
    monkeypatch.setenv("LEVIER_TOKEN", program_of(owner, scopes).secret)
    # The worker looks every minute; here it looks whenever the program waits.
    monkeypatch.setattr(time, "sleep", lambda _seconds: send_due(timezone.now()))
    held: dict[str, Any] = {"__name__": "first_program"}
    for block in blocks("first-program.md"):
        exec(compile(block, "first-program.md", "exec"), held)  # noqa: S102 - our own page
    said = capsys.readouterr().out
    for words in ("Olga", "ui.api.not_found", "decided", "applied", "signal.posted"):
        assert words in said
    assert "The button is under the keyboard" in said
