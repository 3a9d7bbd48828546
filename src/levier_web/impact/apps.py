"""The impact."""

from __future__ import annotations

from django.apps import AppConfig


class ImpactConfig(AppConfig):
    """Asks the engine, and stores its answers."""

    name = "levier_web.impact"
    label = "impact"

    def ready(self) -> None:
        """Measure again when what is measured changes."""
        from levier_web.decisions.events import evidence_changed
        from levier_web.impact import sheet  # noqa: F401 - it adds itself to the sheet
        from levier_web.impact.services.asking import on_change
        from levier_web.metrics.events import definitions_changed, observations_changed

        evidence_changed.connect(on_change, dispatch_uid="impact.evidence")
        definitions_changed.connect(on_change, dispatch_uid="impact.definitions")
        observations_changed.connect(on_change, dispatch_uid="impact.observations")
