"""Where SCIM is served."""

from __future__ import annotations

BASE = "/scim/v2"
