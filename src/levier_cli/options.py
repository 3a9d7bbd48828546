"""Options that several commands read alike; a wrong one exits with 2 and a sentence."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import typer

from levier_cli.faults import BAD_INPUT


class Switch(StrEnum):
    """Whether something is used."""

    ON = "on"
    OFF = "off"


class DirectionName(StrEnum):
    """Which way a series should go."""

    UP = "up"
    DOWN = "down"


def refuse(sentence: str) -> typer.Exit:
    """Say on standard error why an option cannot be obeyed; raise what this returns."""
    typer.echo(sentence, err=True)
    return typer.Exit(BAD_INPUT)


def day_option(option: str, text: str | None) -> date | None:
    """Read a day written as 2026-06-30."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise refuse(f"{option}: expected a day like 2026-06-30, got {text!r}.") from None


def span_option(option: str, text: str | None) -> tuple[date, date] | None:
    """Read two days written as 2025-01-01:2025-06-30, both included."""
    if text is None:
        return None
    first, _, last = text.partition(":")
    begins, ends = day_option(option, first), day_option(option, last)
    if begins is None or ends is None or begins > ends:
        raise refuse(
            f"{option}: expected two days in order like 2025-01-01:2025-06-30, got {text!r}."
        )
    return begins, ends
