"""The ``levier`` command: gathers one file per word and starts without importing anything heavy."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from levier_cli import (
    allocate,
    audit,
    backup,
    check,
    choose,
    demo,
    forecast,
    gate,
    impact,
    init,
    mcp,
    measure,
    owner_link,
    plan,
    pnl,
    restore,
    schema,
    serve,
    simulate,
    try_mail,
    worker,
)

app = typer.Typer(
    name="levier",
    help="Link product and technology decisions to business results.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # boxes around the help cost a third of the time to print it
)
WORDS = (
    init,
    check,
    plan,
    measure,
    impact,
    forecast,
    choose,
    gate,
    allocate,
    pnl,
    simulate,
    demo,
    schema,
    serve,
    worker,
    owner_link,
    try_mail,
    mcp,
    audit,
    backup,
    restore,
)
for word in WORDS:
    word.register(app)


def _say_version(asked: bool) -> None:
    if asked:
        from levier import __version__

        typer.echo(f"levier {__version__}")
        raise typer.Exit


@app.callback()
def levier(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Say which Levier this is.", callback=_say_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Link product and technology decisions to business results."""


THREADS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS")
"""Matrices here are small: threads that wait for one another cost up to ten times the work."""


def run() -> None:
    """Run the command line, on one thread unless the environment says otherwise."""
    for variable in THREADS:  # read when NumPy is first imported, which is later
        os.environ.setdefault(variable, "1")
    app()
