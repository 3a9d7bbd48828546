"""``levier schema``: print the JSON Schema of what a command writes with ``--json``."""

from __future__ import annotations

from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the word to the command line."""
    app.command("schema")(schema)


def schema(
    of: Annotated[
        str,
        typer.Option(
            help="Whose answer: results (of measure and impact), plan, forecast, choose, gate,"
            " allocate, pnl, client-exit, build-or-buy."
        ),
    ] = "results",
) -> None:
    """Print the JSON Schema that the file written with --json obeys."""
    import json

    from levier.workspace.writing.schema import schema_text
    from levier.workspace.writing.schemas.answers import ANSWERS, answer_schema
    from levier_cli.options import refuse

    if of == "results":
        typer.echo(schema_text(), nl=False)
    elif of in ANSWERS:
        typer.echo(json.dumps(answer_schema(of), ensure_ascii=False, indent=2))
    else:
        raise refuse(f"--of: expected one of results, {', '.join(ANSWERS)}; got {of!r}.")
