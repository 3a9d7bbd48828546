"""Who may read and write what in the ledger."""

from __future__ import annotations

from levier_web.organisation.models import Role
from levier_web.organisation.roles import EVERYONE, LEADERS, MAKERS, grant

MONEY = LEADERS | {Role.FINANCE, Role.PRODUCT, Role.AUDITOR}
"""Who sees accounts and costs: what a small team costs tells what its people earn."""

grant("ledger.read", EVERYONE)
grant("ledger.finance", MONEY)
grant("ledger.costs", frozenset({Role.OWNER, Role.FINANCE}))
grant("ledger.losses", MAKERS | {Role.FINANCE})
grant("ledger.stance", LEADERS)
