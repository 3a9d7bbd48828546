"""Every door of the application that reads, gone through by requests as a browser or program sends.

The doors are read off the addresses, the interface and the tools, so that a new one is walked
through without anybody thinking of it.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import dataclass, field
from functools import cache as cache_of
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.test import Client
from pypdf import PdfReader
from tests.web.calls import ROOT, Program, program_of
from tests.web.privacy.sendings import calendars, letters, posted
from tests.web.routes import every_route

from levier_web.config import mcp
from levier_web.config.api import schema
from levier_web.decisions.models import Decision
from levier_web.organisation.models import Role, Team
from levier_web.organisation.roles import GRANTED
from levier_web.ui.api.tools import TOOLS

if TYPE_CHECKING:
    from datetime import datetime
    from random import Random

    from levier_web.organisation.models import Person

ISSUED = re.compile(
    rb"""[\w-]{32,}|lev_\w+|(?<=name="token"[ ]value=")[\w-]+
    |(?<=<code>)[0-9a-f]{12,}
    |(?<=W3CDTF">)[^<]+""",
    re.VERBOSE,
)
"""What is drawn by chance for each answer, tokens of forms, fingerprints, names of messages; and
the hour of the machine in documents."""
MANY = 6
"""Numbers of rows that are tried in an address."""


SIGNING_IN = {
    "account_": "a person's own sign-in",
    "mfa_": "a person's own second factor",
    "socialaccount_": "a person's own sign-in",
    "openid": "the company's sign-in",
    "saml": "the company's sign-in",
    "scim:": "the company's directory, which is told of people by those who manage them",
    "messages:calendar": "opened by a secret: each reader's own is fetched (``sendings``)",
    "metrics:push": "takes values in, and reads nothing",
    "mcp": "each of its tools is a door by itself",
}
"""Doors that are not walked through, by how their names begin, each with the reason."""


@dataclass(frozen=True)
class Door:
    """One way to read: a page, an operation or a tool."""

    kind: str
    name: str
    path: str
    permission: str | None
    takes: tuple[str, ...] = ()


@cache_of
def every_door() -> list[Door]:
    """Give all doors that answer a question."""
    pages = [
        Door("page", route.name, route.path, route.door.read)
        for route in every_route()
        if route.door is not None and not route.name.startswith(tuple(SIGNING_IN))
    ]
    calls = [
        Door("call", one["operationId"], path, one["x-permission"], _asked(one))
        for path, methods in schema()["paths"].items()
        for method, one in methods.items()
        if method == "get"
    ]
    tools = [
        Door("tool", name, mcp.PATH, tool.form.permission, tuple(tool.form.takes["properties"]))
        for name, tool in sorted(TOOLS.items())
        if not tool.writes
    ]
    return pages + calls + tools


def _asked(one: dict[str, Any]) -> tuple[str, ...]:
    return tuple(p["name"] for p in one.get("parameters", ()) if p["in"] == "query")


@dataclass
class Walk:
    """Whoever goes through doors, with what they were shown; ``chance`` chooses what they ask."""

    chance: Random
    readers: dict[Role, Person]
    seen: list[tuple[str, int, bytes]] = field(default_factory=list)
    shut: set[Door] = field(default_factory=set)
    opened: set[Door] = field(default_factory=set)

    def signed_in(self) -> None:
        """Come in anew, as people do after days."""
        self.browsers = {role: Client() for role in self.readers}
        for role, one in self.readers.items():
            backend = "allauth.account.auth_backends.AuthenticationBackend"
            self.browsers[role].force_login(one, backend=backend)
        self.programs: dict[Role, Program] = {
            role: program_of(one) for role, one in self.readers.items()
        }

    def through(self, doors: list[Door]) -> None:
        """Ask each door once, as somebody who may; what only takes is asked no more."""
        self.slugs = list(Decision.objects.order_by("pk").values_list("slug", flat=True)) or ["x"]
        self.signed_in()
        self.teams = list(Team.objects.order_by("pk"))
        for door in doors:
            if door in self.shut:
                continue
            cache.clear()
            role = self.chance.choice(
                [r for r in Role if door.permission is None or r in GRANTED[door.permission]]
            )
            getattr(self, f"_{door.kind}")(door, role)
            if self.seen[-1][1] == 405:
                self.shut.add(door)
            if self.seen[-1][1] == 200:
                self.opened.add(door)

    def sent(self, now: datetime) -> None:
        """Look at what Levier sends by itself, to these readers and to other programs."""
        wanted = {f"letter to {[one.email]}" for one in self.readers.values()}
        self.seen += [one for one in letters(now) if one[0] in wanted]
        self.seen += posted(now)
        for asked, status, body in calendars(self.readers.values()):
            self.seen.append((asked, status, body))

    def _page(self, door: Door, role: Role) -> None:
        path = WORDED.get(door.name, door.path)
        query = self.chance.choice((*QUERIES, *(f"team={team.pk}" for team in self.teams)))
        address = f"{self._filled(path)}?{query.format(team=self._team())}"
        browser = self.browsers[role]
        ask = browser.post if door.name in ASKED_BY_POST else browser.get
        self._noted(f"{role} {address}", ask(address))

    def _call(self, door: Door, role: Role) -> None:
        asked = "&".join(f"{k}={v}" for k, v in self._arguments(door).items())
        address = f"{self._filled(door.path)}?{asked}"
        self._noted(f"{role} {address}", self.programs[role].call("GET", address))

    def _tool(self, door: Door, role: Role) -> None:
        arguments = self._arguments(door)
        body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call",
            "params": {"name": door.name, "arguments": arguments}}  # fmt: skip
        answer = self.browsers[role].post(
            door.path,
            json.dumps(body),
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.programs[role].secret}",
                "Accept": "application/json, text/event-stream",
                "MCP-Protocol-Version": "2025-06-18"},
        )  # fmt: skip
        self._noted(f"{role} tool {door.name} {arguments}", answer)

    def _arguments(self, door: Door) -> dict[str, Any]:
        """Give what is asked: what an address must hold, and any filter now and then."""
        found: dict[str, Any] = {}
        for name in door.takes:
            made = self._value(name)
            if made is not None and (door.kind == "tool" or self.chance.random() < 0.5):
                found[name] = made
        return found

    def _value(self, name: str) -> Any:
        if name == "slug":
            return self.chance.choice(self.slugs)
        if name in {"pk", "group", "number"}:
            return self.chance.randint(1, MANY)
        if name == "team":
            return self.chance.choice((self._team(), str(self.chance.choice(self.teams).pk)))
        return {"q": self._team(), "by": "team", "text": "thing", "sort": None}.get(name)

    def _team(self) -> str:
        return str(self.chance.choice(self.teams).name)

    def _filled(self, path: str) -> str:
        words = {"metrics": "orders", "ledger": "team", "organisation": "products"}
        slug = words.get(path.removeprefix(ROOT).split("/")[1], self.chance.choice(self.slugs))
        given = {name: self.chance.choice(words) for name, words in WORDS.items()} | {"slug": slug}
        if "committee" in path:
            given["form"] = self.chance.choice(PACK)
        filled = re.sub(
            r"{(\w+)}", lambda m: given.get(m[1], str(self.chance.randint(1, MANY))), path
        )
        filled = re.sub("999999", lambda _: str(self.chance.randint(1, MANY)), filled)
        return filled.replace("nothing-here", slug)

    def _noted(self, asked: str, answer: Any) -> None:
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        heads = answer.get("Location", "") + answer.get("Content-Disposition", "")
        self.seen.append((asked, answer.status_code, said(body) + heads.encode()))


QUERIES = ("", "", "export=csv", "export=csv&team={team}", "q={team}", "sort=team", "sort=-team",
    "sort=teams", "by=team", "team=*", "format=xlsx", "q={team}&sort=team&export=csv")  # fmt: skip


ASKED_BY_POST = {"exchange:out", "privacy:make"}
"""Doors that give what they hold to a form only."""
WORDED = {
    "privacy:make": "/privacy/files/{kind}/",
    "privacy:file": "/privacy/files/999999/{language}/{form}/",
    "committee_pack:document": "/committee-pack/{language}/{form}/",
    "ledger:by": "/ledger/by/{by}/",
}
"""Addresses in which words of a list stand."""
WORDS = {
    "of": ("teams",),
    "language": ("fr", "en"),
    "form": ("html", "pdf"),
    "by": ("team", "team", "origin", "grade"),
    "kind": ("register", "assessment", "consultation"),
}
PACK = ("pptx", "xlsx", "pdf")


def said(body: bytes) -> bytes:
    """Give what an answer says, whatever it is written in, without what chance put into it."""
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as kept:  # charts of slides hold workbooks
            body = b"\n".join(n.encode() + said(kept.read(n)) for n in sorted(kept.namelist()))
    elif body.startswith(b"%PDF"):
        pages = PdfReader(io.BytesIO(body)).pages
        body = "\n".join(page.extract_text() for page in pages).encode()
    return ISSUED.sub(b"#", body)
