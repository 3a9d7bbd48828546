"""``levier demo``: write a fictional company to try Levier on, with the truth beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from levier_cli.language import LanguageOption, chosen_language

FolderArgument = Annotated[Path, typer.Argument(help="Where to write; made if need be.")]
SeedOption = Annotated[int, typer.Option(min=0, help="Another seed draws another history.")]
ForceOption = Annotated[
    bool, typer.Option("--force", help="Write over a demonstration that is already there.")
]


def register(app: typer.Typer) -> None:
    """Add the word to the command line."""
    app.command("demo")(demo)


def demo(
    folder: FolderArgument,
    seed: SeedOption = 1,
    language: LanguageOption = None,
    force: ForceOption = False,
) -> None:
    """Write a fictional company to try Levier on: two years, with the truth beside it."""
    from levier.errors import InvalidArgument
    from levier.language import translate
    from levier.workspace import demonstration
    from levier_cli.faults import BAD_INPUT

    spoken = chosen_language(language)
    try:
        written = demonstration.write(folder, seed=seed, language=spoken, replace=force)
    except InvalidArgument as refused:
        typer.echo(str(refused), err=True)
        raise typer.Exit(BAD_INPUT) from None
    typer.echo(translate("demonstration.cli.written", spoken, folder=written, seed=seed))
    typer.echo(translate("demonstration.cli.next", spoken, folder=written))
