"""Which metric is being measured, on standard error, when someone is looking."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def metrics_progress() -> Iterator[Callable[[str, int, int], None]]:
    """Give the callback that draws a bar, or nothing where standard error is not a terminal."""
    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with bar:
        task = bar.add_task("", total=None)

        def report(metric: str, done: int, total: int) -> None:
            bar.update(task, description=metric, completed=done, total=total)

        yield report
