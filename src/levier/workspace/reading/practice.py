"""What the readers of the practices' files have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from levier.workspace.reading.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from levier.workspace.inputs.gates import Gate


@dataclass(frozen=True, slots=True)
class Known:
    """What the other files declare; None where it is not known, so that nothing is checked.

    Attributes
    ----------
    metrics
        Ids of the metrics.
    decisions
        The team of each decision, by id.
    pools
        Names of the shared costs of ``[allocations]``.
    gates
        By id.
    """

    metrics: Collection[str] | None
    decisions: Mapping[str, str] | None
    pools: Collection[str] | None
    gates: Mapping[str, Gate] | None = None


@dataclass(frozen=True, slots=True)
class PracticeTable:
    """One file: how it is read, its faults noted, and how its rows are built when it has none."""

    read: Callable[[Sheet, Known], pl.DataFrame]
    build: Callable[[pl.DataFrame], tuple[Any, ...]]
