"""``levier schema``: print the JSON Schema of the results."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Add the word to the command line."""
    app.command("schema")(schema)


def schema() -> None:
    """Print the JSON Schema that the file written by ``measure --json`` obeys."""
    from levier.workspace.writing.schema import schema_text

    typer.echo(schema_text(), nl=False)
