"""Levier for programs: every operation typed, and what comes by webhook checked."""

from levier_client.operations import Levier
from levier_client.transport import Problem
from levier_client.webhooks import WebhookInvalid, verify

__all__ = ["Levier", "Problem", "WebhookInvalid", "verify"]
