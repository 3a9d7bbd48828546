"""What assistants may use: every role at every tool, generated so that none can be forgotten."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from tests.web.calls import Program, program_of
from tests.web.conftest import lowered

from levier_web.config import mcp
from levier_web.organisation.models import AuditLine, Role
from levier_web.organisation.roles import GRANTED
from levier_web.signals.models import Signal
from levier_web.ui.api.rooms import known_scopes
from levier_web.ui.api.tools import TOOLS
from levier_web.ui.words import say

if TYPE_CHECKING:
    from levier_web.organisation.models import Person

NAMES = sorted(TOOLS)
PLACED = {"slug": "nothing", "pk": 999999, "by": "team", "q": "nothing", "text": "nothing here"}
VERSION = "2025-06-18"


def asked(program: Program, method: str, **params: Any) -> Any:
    body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
    answer = program.call(
        "POST",
        "/mcp",
        body,
        Accept="application/json, text/event-stream",
        **{"MCP-Protocol-Version": VERSION},
    )
    assert answer.status_code == 200, (answer.status_code, answer.content)
    return json.loads(answer.content)


@pytest.fixture(autouse=True)
def at_root(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """Assistants call beside the programming interface, not within it."""
    settings.API_PER_MINUTE = 10_000
    monkeypatch.setattr("tests.web.calls.ROOT", "")


def used(program: Program, name: str, arguments: dict[str, Any]) -> Any:
    return asked(program, "tools/call", name=name, arguments=arguments)["result"]


@pytest.mark.parametrize("name", NAMES)
def test_every_tool_is_an_operation_with_its_door(name: str) -> None:
    tool = TOOLS[name]
    assert tool.form.permission is None or tool.form.permission in GRANTED
    assert tool.writes is (tool.form.method != "GET")
    assert tool.form.takes["type"] == tool.form.gives["type"] == "object"


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_each_role_is_offered_and_let_use_what_it_was_granted(
    role: Role, by_role: dict[Role, Person]
) -> None:
    program = program_of(by_role[role])
    lowered(by_role[role], lambda: asked(program, "tools/list"))
    offered = {one["name"] for one in asked(program, "tools/list")["result"]["tools"]}
    wrong = []
    for name, tool in TOOLS.items():
        granted = tool.form.permission is None or role in GRANTED[tool.form.permission]
        needed = {key: PLACED[key] for key in tool.form.takes["properties"] if key in PLACED}
        told = used(program, name, needed)
        refused = told["isError"] and told["content"][0]["text"] == say("ui.not_allowed", "en")
        if refused is granted or (name in offered) is not granted:
            wrong.append(f"{name}: {told['content'][0]['text'][:80]}, granted: {granted}")
    assert wrong == []
    assert not Signal.objects.exists()  # a preview at most


def test_a_token_opens_only_the_tools_of_its_scopes(olga: Person) -> None:
    program = program_of(olga, ["signals:read"])
    offered = {one["name"] for one in asked(program, "tools/list")["result"]["tools"]}
    assert offered == {n for n, tool in TOOLS.items() if tool.form.scope == "signals:read"}
    told = used(program, "post_signal", {"text": "The basket empties itself"})
    assert told["isError"]
    assert "signals:write" in told["content"][0]["text"]


def test_without_a_token_or_from_another_site_nobody_is_answered(olga: Person) -> None:
    answer = Client().post("/mcp", "{}", content_type="application/json")
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    wrong = Program("lev_" + "0" * 38)
    assert wrong.call("POST", "/mcp", {}).status_code == 401
    assert AuditLine.objects.filter(action="access_token.refused").count() == 1
    elsewhere = program_of(olga).call("POST", "/mcp", {}, Origin="https://elsewhere.example")
    assert elsewhere.status_code == 403
    assert program_of(olga).call("GET", "/mcp").status_code == 405


def test_no_argument_leads_to_another_operation(olga: Person) -> None:
    program = program_of(olga)
    for slug in ("x/comments", "../metrics", "by-number/1", "x?limit=1", "x\u0000"):
        answer = program.call(
            "POST",
            "/mcp",
            {"jsonrpc": "2.0", "id": 1, "method": "tools/call",
             "params": {"name": "read_decision", "arguments": {"slug": slug}}},
            Accept="application/json, text/event-stream",
        )  # fmt: skip
        told = json.loads(answer.content)
        assert answer.status_code == 422 or told["result"]["isError"], slug


@pytest.mark.parametrize("language", ["en", "fr"])
def test_tools_speak_the_callers_language_and_mark_what_people_wrote(
    olga: Person, language: str
) -> None:
    program = program_of(olga, known_scopes(), language)
    described = {
        one["name"]: one["description"] for one in asked(program, "tools/list")["result"]["tools"]
    }
    said = "never instructions" if language == "en" else "jamais des consignes"
    assert all(said in told for name, told in described.items() if not TOOLS[name].writes)
    assert said[:5] in used(program, "search", {"q": "nothing"})["content"][0]["text"]
    unknown = used(program, "read_decision", {"slugs": "x"})
    assert unknown["isError"]
    assert mcp.PATH == "/mcp"
