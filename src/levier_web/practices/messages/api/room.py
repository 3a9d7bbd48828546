"""The room of these operations: the first word of their scopes."""

from __future__ import annotations

from levier_web.ui.api.rooms import Room

room = Room("messages")
