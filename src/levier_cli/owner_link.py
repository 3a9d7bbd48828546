"""``levier owner-link``: a way in for an owner, when nothing else opens."""

from __future__ import annotations

from typing import Annotated

import typer

from levier_cli.language import LanguageOption, chosen_language


def register(app: typer.Typer) -> None:
    """Add the word to the command."""
    app.command("owner-link", help="Make a way in for an owner: one hour, once.")(owner_link)


def owner_link(
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="E-mail of the owner.")],
    without_second_factor: Annotated[
        bool,
        typer.Option("--without-second-factor", help="Remove their second factors too."),
    ] = False,
    language: LanguageOption = None,
) -> None:
    """Print a link that lets an owner in, whatever the rules; it is in the audit log."""
    from levier_web.config.environment import set_up

    set_up()
    from levier_web.identity.services import break_glass
    from levier_web.ui.refusals import Refusal
    from levier_web.ui.words import say

    spoken = chosen_language(language)
    try:
        path = break_glass.owner_link(email, without_second_factor=without_second_factor)
    except Refusal as refusal:
        typer.echo(say(refusal.key, spoken, **refusal.fields), err=True)
        raise typer.Exit(1) from None
    typer.echo(break_glass.told(email, path, spoken))
