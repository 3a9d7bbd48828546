"""What assistants may do with the value ledger."""

from __future__ import annotations

from levier_web.ledger.api import room
from levier_web.ui.api.tools import reads

reads(
    room,
    "ledger.tool.read_ledger",
    "ledger.tool.read_ledger_by",
    "ledger.tool.read_position",
    "ledger.tool.list_entries",
    "ledger.tool.read_entry",
    "ledger.tool.check_entries",
)
