"""Everybody of the table ``whose.KINDS``, who goes to every address that names a row."""

from __future__ import annotations

import json
from time import time
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from tests.web.calls import ROOT, Program, program_of
from tests.web.conftest import person
from tests.web.furnished import furnish, measured
from tests.web.furnished_doors import furnish_doors
from tests.web.routes import every_route

from levier_web.config.api import schema
from levier_web.organisation.models import Membership, Role
from levier_web.ui.api.tools import TOOLS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.test import Client

    from levier_web.organisation.models import Person, Team

PAGES = {route.name: route for route in every_route()}
SCHEMA = schema()
CALLS = {
    one["operationId"]: (method.upper(), path)
    for path, methods in SCHEMA["paths"].items()
    for method, one in methods.items()
}
WORD = {"reason": "So", "text": "Words", "note": "So", "answer": "corrected", "name": "Gate",
    "verdict": "passed", "reasons": "So", "criteria": ["evidence"], "author": "human",
    "about": "proposal", "ends_on": "2030-01-01", "roles": ["member"], "active": False,
    "withdrawn": True, "title": "Title", "low": 1, "mid": 2, "high": 3, "metric": "orders",
    "scale": "absolute", "french": "Non", "english": "No", "seen": "Much",
    "outcome": "confirmed"}  # fmt: skip
"""What a form or a body is filled with; each takes what it knows."""


class Comer:
    """Somebody who goes to pages, calls operations and lets an assistant use tools."""

    def __init__(self, who: Person, browser: Client) -> None:
        self.browser, self.program = browser, program_of(who)
        came = [{"method": "password", "at": time(), "reauthenticated": True}]
        session = browser.session
        session["account_authentication_methods"] = came  # a second factor asks for it
        session["account_authentication_methods_user"] = str(who.pk)
        session.save()

    def tried(
        self, place: str, holes: dict[str, Any], reading: str = "GET"
    ) -> Iterator[tuple[str, int]]:
        """Go to a place in every way, and undo what came of it."""
        for way, call in self._ways(place, holes, reading):
            with transaction.atomic():
                yield f"{way} {place}", call()
                transaction.set_rollback(True)

    def read(self, place: str, holes: dict[str, Any]) -> int:
        """Read what stands at a place."""
        return next(call for _, call in self._ways(place, holes))()

    def _ways(
        self, place: str, holes: dict[str, Any], reading: str = "GET"
    ) -> Iterator[tuple[str, Callable[[], int]]]:
        if place in PAGES:
            path = PAGES[place].pattern.format(**holes)
            said = WORD | {"other": holes.get("pk")}
            yield reading, lambda: number(self.browser.generic(reading, path))
            yield "POST", lambda: number(self.browser.post(path, said))
            return
        method, pattern = CALLS[place]
        body = _body(place) if method in {"POST", "PATCH"} else None
        path = pattern.format(**holes).removeprefix(ROOT)
        yield method, lambda: number(self.program.call(method, path, body))
        if place in TOOLS:
            given = {name: holes[name] for name in TOOLS[place].form.in_path} | (body or {})
            yield "TOOL", lambda: _used(self.program, place, given)


def number(answer: Any) -> int:
    """Give the number; what is sent piece by piece is read to its end."""
    answer.getvalue()
    return int(answer.status_code)


def _body(place: str) -> dict[str, Any]:
    """Give what this operation asks for."""
    method, path = CALLS[place]
    told = SCHEMA["paths"][path][method.lower()].get("requestBody")
    if told is None or "application/json" not in told["content"]:
        return {}
    name = told["content"]["application/json"]["schema"].get("$ref", "").rpartition("/")[2]
    asked = SCHEMA["components"]["schemas"].get(name, {}).get("required", [])
    return {key: WORD[key] for key in asked if key in WORD}


def _used(program: Program, name: str, arguments: dict[str, Any]) -> int:
    answer = program.client.post(
        "/mcp",
        json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/call",
            "params": {"name": name, "arguments": arguments}}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {program.secret}", "MCP-Protocol-Version": "2025-06-18",
            "Accept": "application/json, text/event-stream"},
    )  # fmt: skip
    return 403 if json.loads(answer.content)["result"]["isError"] else 200


@pytest.fixture
def comers(
    olga: Person, ana: Person, bob: Person, fatou: Person, search_team: Team,
    browser_of: Callable[[Person], Client], settings: Any,
) -> dict[str, Comer]:  # fmt: skip
    """Everybody of the table, in a company with something behind every address."""
    settings.API_PER_MINUTE = 1_000_000
    zed, yan = (person(name, Role.AUDITOR, "", search_team) for name in ("Zed", "Yan"))
    roles = set(Role) - {Role.AUDITOR}
    Membership.objects.bulk_create(Membership(person=zed, role=role) for role in roles)
    Membership.objects.bulk_create(
        Membership(person=yan, role=role) for role in roles - {Role.OWNER}
    )
    furnish(olga, ana)
    measured()
    furnish_doors(olga, ana)
    cast = {"olga": olga, "ana": ana, "bob": bob, "fatou": fatou, "zed": zed, "yan": yan}
    return {name: Comer(one, browser_of(one)) for name, one in cast.items()}
