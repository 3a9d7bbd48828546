"""Who may do what with measurements."""

from __future__ import annotations

from levier_web.organisation.models import Role
from levier_web.organisation.roles import EVERYONE, MAKERS, grant

grant("impact.read", EVERYONE)
grant("impact.measure", MAKERS | {Role.FINANCE})
grant("impact.pin", MAKERS | {Role.FINANCE})
