"""Answers as JSON, each naming its schema (``levier.results/1``, ``levier.plan/1``): for programs.

Field names are those of ``levier.workspace.results``; a field whose name Python keeps loses its
trailing underscore (``from_`` is ``from``). The keys of tables come in the order of the schema,
those of mappings (teams, decisions…) in alphabetical order, so that the same results are
always the same bytes.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol

from levier.language import LANGUAGES
from levier.workspace.results import CounterfactualBand, SeriesView
from levier.workspace.writing.atomic import replacing

if TYPE_CHECKING:
    from pathlib import Path

    from levier.language import Language

SERIES_DIGITS = 6
"""Significant digits kept of the series drawn by charts; every other number is exact."""
LEFT_OUT = "workspace"
"""The field that keeps what was looked at, for titles: it is the input, not the answer."""


class Answer(Protocol):
    """What a command answers: a frozen dataclass that names its schema."""

    @property
    def schema(self) -> str:
        """The name and version, as in ``levier.plan/1``."""


def to_json(results: Answer, language: Language | None = None) -> dict[str, Any]:
    """Turn results into what ``json.dump`` takes.

    Parameters
    ----------
    results
        What was measured, planned, chosen, split…
    language
        Keep only the sentences of this language; None keeps both.

    Returns
    -------
    dict
        A document that the schema accepts; a figure that is not finite is None.
    """
    document = {"schema": results.schema, **_plain(results)}
    return document if language is None else _only(document, language)


def write_json(results: Answer, path: str | Path, language: Language | None = None) -> None:
    """Write results to ``path``, whole or not at all.

    Raises
    ------
    OSError
        When the file cannot be written.
    """
    text = json.dumps(to_json(results, language), ensure_ascii=False, indent=1, allow_nan=False)
    with replacing(path) as temporary:
        temporary.write_text(text + "\n", encoding="utf-8")


def _plain(value: object) -> Any:  # noqa: ANN401 - JSON values
    match value:
        case SeriesView() | CounterfactualBand():
            return _table(_rounded(value))
        case Mapping():
            return {str(name): _plain(value[name]) for name in sorted(value)}
        case tuple() | list():
            return [_plain(item) for item in value]
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case float():
            return value if math.isfinite(value) else None
    return _table(value) if is_dataclass(value) else value


def _table(value: Any) -> dict[str, Any]:  # noqa: ANN401 - any of the dataclasses of results
    return {
        field.name.rstrip("_"): _plain(getattr(value, field.name))
        for field in fields(value)
        if field.name != LEFT_OUT
    }


def _rounded(value: SeriesView | CounterfactualBand) -> SeriesView | CounterfactualBand:
    if isinstance(value, SeriesView):
        return replace(value, observed=tuple(_short(number) for number in value.observed))
    p10, p50, p90 = (
        tuple(float(f"{number:.{SERIES_DIGITS}g}") for number in numbers)
        for numbers in (value.p10, value.p50, value.p90)
    )
    return replace(value, p10=p10, p50=p50, p90=p90)


def _short(number: float | None) -> float | None:
    return None if number is None else float(f"{number:.{SERIES_DIGITS}g}")


def _only(value: Any, language: Language) -> Any:  # noqa: ANN401 - JSON values
    if isinstance(value, list):
        return [_only(item, language) for item in value]
    if not isinstance(value, dict):
        return value
    if set(value) == set(LANGUAGES):
        return {language: value[language]}
    return {name: _only(item, language) for name, item in value.items()}
