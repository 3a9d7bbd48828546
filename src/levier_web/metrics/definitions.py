"""What a definition consists of, as it is wished for, stored in a version and compared."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from levier_web.metrics.models import Metric

if TYPE_CHECKING:
    from levier_web.organisation.models import Team

ENTRIES = (
    "slug",
    "title",
    "unit",
    "grain",
    "direction",
    "kind",
    "stage",
    "value",
    "parent",
    "controls",
    "team",
)
"""What a version holds, in the order in which pages show it."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A whole definition, but for the id."""

    title: str
    unit: str
    grain: str
    direction: str
    kind: str
    stage: str = ""
    value: tuple[float | None, float | None, float | None] = (None, None, None)
    controls: tuple[Metric, ...] = ()
    parent: Metric | None = None
    team: Team | None = None

    @classmethod
    def standing(cls, metric: Metric) -> Definition:
        """Give the definition of a metric as it stands."""
        return cls(
            metric.title,
            metric.unit,
            metric.grain,
            metric.direction,
            metric.kind,
            metric.stage,
            (metric.value_low, metric.value_mid, metric.value_high),
            tuple(metric.controls.order_by("slug")),
            metric.parent,
            metric.team,
        )

    def under(self, parent: Metric | None) -> Definition:
        """Give the same under another parent."""
        return replace(self, parent=parent)

    def fields(self) -> dict[str, Any]:
        """Give the columns that it fills."""
        low, mid, high = self.value
        return {
            "title": self.title,
            "unit": self.unit,
            "grain": str(self.grain),
            "direction": str(self.direction),
            "kind": str(self.kind),
            "stage": str(self.stage),
            "value_low": low,
            "value_mid": mid,
            "value_high": high,
            "parent": self.parent,
            "team": self.team,
        }

    def stored(self) -> dict[str, Any]:
        """Give what a version keeps of it, but for the id."""
        return {
            "title": self.title,
            "unit": self.unit,
            "grain": str(self.grain),
            "direction": str(self.direction),
            "kind": str(self.kind),
            "stage": str(self.stage),
            "value": None if self.value[1] is None else list(self.value),
            "parent": self.parent.slug if self.parent else "",
            "controls": sorted(control.slug for control in self.controls),
            "team": self.team.name if self.team else "",
        }


def definition_of(metric: Metric) -> dict[str, Any]:
    """Give what a version keeps of a metric as it stands."""
    return {"slug": metric.slug, **Definition.standing(metric).stored()}


@dataclass(frozen=True, slots=True)
class Difference:
    """One entry of a definition that changed."""

    entry: str
    before: object
    after: object


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    """Give what changed from one version to the next."""
    return [
        Difference(entry, before.get(entry), after.get(entry))
        for entry in ENTRIES
        if before.get(entry) != after.get(entry)
    ]
