"""Who may say how people come in."""

from __future__ import annotations

from levier_web.organisation.models import Role
from levier_web.organisation.roles import grant

grant("identity.manage", frozenset({Role.OWNER}))
