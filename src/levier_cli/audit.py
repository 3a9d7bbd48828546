"""``levier audit``: whether what is append-only is whole."""

from __future__ import annotations

from typing import Annotated

import typer

from levier_cli.language import LanguageOption, chosen_language


def register(app: typer.Typer) -> None:
    """Add the word to the command."""
    words = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    words.command("verify", help="Check the audit log, the versions of decisions and the ledger.")(
        verify
    )
    app.add_typer(words, name="audit", help="Check what is added and never changed.")


def verify(
    against: Annotated[
        list[str] | None,
        typer.Option(help="A fingerprint noted before; it must still be there. May be repeated."),
    ] = None,
    language: LanguageOption = None,
) -> None:
    """Go through every chain; 0 when all are whole and hold what was noted, 1 otherwise."""
    from levier_web.config.environment import set_up

    set_up()
    from levier_web.organisation.services.verifying import told

    sentences, sound = told(against or [], chosen_language(language))
    for sentence in sentences:
        typer.echo(sentence)
    raise typer.Exit(0 if sound else 1)
