"""Findings with their sentences: what was found, then what became of it, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from levier.language import LANGUAGES, translate
from levier.language.numbers import day, number, percent
from levier.workspace.data_finding import DataFinding, FindingKind, Handling

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from levier.language import Language
    from levier.workspace.model import Metric, PeriodKind

    Write = Callable[[Language], str]
    """Writes one field of a sentence in a language."""


class Dates(NamedTuple):
    """First and last day concerned."""

    first: date
    last: date


def in_words(when: date) -> Write:
    """Write a date in full."""
    return lambda language: day(when, language)


def as_number(value: float) -> Write:
    """Write a number."""
    return lambda language: number(value, language, 6)


def as_change(relative: float) -> Write:
    """Write a relative change with its sign."""
    return lambda language: percent(relative, language, signed=True)


def told(
    metric: Metric,
    kind: FindingKind,
    dates: Dates,
    figure: float,
    handling: Handling,
    keys: tuple[str, ...],
    fields: Mapping[str, Write] | None = None,
    suggestion: Mapping[str, str] | None = None,
) -> DataFinding:
    """Make one finding; ``keys`` are those of its sentences in ``data_quality``, in order."""
    written = {
        "first": in_words(dates.first),
        "last": in_words(dates.last),
        "span": _span(dates),
        "figure": as_change(figure),
        **(fields or {}),
    }
    return DataFinding(
        metric.id,
        kind,
        dates.first,
        dates.last,
        figure,
        handling,
        {language: _sentences(keys, written, language) for language in LANGUAGES},
        suggestion,
    )


def _span(dates: Dates) -> Write:
    """Write one day alone, or both ends."""
    if dates.first == dates.last:
        return in_words(dates.first)
    return lambda language: translate(
        "data_quality.span",
        language,
        first=day(dates.first, language),
        last=day(dates.last, language),
    )


def _sentences(keys: tuple[str, ...], written: Mapping[str, Write], language: Language) -> str:
    fields = {name: write(language) for name, write in written.items()}
    return " ".join(translate(f"data_quality.{key}", language, **fields) for key in keys)


def declaration(metric: Metric, kind: PeriodKind, dates: Dates, name: str) -> dict[str, str]:
    """Write the ``[[periods]]`` block that declares a finding, in both languages.

    ``name`` is the key of the block's name. A change of definition has no end.
    """
    ends = "" if kind.value == "definition" else f"ends_on = {dates.last}\n"
    return {
        language: "[[periods]]\n"
        f'name = "{translate(f"data_quality.names.{name}", language)}"\n'
        f'kind = "{kind.value}"\n'
        f"starts_on = {dates.first}\n"
        f"{ends}"
        f'metrics = ["{metric.id}"]'
        for language in LANGUAGES
    }
