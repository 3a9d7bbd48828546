"""Calls of programs about messages: one's own, rooms of other tools, links for walls, mails."""

from levier_web.practices.messages.api import capture, channels, mine

__all__ = ["capture", "channels", "mine"]
