"""The value ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from levier.workspace.results import Results
    from levier_web.impact.models import Measurement


class LedgerConfig(AppConfig):
    """Money, with its range and its grade."""

    name = "levier_web.ledger"
    label = "ledger"

    def ready(self) -> None:
        """Write entries with each measurement, and keep what the engine says of it."""
        from levier_web.impact.events import answered, measured
        from levier_web.ledger import sheet  # noqa: F401 - it adds itself to the sheet

        measured.connect(_write, dispatch_uid="ledger.entries")
        answered.connect(_tell, dispatch_uid="ledger.told")


def _write(measurement: Measurement, **_sent: object) -> None:
    from levier_web.ledger.services.entries import write_entries

    write_entries(measurement)


def _tell(measurement: Measurement, results: Results, **_sent: object) -> None:
    from levier_web.ledger.services.telling import tell

    tell(measurement, results)
