"""The log: one line an event, as JSON if asked, with no personal data in it.

Addresses of people, tokens and keys that a library puts into a message are masked in every form.
"""

from __future__ import annotations

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime

request_number: ContextVar[str] = ContextVar("request_number", default="")
MASKED = (
    (re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+"), "[e-mail]"),
    (re.compile(r"\b(?:lev|whsec|scim)_[\w-]{8,}"), "[token]"),
    (re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{8,}"), r"\1 [token]"),
    (re.compile(r"(?i)\b(password|secret|token|key|code|state)=[^\s&\"']+"), r"\1=[masked]"),
    (re.compile(r"\b(?:\d{1,3}\.){3}\d{1,3}\b"), "[address]"),
)
"""What a line may hold of a person or open a door with, and what stands in its place."""
KEPT = ("method", "route", "status", "milliseconds", "job")
"""Fields of a record that are written besides its message; no other is."""


def masked(text: str) -> str:
    """Take out of a text what names a person or opens a door."""
    for pattern, instead in MASKED:
        text = pattern.sub(instead, text)
    return text


class LineFormatter(logging.Formatter):
    """A line for people to read."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the record with what is kept of its fields."""
        about = " ".join(
            f"{name}={getattr(record, name)}" for name in KEPT if hasattr(record, name)
        )
        return masked(" ".join(part for part in (super().format(record), about) if part))


class JsonFormatter(logging.Formatter):
    """One JSON object a line, for machines to gather."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the record."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": masked(record.getMessage()),
        }
        if number := request_number.get():
            line["request"] = number
        line |= {name: getattr(record, name) for name in KEPT if hasattr(record, name)}
        if record.exc_info:
            line["error"] = masked(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)
