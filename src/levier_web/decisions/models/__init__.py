"""Tables of the decisions."""

from levier_web.decisions.models.committee import AgendaItem, CommitteeSession
from levier_web.decisions.models.decision import Decision, DecisionVersion
from levier_web.decisions.models.deliberation import (
    Comment,
    DecisionOption,
    GateResult,
    RefusalLetter,
    StateChange,
)
from levier_web.decisions.models.evidence import Cost, Expectation, ExperimentArm, Exposure
from levier_web.decisions.models.opportunity import RICE_FIELDS, RICE_INPUTS, Opportunity

__all__ = [
    "RICE_FIELDS",
    "RICE_INPUTS",
    "AgendaItem",
    "Comment",
    "CommitteeSession",
    "Cost",
    "Decision",
    "DecisionOption",
    "DecisionVersion",
    "Expectation",
    "ExperimentArm",
    "Exposure",
    "GateResult",
    "Opportunity",
    "RefusalLetter",
    "StateChange",
]
