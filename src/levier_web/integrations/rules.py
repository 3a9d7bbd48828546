"""Who may let programs in and out."""

from __future__ import annotations

from levier_web.organisation.models import Role
from levier_web.organisation.roles import EVERYONE, grant

grant("integrations.tokens", EVERYONE)
grant("integrations.oversee", frozenset({Role.OWNER}))
grant("integrations.webhooks", frozenset({Role.OWNER}))
