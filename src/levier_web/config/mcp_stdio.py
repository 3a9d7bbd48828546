"""Assistants that start Levier themselves, and speak over its standard input and output."""

from __future__ import annotations

import os

import anyio
from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone, translation

from levier_web.config.mcp import Caller, server
from levier_web.integrations.services import tokens
from levier_web.integrations.services.counting import counted
from levier_web.ui.api.rooms import Program
from levier_web.ui.refusals import Refusal

FROM = "stdio"


def run(site: str) -> None:
    """Serve until the assistant goes away.

    Raises
    ------
    Refusal
        When the token of the environment opens nothing.
    """
    from mcp.server.stdio import stdio_server

    clear = os.environ.get("LEVIER_TOKEN", "")
    first = _caller(clear, site)
    with translation.override(first.language):
        answering = server(lambda: _caller(clear, site))

    async def serve() -> None:
        async with stdio_server() as (came, gone):
            await answering.run(came, gone, answering.create_initialization_options())

    anyio.run(serve)


def _caller(clear: str, site: str) -> Caller:
    """Look the token up again for each message: it may be revoked meanwhile."""
    close_old_connections()
    token = tokens.recognise(f"Bearer {clear}", FROM)
    minute = timezone.now().replace(second=0, microsecond=0)
    if counted(f"token:{token.pk}", minute) > settings.API_PER_MINUTE:
        raise Refusal("ui.api.too_often", most=settings.API_PER_MINUTE)
    language = "en" if token.person.language == "en" else "fr"
    return Caller(
        token.person, Program(token.pk, frozenset(token.scopes)), language, site.rstrip("/")
    )
