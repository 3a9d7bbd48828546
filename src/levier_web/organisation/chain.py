"""The audit log among the chains that are verified."""

from __future__ import annotations

from levier_web.organisation.audit import expected
from levier_web.organisation.chains import chained
from levier_web.organisation.models import AuditLine

chained("audit", AuditLine, expected)
