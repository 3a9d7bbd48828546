"""What assistants speak with: the Model Context Protocol, over HTTP and over stdio.

The tools are operations of the programming interface, so that an assistant meets the doors, the
scopes and the floors that a program meets. Each call stands alone: no session is kept, any process
may answer it. What would change something is previewed and waits for a person.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from asgiref.sync import async_to_sync, sync_to_async
from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.module_loading import autodiscover_modules
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from levier_web.integrations.services import previews
from levier_web.integrations.services.calling import called
from levier_web.ui.api.problems import problem
from levier_web.ui.api.tools import TOOLS, Tool
from levier_web.ui.doors import public
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.http import HttpRequest
    from mcp.server.lowlevel import Server

    from levier_web.organisation.models import Person
    from levier_web.ui.api.rooms import Program

PATH = "/mcp"
autodiscover_modules("tools")
PREVIEWED = {
    "type": "object",
    "properties": {
        "preview": {"type": "integer"},
        "address": {"type": "string"},
        "expires_at": {"type": "string", "format": "date-time"},
        "would_be": {"type": "object"},
    },
    "required": ["preview", "address", "expires_at", "would_be"],
}


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, with what token, in which language, and where pages are found."""

    person: Person
    program: Program
    language: str
    site: str


Recognised = Callable[[], Caller]
"""Gives the caller of one message; raises a Refusal when the token opens nothing any more."""


def server(recognised: Recognised) -> Server[Any]:
    """Make the server of one caller."""
    from mcp.server.lowlevel import Server
    from mcp.types import CallToolResult, ListToolsResult

    async def list_tools(_context: object, _params: object) -> ListToolsResult:
        listed: ListToolsResult = await sync_to_async(_listed)(recognised)
        return listed

    async def call_tool(_context: object, params: Any) -> CallToolResult:  # noqa: ANN401 - of the library
        asked = params.arguments or {}
        told: CallToolResult = await sync_to_async(_answered)(recognised, params.name, asked)
        return told

    return Server(
        "Levier",
        version="1",
        instructions=say("integrations.mcp.instructions"),
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _listed(recognised: Recognised) -> Any:  # noqa: ANN401 - of the library
    from mcp.types import ListToolsResult

    caller = recognised()
    with translation.override(caller.language):
        person, program = caller.person, caller.program
        open_ones = [TOOLS[name] for name in sorted(TOOLS)]
        open_ones = [tool for tool in open_ones if tool.open_to(person, program)]
        return ListToolsResult(tools=[_described(tool) for tool in open_ones])


def _described(tool: Tool) -> Any:  # noqa: ANN401 - of the library
    from mcp.types import Tool as Described
    from mcp.types import ToolAnnotations

    note = say("integrations.mcp.previews" if tool.writes else "integrations.mcp.data")
    return Described(
        name=tool.name,
        description=f"{say(tool.key)} {note}",
        input_schema=tool.form.takes,
        output_schema=PREVIEWED if tool.writes else tool.form.gives,
        annotations=ToolAnnotations(
            read_only_hint=not tool.writes, destructive_hint=False, open_world_hint=False
        ),
    )


def _answered(recognised: Recognised, name: str, arguments: dict[str, Any]) -> Any:  # noqa: ANN401 - of the library
    from mcp.types import CallToolResult, TextContent

    try:
        caller = recognised()
        with translation.override(caller.language):
            said, told = _done(caller, name, arguments)
    except Refusal as refusal:
        return CallToolResult(content=[TextContent(type="text", text=str(refusal))], is_error=True)
    written = json.dumps(told, ensure_ascii=False)
    return CallToolResult(
        content=[TextContent(type="text", text=f"{said}\n{written}")], structured_content=told
    )


def _done(caller: Caller, name: str, arguments: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    tool = TOOLS.get(name)
    if tool is None:
        raise Refusal("integrations.refused.no_tool")
    if not tool.writes:
        answer = called(caller.person, caller.program, tool, arguments)
        return say("integrations.mcp.read", what=say(tool.key)), answer
    kept = previews.keep(caller.person, caller.program, tool, arguments)
    address = caller.site + reverse("integrations:preview", args=[kept.pk])
    told = {
        "preview": kept.pk,
        "address": address,
        "expires_at": kept.expires_at.isoformat(),
        "would_be": kept.outcome,
    }
    return say("integrations.mcp.kept", number=kept.pk, address=address), told


@csrf_exempt
@public
@require_POST
def over_http(request: HttpRequest) -> HttpResponse:
    """Answer one message; the middleware of programs has recognised the token."""
    program: Program | None = getattr(request, "program", None)
    if program is None:  # only where the middleware is taken away
        return problem(401, "ui.api.no_token")
    origin = request.headers.get("Origin", "")
    if origin and urlsplit(origin).netloc != request.get_host():
        return problem(403, "integrations.refused.origin")
    site = f"{request.scheme}://{request.get_host()}"
    caller = Caller(reader(request), program, translation.get_language() or "fr", site)
    return _exchanged(request, server(lambda: caller))


def _exchanged(request: HttpRequest, answering: Server[Any]) -> HttpResponse:
    """Have the library answer one message as it would under an asynchronous server."""
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

    manager = StreamableHTTPSessionManager(answering, json_response=True, stateless=True)
    sent: list[dict[str, Any]] = []
    headers = [
        (name.lower().encode("latin-1"), value.encode("latin-1", "replace"))
        for name, value in request.headers.items()
    ]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": request.scheme,
        "path": PATH,
        "raw_path": PATH.encode(),
        "query_string": b"",
        "headers": headers,
        "server": (request.get_host(), None),
        "client": None,
    }
    arrived = [{"type": "http.request", "body": request.body, "more_body": False}]

    async def receive() -> Any:  # noqa: ANN401 - of the library
        return arrived.pop() if arrived else {"type": "http.disconnect"}

    async def send(message: Any) -> None:  # noqa: ANN401 - of the library
        sent.append(dict(message))

    async def exchange() -> None:
        async with manager.run():
            await manager.handle_request(scope, receive, send)

    async_to_sync(exchange)()
    return _response(sent)


def _response(sent: list[dict[str, Any]]) -> HttpResponse:
    start = next(one for one in sent if one["type"] == "http.response.start")
    body = b"".join(one.get("body", b"") for one in sent if one["type"] == "http.response.body")
    response = HttpResponse(body, status=start["status"], content_type="")
    del response.headers["Content-Type"]
    for name, value in start.get("headers", []):
        if name.lower() != b"content-length":
            response.headers[name.decode("latin-1")] = value.decode("latin-1")
    return response
