"""What pages type at an application is typed at one that is served, in both languages.

The pages: connect-a-metric-source.md, connect-your-identity-provider.md and
move-between-folder-and-application.md. What they export is tried with the documented settings.
"""

from __future__ import annotations

import os
import re
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.contracts.documented.pages import ROOT, Command, commands, steps
from tests.contracts.documented.scenarios import FOLDERS, own_company
from tests.contracts.documented.shell import Shell

from levier_web.exchange.models import Arrival
from levier_web.metrics.models import Metric, Observation, PushToken, Source
from levier_web.metrics.services import tokens

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test import Client
    from pytest_django.fixtures import Settings
    from pytest_django.live_server_helper import LiveServer

    from levier_web.organisation.models import Person

LANGUAGES = ("en", "fr")
HOW_TO = ROOT / "docs" / "how-to"
METRIC = {"en": "orders", "fr": "commandes"}
SITES = re.compile(r"https://levier\.ex[ae]mple\.(?:com|fr)")


def typed(name: str, language: str) -> list[Command]:
    page = HOW_TO / (f"{name}.md" if language == "en" else f"{name}.fr.md")
    return [command for step in steps(page) for command in commands(step)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_program_sends_values(
    live_server: LiveServer, fatou: Person, language: str, tmp_path: Path, settings: Settings
) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    Metric.objects.create(slug=METRIC[language], title="Orders", unit="orders")
    source = Source.objects.create(name="Till", kind="push", applies_alone=True)
    secret = tokens.create(fatou, source, "job", PushToken.Scope.SEND, 30)[1]
    shell = Shell(tmp_path, language)
    shell.variables |= {"LEVIER_TOKEN": secret, "LEVIER_JETON": secret}
    calls = [one.typed for one in typed("connect-a-metric-source", language) if "curl" in one.typed]
    assert len(calls) == 1
    for _twice in range(2):  # the same key brings nothing twice
        answer = shell.run(SITES.sub(live_server.url, calls[0]))
        assert '"state": "applied"' in answer
    kept = Observation.objects.get()
    assert (kept.day, kept.value) == (date(2026, 11, 16), 842)


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_owner_gets_in_when_nothing_opens(
    olga: Person, client: Client, language: str, tmp_path: Path
) -> None:
    olga.email = "olga@example.com"
    olga.save()
    (said,) = [
        one.typed
        for one in typed("connect-your-identity-provider", language)
        if one.typed.startswith("levier ")
    ]
    printed = Shell(tmp_path, language).run(said)
    assert client.get(printed.strip().rpartition(" ")[2]).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_folder_goes_in_and_comes_out(
    olga: Person,
    browser_of: Callable[[Person], Client],
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    settings: Settings,
) -> None:
    packs = shutil.which("zip") and shutil.which("unzip")
    if not packs and os.environ.get("CI") != "true":
        pytest.skip("the page packs with zip, which is not installed")
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.chdir(tmp_path)
    own_company(language, tmp_path)
    browser, shell = browser_of(olga), Shell(tmp_path, language)
    packing, *unpacking = typed("move-between-folder-and-application", language)
    shell.run(packing.typed)
    packed = (tmp_path / f"{FOLDERS[language]}.zip").read_bytes()
    answer = browser.post("/exchange/", {"archive": SimpleUploadedFile("company.zip", packed)})
    assert Arrival.objects.get().faults == []
    assert browser.post(answer["Location"]).status_code == 302
    archive = browser.post("/exchange/out/")
    (tmp_path / "levier-workspace.zip").write_bytes(archive.content)
    assert len(unpacking) == 2
    for one in unpacking:
        printed = shell.run(one.typed)
    before = Shell(tmp_path, language).run(f"levier measure {FOLDERS[language]}")
    assert figures(printed) == figures(before)


def figures(printed: str) -> list[str]:
    """Give the numbers that a measurement prints, in their order."""
    found = re.findall(r"\d[\d\u202f,.]*", printed)
    assert len(found) > 5
    return found
