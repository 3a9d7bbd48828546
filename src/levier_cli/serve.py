"""``levier serve``: the application on this machine, with its worker."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from levier_cli.language import LanguageOption, chosen_language


def register(app: typer.Typer) -> None:
    """Add the word to the command."""
    app.command("serve", help="Serve the application: your company's, or the demonstration's.")(
        serve
    )


def serve(
    port: Annotated[int, typer.Option(help="Port on which it answers.")] = 8000,
    host: Annotated[
        str, typer.Option(help="Address on which it answers; 0.0.0.0 for the whole network.")
    ] = "127.0.0.1",
    data: Annotated[
        Path | None,
        typer.Option(help="Folder of the embedded database and of the files brought in."),
    ] = None,
    demonstration: Annotated[
        bool,
        typer.Option("--demonstration", help="Start afresh with the demonstration company."),
    ] = False,
    language: LanguageOption = None,
    workers: Annotated[int, typer.Option(help="Processes that answer pages.", min=1)] = 2,
) -> None:
    """Set everything up, start the worker and the server, say how to sign in and how to stop."""
    from levier_web.config.serving import Serving, run

    run(Serving(host, port, data, demonstration, chosen_language(language), workers))
