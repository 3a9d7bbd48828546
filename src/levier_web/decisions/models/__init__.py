"""Tables of the decisions."""

from levier_web.decisions.models.decision import Decision, DecisionVersion
from levier_web.decisions.models.evidence import Cost, Expectation, ExperimentArm, Exposure

__all__ = [
    "Cost",
    "Decision",
    "DecisionVersion",
    "Expectation",
    "ExperimentArm",
    "Exposure",
]
