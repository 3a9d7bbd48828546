"""Which dataclass each command writes with ``--json``."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from levier.workspace.writing.schemas.generator import schema_of

if TYPE_CHECKING:
    from collections.abc import Mapping

ANSWERS: Mapping[str, tuple[str, str]] = {
    "plan": ("levier.workspace.planning.results", "Plan"),
    "forecast": ("levier.workspace.forecast_board.results", "Board"),
    "choose": ("levier.workspace.choosing.results", "Choice"),
    "gate": ("levier.workspace.gating.results", "Gates"),
    "allocate": ("levier.workspace.allocating.results", "Allocation"),
    "pnl": ("levier.workspace.accounts.results", "Accounts"),
    "client-exit": ("levier.workspace.simulating.results", "ClientExit"),
    "build-or-buy": ("levier.workspace.simulating.results", "BuildOrBuy"),
}
"""Module and class by word; ``measure`` and ``impact`` have ``writing/schema.json``."""


def answer_schema(word: str) -> dict[str, Any]:
    """Give the JSON Schema of what ``levier WORD --json`` writes.

    Parameters
    ----------
    word
        One of ``ANSWERS``.

    Raises
    ------
    KeyError
        When no command of that name has a schema made from its answer.
    """
    module, name = ANSWERS[word]
    return schema_of(getattr(import_module(module), name))
