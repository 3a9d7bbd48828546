"""The page on which to read what a line of the audit log is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from levier_web.organisation.models import AuditLine

BY_NUMBER = {
    "signals.signal": "signals:signal",
    "signals.group": "signals:group",
    "decisions.committeesession": "decisions:session",
}
LISTS = {
    "decisions.decision": "decisions:list",
    "impact.measurement": "impact:list",
    "ledger.entry": "ledger:home",
}


def page_of(line: AuditLine) -> str:
    """Give the address of a page; a decision is opened from the list, its address tells a title."""
    if line.object_type in BY_NUMBER and line.object_id.isdigit():
        return reverse(BY_NUMBER[line.object_type], args=[line.object_id])
    return reverse(LISTS[line.object_type]) if line.object_type in LISTS else ""
