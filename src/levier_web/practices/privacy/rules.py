"""Who reads and who settles what concerns people's data."""

from __future__ import annotations

from levier_web.organisation.models import Role
from levier_web.organisation.roles import EVERYONE, grant

grant("privacy.read", frozenset({Role.OWNER, Role.OBSERVER, Role.AUDITOR}))
grant("privacy.manage", frozenset({Role.OWNER}))
grant("privacy.own", EVERYONE)
