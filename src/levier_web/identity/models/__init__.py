"""Tables of the way in."""

from levier_web.identity.models.groups import GivenRole, GivenTeam, Group, GroupMembership, Source
from levier_web.identity.models.lockout import FailureCount, Kind
from levier_web.identity.models.policy import SignInPolicy
from levier_web.identity.models.scim import ScimPerson, ScimToken

__all__ = [
    "FailureCount",
    "GivenRole",
    "GivenTeam",
    "Group",
    "GroupMembership",
    "Kind",
    "ScimPerson",
    "ScimToken",
    "SignInPolicy",
    "Source",
]
