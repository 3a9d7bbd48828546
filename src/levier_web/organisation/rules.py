"""Who may do what in the organisation."""

from __future__ import annotations

from levier_web.organisation.models import Role
from levier_web.organisation.roles import EVERYONE, LEADERS, grant

grant("organisation.read", EVERYONE)
grant("organisation.people", LEADERS)
grant("organisation.manage", frozenset({Role.OWNER}))
grant("organisation.rights", LEADERS)
grant("organisation.audit", frozenset({Role.OWNER, Role.AUDITOR, Role.OBSERVER}))
