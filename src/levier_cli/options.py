"""Options that several commands read alike; a wrong one exits with 2 and a sentence."""

from __future__ import annotations

import math
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
    from levier.workspace.harmless import harmless

    typer.echo(harmless(sentence, kept="\n"), err=True)
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


def range_option(option: str, text: str) -> tuple[float, float, float]:
    """Read P10, P50 and P90 written as 2,3,5, or one number for all three."""
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) == 1:
        numbers *= 3
    if len(numbers) != 3 or not all(math.isfinite(number) for number in numbers):
        raise refuse(f"{option}: expected P10,P50,P90 like 2,3,5, or one number, got {text!r}.")
    low, mid, high = numbers
    if not low <= mid <= high:
        raise refuse(f"{option}: P10, P50 and P90 must be in order, got {text!r}: swap them.")
    return low, mid, high
