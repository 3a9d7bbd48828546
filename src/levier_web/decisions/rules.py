"""Who may do what with decisions; what depends on one decision is in ``services.permitted``."""

from __future__ import annotations

from levier_web.organisation.models import Role
from levier_web.organisation.roles import EVERYONE, MAKERS, WRITERS, grant

FRAMERS = MAKERS | {Role.MEMBER}
"""Who frames decisions; finance reads and comments."""

grant("decisions.read", EVERYONE)
grant("decisions.write", FRAMERS)
grant("decisions.decide", FRAMERS)
grant("decisions.committee", MAKERS)
grant("decisions.comment", WRITERS)
