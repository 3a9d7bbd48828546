"""Tables of the organisation."""

from levier_web.organisation.models.audit import AuditLine
from levier_web.organisation.models.company import (
    Client,
    Company,
    Product,
    ProductPhase,
    Team,
    Tribe,
)
from levier_web.organisation.models.floors import FloorsFounding, TeamGroup
from levier_web.organisation.models.importing import PeopleImport
from levier_web.organisation.models.people import Invitation, Membership, Person, Role
from levier_web.organisation.models.rights import DecisionRight, Part

__all__ = [
    "AuditLine",
    "Client",
    "Company",
    "DecisionRight",
    "FloorsFounding",
    "Invitation",
    "Membership",
    "Part",
    "PeopleImport",
    "Person",
    "Product",
    "ProductPhase",
    "Role",
    "Team",
    "TeamGroup",
    "Tribe",
]
