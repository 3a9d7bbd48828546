"""Who may do what with budgets: everybody reads and raises, few set lines and answer."""

from __future__ import annotations

from levier_web.organisation.models import Role
from levier_web.organisation.roles import EVERYONE, LEADERS, grant

grant("budget_alerts.read", EVERYONE)
grant("budget_alerts.raise", EVERYONE)
grant("budget_alerts.answer", LEADERS | {Role.FINANCE, Role.PRODUCT, Role.MEMBER})
grant("budget_alerts.lines", frozenset({Role.OWNER, Role.FINANCE}))
