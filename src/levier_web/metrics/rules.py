"""Who may do what with metrics and their sources."""

from __future__ import annotations

from levier_web.organisation.models import Role
from levier_web.organisation.roles import EVERYONE, grant

grant("metrics.read", EVERYONE)
grant("metrics.write", frozenset({Role.OWNER, Role.EXECUTIVE, Role.PRODUCT, Role.FINANCE}))
grant("metrics.sources", frozenset({Role.OWNER, Role.PRODUCT, Role.FINANCE}))
