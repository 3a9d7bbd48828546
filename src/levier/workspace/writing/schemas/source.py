"""What the text of a module says of its classes, which Python does not keep when it runs."""

from __future__ import annotations

import ast
import inspect
import re
from functools import cache
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING, Any, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Iterator

_ATTRIBUTES = re.compile(r"\nAttributes\n-+\n(?P<body>.*?)(?=\n[^\n]+\n---|\Z)", re.S)
_ENTRY = re.compile(r"^(?P<names>\S.*)\n(?P<text>(?:[ ]+.*\n?|\n)+)", re.M)


def field_types(cls: type) -> dict[str, Any]:
    """Give the type of each field, names that only type checkers import included."""
    return get_type_hints(cls, globalns=_names(cls.__module__))


def class_description(cls: type) -> str:
    """Give the first paragraph of its docstring."""
    return _flat((inspect.getdoc(cls) or "").partition("\n\n")[0])


def field_descriptions(cls: type) -> dict[str, str]:
    """Give what is said of each field: under ``Attributes``, or in the string after it."""
    found = dict(_listed(inspect.getdoc(cls) or ""))
    body = next(
        node.body
        for node in _tree(cls.__module__).body
        if isinstance(node, ast.ClassDef) and node.name == cls.__name__
    )
    for node, following in pairwise(body):
        match node, following:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(ast.Constant(str(text))):
                found[name] = _flat(text)
    return found


def _listed(doc: str) -> Iterator[tuple[str, str]]:
    """Read the section ``Attributes`` of a docstring; one text may be about several names."""
    section = _ATTRIBUTES.search(doc)
    if section is None:
        return
    for entry in _ENTRY.finditer(section["body"] + "\n"):
        for name in entry["names"].split(","):
            yield name.strip(), _flat(entry["text"])


def _flat(text: str) -> str:
    """Put a text on one line, in the words of JSON."""
    return re.sub(r"\bNone\b", "null", " ".join(text.split()).replace("``", "`"))


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse(inspect.getsource(import_module(module)))


@cache
def _names(module: str) -> dict[str, Any]:
    """Give the names of a module as a type checker sees them."""
    names = dict(vars(import_module(module)))
    for block in _tree(module).body:
        if not (isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING"):
            continue
        for node in block.body:
            if isinstance(node, ast.ImportFrom) and node.module is not None:
                source = import_module(node.module)
                for alias in node.names:
                    names[alias.asname or alias.name] = getattr(source, alias.name)
    return names
