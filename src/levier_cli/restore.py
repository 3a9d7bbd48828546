"""``levier restore``: an archive of ``levier backup`` put back into an empty installation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from levier_cli.language import LanguageOption, chosen_language


def register(app: typer.Typer) -> None:
    """Add the word to the command."""
    app.command("restore", help="Put a backup back into an empty installation, and prove it.")(
        restore
    )


def restore(
    file: Annotated[Path, typer.Argument(help="The archive that `levier backup` wrote.")],
    data: Annotated[
        Path | None,
        typer.Option(help="Empty folder for the embedded database and the files."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Only read the archive against its fingerprints.")
    ] = False,
    language: LanguageOption = None,
) -> None:
    """Restore a backup, or check that it is whole."""
    from levier_web.config.backups import restore_backup

    raise typer.Exit(restore_backup(file, data, chosen_language(language), only_check=check))
