"""``levier backup``: every row and every file of the application in one archive."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from levier_cli.language import LanguageOption, chosen_language


def register(app: typer.Typer) -> None:
    """Add the word to the command."""
    app.command("backup", help="Write every row and file of the application to one archive.")(
        backup
    )


def backup(
    file: Annotated[Path, typer.Argument(help="The archive to write, a .zip.")],
    data: Annotated[
        Path | None,
        typer.Option(help="Folder of the embedded database and of the files brought in."),
    ] = None,
    language: LanguageOption = None,
) -> None:
    """Make a backup while people work; print what is in it."""
    from levier_web.config.backups import make_backup

    raise typer.Exit(make_backup(file, data, chosen_language(language)))
