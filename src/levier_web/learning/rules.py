"""Who may learn in writing."""

from __future__ import annotations

from levier_web.organisation.models import Role
from levier_web.organisation.roles import EVERYONE, MAKERS, grant

grant("learning.read", EVERYONE)
grant("learning.write", MAKERS | {Role.MEMBER, Role.FINANCE})
grant("learning.review", MAKERS)
