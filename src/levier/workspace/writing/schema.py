"""The JSON Schema (2020-12) of the results, kept as a file beside this one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SCHEMA_FILE = Path(__file__).with_name("schema.json")


def schema_text() -> str:
    """Give the schema as it is printed by ``levier schema``."""
    return SCHEMA_FILE.read_text(encoding="utf-8")


def load_schema() -> dict[str, Any]:
    """Give the schema as a dictionary."""
    schema: dict[str, Any] = json.loads(schema_text())
    return schema
