"""Who may take the committee pack away."""

from __future__ import annotations

from levier_web.organisation.models import Role
from levier_web.organisation.roles import LEADERS, grant

grant(
    "committee_pack.read",
    LEADERS | {Role.FINANCE, Role.PRODUCT, Role.AUDITOR},
)
