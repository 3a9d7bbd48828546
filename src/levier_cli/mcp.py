"""``levier mcp``: Levier for an assistant that runs on this machine."""

from __future__ import annotations

from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the word to the command."""
    app.command("mcp", help="Serve an assistant over its standard input and output.")(mcp)


def mcp(
    site: Annotated[
        str, typer.Option("--site", metavar="URL", help="Where people open Levier.")
    ] = "http://localhost:8000",
) -> None:
    """Answer the assistant that started this command, for the token in LEVIER_TOKEN."""
    from levier_web.config.environment import set_up

    set_up()
    from levier_web.config.mcp_stdio import run
    from levier_web.ui.refusals import Refusal

    try:
        run(site)
    except Refusal as refusal:
        typer.echo(str(refusal), err=True)
        raise typer.Exit(1) from None
