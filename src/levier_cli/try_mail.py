"""``levier try-mail``: whether the mail server of the settings takes what Levier sends."""

from __future__ import annotations

from typing import Annotated

import typer

from levier_cli.language import LanguageOption, chosen_language


def register(app: typer.Typer) -> None:
    """Add the word to the command."""
    app.command("try-mail", help="Send a letter of trial through the mail server.")(try_mail)


def try_mail(
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="Where the letter goes.")],
    language: LanguageOption = None,
) -> None:
    """Send a letter of trial, or say what the mail server said and what to mend."""
    from levier_web.config.environment import set_up

    set_up("nothing")
    from levier_web.practices.messages.services import trial
    from levier_web.ui.refusals import Refusal
    from levier_web.ui.words import say

    spoken = chosen_language(language)
    try:
        server = trial.try_mail(email, spoken)
    except Refusal as refusal:
        typer.echo(say(refusal.key, spoken, **refusal.fields), err=True)
        raise typer.Exit(1) from None
    typer.echo(say("messages.trial.taken", spoken, server=server, email=email))
