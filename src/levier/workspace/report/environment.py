"""The templates of the report, and the files that go into its head."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_TEMPLATES = Path(__file__).with_name("templates")


@cache
def environment() -> Environment:
    """Give the templates; everything put into them is escaped."""
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def asset(name: str) -> str:
    """Give the text of a style sheet or script."""
    return (_TEMPLATES / name).read_text(encoding="utf-8")
