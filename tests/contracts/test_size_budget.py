"""Small files, short functions: what keeps the engine readable."""

from __future__ import annotations

import ast
import statistics

from tests.contracts.source_tree import ENGINE, SOURCE, Function, functions, modules

LONGEST_FILE, LONGEST_FUNCTION = 500, 80
MEDIAN_FILE, MEDIAN_FUNCTION, LONG_FUNCTION = 120, 8, 40


def length(function: Function) -> int:
    """Count the lines of a function without its docstring."""
    first = function.body[0]
    documented = function.body[1:] if is_docstring(function) else function.body
    spoken = (first.end_lineno or 0) - first.lineno + 1 if is_docstring(function) else 0
    assert documented or spoken
    return (function.end_lineno or 0) - function.lineno + 1 - spoken


def is_docstring(function: Function) -> bool:
    return ast.get_docstring(function) is not None


def test_no_file_is_too_long() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert {path: count for path, count in lines.items() if count > LONGEST_FILE} == {}
    assert statistics.median(lines.values()) <= MEDIAN_FILE


def test_no_function_is_too_long() -> None:
    found = [
        (f"{path.relative_to(SOURCE)}:{function.name}", length(function))
        for path in modules()
        for function in functions(path)
    ]
    assert [one for one in found if one[1] > LONGEST_FUNCTION] == []
    lengths = sorted(count for _, count in found)
    assert statistics.median(lengths) <= MEDIAN_FUNCTION
    assert lengths[int(0.95 * len(lengths))] <= LONG_FUNCTION


def test_the_engine_is_counted() -> None:
    assert len(modules(ENGINE)) > 100
