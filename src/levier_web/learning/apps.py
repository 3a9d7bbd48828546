"""The learning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from levier.workspace.results import Results
    from levier_web.impact.models import Measurement


class LearningConfig(AppConfig):
    """Where the chain closes."""

    name = "levier_web.learning"
    label = "learning"

    def ready(self) -> None:
        """Judge forecasts with each measurement."""
        from levier_web.impact.events import answered
        from levier_web.learning import sheet  # noqa: F401 - it adds itself to the sheet

        answered.connect(_judge, dispatch_uid="learning.board")


def _judge(measurement: Measurement, results: Results, **_sent: object) -> None:
    from levier_web.learning.services.board import keep_board

    keep_board(measurement, results)
