"""A file of values to begin with, in the two styles that spreadsheets write."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier_web.metrics.models import Metric

STYLES = ("comma", "semicolon")
DAYS = 14
FIRST = date(2026, 1, 5)
NAMES = {"fr": ("commandes", "chiffre-affaires"), "en": ("orders", "revenue")}
LEVELS = (118.0, 5204.5)
RISES = (1.5, 60.25)


def example_rows(style: str, language: str, metrics: Sequence[Metric]) -> str:
    """Write two weeks of two metrics: those that are defined here, or two that might be."""
    names = [metric.slug for metric in metrics] or list(NAMES[language])
    mark, point = (",", ".") if style == "comma" else (";", ",")
    lines = [mark.join(("date", "metric", "value"))]
    for name, level, rise in zip(names, LEVELS, RISES, strict=False):
        for number in range(DAYS):
            day = FIRST + timedelta(number)
            written = day.isoformat() if style == "comma" else f"{day:%d/%m/%Y}"
            value = f"{level + rise * (number % 7):g}".replace(".", point)
            lines.append(mark.join((written, name, value)))
    return "\n".join(lines) + "\n"
