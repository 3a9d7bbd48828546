"""The versions of decisions among the chains that are verified."""

from __future__ import annotations

from levier_web.decisions.models import DecisionVersion
from levier_web.decisions.services.versions import expected
from levier_web.organisation.chains import chained

chained("versions", DecisionVersion, expected)
