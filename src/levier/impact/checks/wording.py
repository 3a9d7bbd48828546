"""One way to word a check: its sentence in the catalogue, its figures by language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.impact.checks.result import CheckResult, CheckStatus
from levier.language import LANGUAGES, translate
from levier.language.numbers import number

if TYPE_CHECKING:
    from collections.abc import Mapping

Row = tuple[str | float, ...]


def worded(
    name: str,
    status: CheckStatus,
    figure: float,
    *,
    numbers: Mapping[str, float] | None = None,
    words: Mapping[str, object] | None = None,
    columns: tuple[str, ...] = (),
    table: tuple[Row, ...] = (),
    key: str = "",
) -> CheckResult:
    """Build a result whose sentence is ``checks.<name>.<key or status>``.

    ``numbers`` are written in each language with two significant digits, ``words`` as they are;
    the figure itself is always one of the numbers.
    """
    written = {"figure": figure, **(numbers or {})}
    return CheckResult(
        name=name,
        status=status,
        figure=figure,
        sentence={
            language: translate(
                f"checks.{name}.{key or status}",
                language,
                **{field: number(value, language, 2) for field, value in written.items()},
                **(words or {}),
            )
            for language in LANGUAGES
        },
        columns=columns,
        table=table,
    )


def passed_unless(failed: bool) -> CheckStatus:
    """Give the status of a check that either passes or fails."""
    return CheckStatus.FAILED if failed else CheckStatus.PASSED
