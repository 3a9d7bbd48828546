"""A real client of the protocol reads, asks for a change, and waits for a person."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection
from django.utils import timezone
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp.shared._httpx_utils import create_mcp_http_client
from tests.web.calls import program_of

from levier_web.integrations.models import Preview
from levier_web.integrations.services import previews, tokens
from levier_web.integrations.services.calling import Refused
from levier_web.organisation.models import AuditLine, Membership, Role
from levier_web.signals.models import Signal
from levier_web.ui.api.rooms import Program
from levier_web.ui.api.tools import TOOLS
from levier_web.ui.refusals import NotAllowed, Refusal
from levier_web.ui.registry import awaiting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test import Client as Browser

    from levier_web.organisation.models import Person

LINE = "The basket empties itself after ten minutes"
BOTH = Program(0, frozenset({"signals:read", "signals:write"}))


def kept_for(person: Person, text: str = LINE) -> Preview:
    return previews.keep(person, BOTH, TOOLS["post_signal"], {"text": text})


def test_nothing_is_written_before_a_person_confirms_and_then_once(ana: Person) -> None:
    preview = kept_for(ana)
    assert preview.outcome["text"] == LINE
    assert not Signal.objects.exists()
    assert not AuditLine.objects.filter(action="signal.posted").exists()
    assert [item.address for item in awaiting(ana)] == ["/integrations/previews/"]
    previews.confirm(ana, preview)
    previews.confirm(ana, preview)
    assert [signal.text for signal in Signal.objects.all()] == [LINE]
    assert Signal.objects.get().author == ana
    assert AuditLine.objects.filter(action="preview.confirmed").count() == 1
    with pytest.raises(Refusal):
        previews.refuse(ana, preview)


def test_what_is_refused_or_over_is_never_done(ana: Person) -> None:
    refused, late = kept_for(ana), kept_for(ana)
    previews.refuse(ana, refused)
    previews.refuse(ana, refused)
    Preview.objects.filter(pk=late.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    for preview in (refused, late):
        with pytest.raises(Refusal) as told:
            previews.confirm(ana, preview)
        assert told.value.key == "integrations.refused.preview_over"
    assert not Signal.objects.exists()
    assert awaiting(ana) == []


def test_the_rights_are_those_of_the_moment_and_of_the_person(ana: Person, bob: Person) -> None:
    preview = kept_for(ana)
    with pytest.raises(NotAllowed):
        previews.confirm(bob, preview)
    Membership.objects.filter(person=ana).update(role=Role.OBSERVER)
    ana = type(ana).objects.get(pk=ana.pk)
    with pytest.raises(Refused) as told:
        previews.confirm(ana, preview)
    assert told.value.status == 403
    preview.refresh_from_db()
    assert preview.state == Preview.State.WAITING
    assert not Signal.objects.exists()


def test_a_change_that_would_be_refused_is_not_kept(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Refused):
        kept_for(ana, "x" * 281)
    monkeypatch.setattr(previews, "MOST", 1)
    kept_for(ana)
    with pytest.raises(Refusal) as told:
        kept_for(ana)
    assert told.value.key == "integrations.refused.too_many_previews"
    assert Preview.objects.count() == 1


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_shows_what_would_be_written_to_its_person_only(
    ana: Person, bob: Person, browser_of: Callable[[Person], Browser], language: str
) -> None:
    ana.language = language
    ana.save()
    preview, browser = kept_for(ana, "<script>alert(1)</script>"), browser_of(ana)
    page = browser.get(f"/integrations/previews/{preview.pk}/").content.decode()
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert ("Confirm" if language == "en" else "Confirmer") in page
    assert browser_of(bob).get(f"/integrations/previews/{preview.pk}/").status_code == 404
    assert browser_of(bob).post(f"/integrations/previews/{preview.pk}/confirm/").status_code == 404
    assert browser.post(f"/integrations/previews/{preview.pk}/confirm/").status_code == 302
    assert browser.post(f"/integrations/previews/{preview.pk}/refuse/").status_code == 422
    assert Signal.objects.count() == 1


def test_the_list_asks_as_often_for_one_as_for_many(
    ana: Person, browser_of: Callable[[Person], Browser], django_assert_max_num_queries: Any
) -> None:
    browser = browser_of(ana)
    for _ in range(5):
        kept_for(ana)
    with django_assert_max_num_queries(14):
        assert browser.get("/integrations/previews/").status_code == 200


def test_a_token_confirms_nothing(ana: Person) -> None:
    preview, program = kept_for(ana), program_of(ana)
    answer = program.client.post(
        f"/integrations/previews/{preview.pk}/confirm/",
        headers={"Authorization": f"Bearer {program.secret}"},
    )
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")
    assert not Signal.objects.exists()


async def spoken(server: Any) -> tuple[set[str], Any, Any]:
    async with Client(server) as client:
        names = {tool.name for tool in (await client.list_tools()).tools}
        read = await client.call_tool("list_signal_groups", {})
        kept = await client.call_tool("post_signal", {"text": LINE})
    return names, read, kept


def told(answers: tuple[set[str], Any, Any]) -> Any:
    names, read, kept = answers
    assert names == {n for n, tool in TOOLS.items() if tool.form.scope.startswith("signals:")}
    assert read.structured_content["count"] == 0
    assert not read.is_error
    assert "Nothing" not in kept.content[0].text
    assert "nothing was written" in kept.content[0].text
    return kept.structured_content


@pytest.mark.django_db(transaction=True)
def test_a_real_client_over_http_and_over_stdio(
    ana: Person, live_server: Any, tmp_path: Path, browser_of: Callable[[Person], Browser]
) -> None:
    scopes = ["signals:read", "signals:write"]
    until = timezone.localdate() + timedelta(days=1)
    _, secret = tokens.create(ana, "an assistant", scopes, until)

    async def over_http() -> Any:
        headers = {"Authorization": f"Bearer {secret}", "Accept-Language": "en"}
        async with create_mcp_http_client(headers) as http:
            return await spoken(streamable_http_client(f"{live_server.url}/mcp", http_client=http))

    kept = told(asyncio.run(over_http()))
    assert kept["would_be"]["text"] == LINE
    assert not Signal.objects.exists()
    path = kept["address"].removeprefix(live_server.url)
    assert browser_of(ana).post(f"{path}confirm/").status_code == 302
    assert Signal.objects.get().text == LINE
    Signal.objects.all().delete()
    database = elsewhere(tmp_path)
    given = {
        **os.environ,
        "DATABASE_URL": database,
        "LEVIER_TOKEN": secret,
        "LEVIER_SECRET_KEY": "tests",
    }
    given.pop("DJANGO_SETTINGS_MODULE", None)
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "levier_cli", "mcp", "--site", "https://l.example"],
        env=given,
    )  # fmt: skip
    kept = told(asyncio.run(spoken(command)))
    assert kept["address"].startswith("https://l.example/integrations/previews/")
    assert not Signal.objects.exists()
    if database.startswith("sqlite"):
        with sqlite3.connect(tmp_path / "copy.sqlite3") as copy:
            assert copy.execute("SELECT count(*) FROM signals_signal").fetchone() == (0,)
            waiting = copy.execute(
                "SELECT arguments FROM integrations_preview WHERE state = 'waiting'"
            )
            assert [json.loads(row[0]) for row in waiting] == [{"text": LINE}]


def elsewhere(folder: Path) -> str:
    """Give the database of the test to another process: a copy, where it lies in memory."""
    if connection.vendor == "sqlite":
        with sqlite3.connect(folder / "copy.sqlite3") as copy:
            connection.connection.backup(copy)
        return f"sqlite:///{folder / 'copy.sqlite3'}"
    given = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(given._replace(path=f"/{connection.settings_dict['NAME']}"))
