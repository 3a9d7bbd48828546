"""Who may do what with messages: everybody chooses their own, the owner sets rooms and links."""

from __future__ import annotations

from levier_web.organisation.models import Role
from levier_web.organisation.roles import EVERYONE, WRITERS, grant

grant("messages.choose", EVERYONE)
grant("messages.channels", frozenset({Role.OWNER}))
grant("messages.capture", frozenset({Role.OWNER}))
grant("messages.mail", WRITERS)
