"""``levier init``: write a commented example of a workspace, to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from levier_cli.language import LanguageOption, chosen_language

FolderArgument = Annotated[Path, typer.Argument(help="Where to write; made if need be.")]


def register(app: typer.Typer) -> None:
    """Add the word to the command line."""
    app.command("init")(init)


def init(folder: FolderArgument, language: LanguageOption = None) -> None:
    """Write a commented example of a workspace, to fill in."""
    from levier.errors import InvalidArgument
    from levier.language import translate
    from levier.workspace.template import write_template
    from levier_cli.faults import BAD_INPUT

    spoken = chosen_language(language)
    try:
        written = write_template(folder, spoken)
    except InvalidArgument as refused:
        typer.echo(str(refused), err=True)
        raise typer.Exit(BAD_INPUT) from None
    names = ", ".join(path.name for path in written)
    typer.echo(translate("workspace.init.written", spoken, folder=folder, files=names))
    typer.echo(translate("workspace.init.next", spoken, folder=folder))
