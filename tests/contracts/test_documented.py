"""Every public thing of the engine says what it is."""

from __future__ import annotations

import ast

import pytest
from tests.contracts.source_tree import ENGINE, SOURCE, modules, tree_of

Documented = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def public(node: Documented) -> bool:
    return not node.name.startswith("_")


def public_things(tree: ast.Module) -> list[Documented]:
    """List public functions and classes of a module, and the public methods of the latter."""
    top = [node for node in tree.body if isinstance(node, Documented) and public(node)]
    inside = [
        method
        for node in top
        if isinstance(node, ast.ClassDef)
        for method in node.body
        if isinstance(method, Documented) and public(method)
    ]
    return [*top, *inside]


def test_every_public_thing_of_the_engine_has_a_docstring() -> None:
    silent = [
        f"{path.relative_to(SOURCE)}:{node.name}"
        for path in modules(ENGINE)
        for node in public_things(tree_of(path))
        if ast.get_docstring(node) is None
    ]
    assert silent == []


def test_every_module_says_what_it_holds() -> None:
    assert [path for path in modules() if not ast.get_docstring(tree_of(path))] == []


@pytest.mark.parametrize("section", ["Parameters", "Raises"])
def test_the_public_functions_have_the_sections_of_a_reference(section: str) -> None:
    whole, single = "whole_workspace.py", "single_series.py"
    for path, name in ((whole, "measure"), (whole, "plan"), (single, "impact")):
        (found,) = (
            node
            for node in tree_of(ENGINE / path).body
            if isinstance(node, ast.FunctionDef) and node.name == name
        )
        told = ast.get_docstring(found) or ""
        assert f"{section}\n{'-' * len(section)}" in told
        if section == "Parameters":
            given = [*found.args.args, *found.args.kwonlyargs]
            assert all(argument.arg in told for argument in given)
