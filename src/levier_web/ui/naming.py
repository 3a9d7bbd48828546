"""What programs call things and acts, as people do: for the audit log and for data held of people.

Each room words its own: ``decisions.thing.comment`` and ``decisions.logged.decision.decided``.
"""

from __future__ import annotations

from functools import cache

from levier_web.ui.words import known, rooms, say

ELSEWHERE = {
    "levier_messages": "messages",
    "account": "identity",
    "mfa": "identity",
    "usersessions": "identity",
    "socialaccount": "identity",
}
"""Rooms of tables whose application bears another name."""
REFUSED = "refused"
"""Begins what was tried and refused; the refusal's own key follows."""


def thing(label: str) -> str:
    """Name a table as people do: ``decisions.Comment``, with or without a column, is a comment."""
    application, model, *_ = label.split(".")
    key = f"{ELSEWHERE.get(application, application)}.thing.{model.lower()}"
    return say(key) if known(key) else label


def happened(action: str) -> str:
    """Say what an action of the audit log is."""
    if action.partition(".")[0] == REFUSED:
        return say("organisation.logged.refused.any")
    room = _room_of(action)
    return say(f"{room}.logged.{action}") if room else action


@cache
def _room_of(action: str) -> str:
    return next((room for room in rooms() if known(f"{room}.logged.{action}")), "")
