"""The ``levier`` command: gathers one file per word and starts without importing anything heavy."""

from __future__ import annotations

import typer

from levier_cli import check, demo, impact, init, measure, plan, schema

app = typer.Typer(
    name="levier",
    help="Link product and technology decisions to business results.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # boxes around the help cost a third of the time to print it
)
for word in (init, check, plan, measure, impact, demo, schema):
    word.register(app)


def run() -> None:
    """Run the command line."""
    app()
