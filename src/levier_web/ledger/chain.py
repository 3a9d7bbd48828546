"""The entries of the ledger among the chains that are verified."""

from __future__ import annotations

from levier_web.ledger.models import Entry
from levier_web.ledger.services.entries import expected
from levier_web.organisation.chains import chained

chained("entries", Entry, expected)
