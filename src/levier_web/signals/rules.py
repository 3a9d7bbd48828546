"""Who may read, post and answer signals."""

from __future__ import annotations

from levier_web.organisation.roles import EVERYONE, MAKERS, WRITERS, grant

grant("signals.read", EVERYONE)
grant("signals.post", WRITERS)
grant("signals.handle", MAKERS)
