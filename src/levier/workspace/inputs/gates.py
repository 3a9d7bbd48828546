"""Gates: rules written before the data, each with its threshold (``[gates.ID]``)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

FUNCTIONS = ("product", "technology", "sales")
USUAL_SHARE = {"problem_share": 0.6, "task_success": 0.78, "contract": 0.5}
"""Thresholds of the kinds that have a usual one."""


class GateKind(StrEnum):
    """What a gate asks."""

    PROBLEM_SHARE = "problem_share"
    """Do enough active customers have the problem, of their own accord?"""
    PAID_TEST = "paid_test"
    """Do enough of those offered pay, and at which price?"""
    TASK_SUCCESS = "task_success"
    """Can people who are no experts do it?"""
    STOP_RULE = "stop_rule"
    """Will the count reach its threshold by the date?"""
    CONTRACT = "contract"
    """Do all functions sign?"""


@dataclass(frozen=True, slots=True)
class GateCriterion:
    """One criterion of a contract and the weight that the experts give it."""

    name: str
    weight: float = 1.0
    worst: float = 1.0
    best: float = 5.0
    """Ends of its marks; ``worst`` is the larger one when less is better."""


@dataclass(frozen=True, slots=True)
class Gate:
    """One table ``[gates.ID]`` of ``levier.toml``."""

    id: str
    kind: GateKind
    title: str
    threshold: float
    """A share between 0 and 1; a count for a stop rule."""
    decision: str = ""
    opportunity: str = ""
    registered_on: date | None = None
    """When the threshold was written down."""
    by_date: date | None = None
    starts_on: date | None = None
    """First day on which a stop rule counts; None: that of its first row."""
    active_customers: int | None = None
    """How many there are to be asked; None when it is not known."""
    minimum_per_segment: int = 5
    falling_demand: bool = True
    """Whether demand is held not to rise with the price."""
    metric: str = ""
    """The metric that a stop rule counts, instead of ``activations.csv``."""
    cumulative: bool = False
    """Whether the rows of ``activations.csv`` are running totals."""
    growth: bool = True
    """Whether the pace of a stop rule may change."""
    continue_at: float = 0.5
    stop_at: float = 0.1
    functions: tuple[str, ...] = FUNCTIONS
    criteria: tuple[GateCriterion, ...] = ()
