"""``levier worker``: measurements and imports in the background."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Add the word to the command."""
    app.command("worker", help="Run the jobs of the application: measurements, imports.")(worker)


def worker() -> None:
    """Run jobs until told to stop; several workers may run side by side."""
    from levier_web.config.worker import run

    run()
