"""What ``levier gate`` answers, as frozen tables; ``writing.json`` turns them into JSON.

Shares and probabilities are between 0 and 1, amounts in the company's currency.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from levier.gates.inside_outside import InsideOutside
    from levier.gates.paid_test import PaidTest
    from levier.gates.problem_share import ShareGate
    from levier.gates.scorecard import LearnedWeight
    from levier.gates.signatures import ContractCheck
    from levier.gates.stop_rule import StopRule
    from levier.gates.task_success import TaskSuccess
    from levier.gates.theme_saturation import Saturation
    from levier.gates.verdict import ShareRange, Verdict
    from levier.gates.voices import Voices
    from levier.workspace.inputs.gates import Gate, GateKind

Sentence = Mapping[str, str]
"""In both languages."""

SCHEMA = "levier.gate/1"


class NoVerdict(StrEnum):
    """Why a gate gives no verdict; the sentence is ``gate.no_verdict.<code>``."""

    NO_ROWS = "no_rows"
    """Nothing was seen yet."""
    NO_CUSTOMER = "no_customer"
    """Rows there are, and none is of an active customer."""
    NOT_REGISTERED = "not_registered"
    """Nothing says when the stop rule was written down."""
    REGISTERED_LATE = "registered_late"
    """The stop rule was written down after its first count."""


@dataclass(frozen=True, slots=True)
class SegmentHeard:
    """How many customers of one segment were heard.

    Attributes
    ----------
    raised
        Those who raised the problem unprompted.
    range
        Their share.
    missing
        How many more its minimum asks for.
    """

    segment: str
    heard: int
    raised: int
    range: ShareRange
    missing: int


@dataclass(frozen=True, slots=True)
class ShareDetail:
    """The share of active customers who have the problem.

    Attributes
    ----------
    answer
        Against the threshold.
    voices
        Who was heard, and who was set aside.
    segments
        By name.
    saturation
        Of themes by interview; None when no theme was noted, or a single interview held.
    evidence
        Customers and colleagues; None when nobody raised the problem.
    """

    answer: ShareGate
    voices: Voices
    segments: tuple[SegmentHeard, ...]
    saturation: Saturation | None
    evidence: InsideOutside | None


@dataclass(frozen=True, slots=True)
class InvoiceTime:
    """How long the first invoice of a price took."""

    price: float
    days: int


@dataclass(frozen=True, slots=True)
class PaidDetail:
    """Prices compared; ``invoices`` of those whose first invoice is dated."""

    answer: PaidTest
    invoices: tuple[InvoiceTime, ...]


@dataclass(frozen=True, slots=True)
class TaskDetail:
    """Tasks, the weakest first."""

    answer: TaskSuccess


@dataclass(frozen=True, slots=True)
class StopDetail:
    """A stop rule.

    Attributes
    ----------
    answer
        The chance and what the rule says.
    first_day, last_day
        Of what was counted.
    seen
        (T,) last day of each period counted, and the total by then.
    to_come
        (H,) last day of each period to come, as long as the fan of the answer.
    preregistered
        Whether the rule was written down before the first count.
    """

    answer: StopRule
    first_day: date
    last_day: date
    seen: tuple[tuple[date, float], ...]
    to_come: tuple[date, ...]
    preregistered: bool


@dataclass(frozen=True, slots=True)
class ContractAnswer:
    """One contract: its name (empty when the gate is for a single one) and its state."""

    contract: str
    check: ContractCheck
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class YearlyWeights:
    """The weights as they were learned at the end of a year."""

    year: int
    outcomes: int
    weights: tuple[LearnedWeight, ...]


@dataclass(frozen=True, slots=True)
class ContractDetail:
    """Contracts of one gate.

    Attributes
    ----------
    contracts
        By name.
    weights
        The experts' and those learned from the outcomes of past contracts.
    outcomes
        How many past contracts taught them.
    years
        The weights at the end of each year in which an outcome became known.
    """

    contracts: tuple[ContractAnswer, ...]
    weights: tuple[LearnedWeight, ...]
    outcomes: int
    years: tuple[YearlyWeights, ...]


Detail = ShareDetail | PaidDetail | TaskDetail | StopDetail | ContractDetail


@dataclass(frozen=True, slots=True)
class GateAnswer:
    """One gate.

    Attributes
    ----------
    verdict
        None when there is none; ``reason`` then says why.
    sentence
        The verdict in words.
    next
        What to do.
    assumptions
        What the figures rest on.
    detail
        The figures; None when nothing was seen.
    """

    id: str
    title: str
    kind: GateKind
    verdict: Verdict | None
    reason: NoVerdict | None
    sentence: Sentence
    next: tuple[Sentence, ...]
    assumptions: tuple[Sentence, ...]
    gate: Gate
    detail: Detail | None


@dataclass(frozen=True, slots=True)
class GateProvenance:
    """What is needed to get the same answer again."""

    levier: str
    fingerprint: str
    seed: int


@dataclass(frozen=True, slots=True)
class Gates:
    """Everything that one run of ``levier gate`` found.

    Attributes
    ----------
    as_of
        The last day looked at; None when no row has a date.
    gates
        In the order of ``levier.toml``.
    """

    company: str
    currency: str
    as_of: date | None
    gates: tuple[GateAnswer, ...]
    provenance: GateProvenance
    schema: str = field(default=SCHEMA)

    def _repr_html_(self) -> str:
        """Show the answer in a notebook."""
        from levier.workspace.gating.told import sections
        from levier.workspace.notebook import notebook_html

        return notebook_html(sections(self, "en"))
