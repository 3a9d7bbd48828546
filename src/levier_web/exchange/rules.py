"""Who may bring a workspace in, and take one out."""

from __future__ import annotations

from levier_web.organisation.models import Role
from levier_web.organisation.roles import LEADERS, grant

grant("exchange.read", LEADERS | {Role.FINANCE, Role.PRODUCT, Role.AUDITOR})
grant("exchange.bring", LEADERS | {Role.PRODUCT})
