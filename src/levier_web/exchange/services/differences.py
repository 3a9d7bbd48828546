"""What a workspace would change here, before anything is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier_web.decisions.models import Cost, Decision
from levier_web.exchange.services.rows import decision_fields, metric_fields
from levier_web.metrics.models import Metric
from levier_web.metrics.queries import current_observations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.workspace.model import Workspace

Counts = dict[str, int]


def differences(workspace: Workspace, raw: Mapping[str, object]) -> dict[str, Counts]:
    """Count, by table, what is new, changed and the same."""
    return {
        "metrics": _metrics(workspace, raw),
        "decisions": _decisions(workspace),
        "observations": _observations(workspace),
        "costs": {"new": len(workspace.costs), "changed": 0, "same": 0}
        if not Cost.objects.exists()
        else {"new": 0, "changed": len(workspace.costs), "same": 0},
    }


def frozen_changed(workspace: Workspace) -> list[str]:
    """Give the decisions that were decided here and that the folder tells otherwise."""
    here = {
        one.slug: one
        for one in Decision.objects.filter(slug__in=workspace.decisions).select_related(
            "team", "product"
        )
    }
    return [
        one.slug
        for one in here.values()
        if not one.open_to_change and _differs(one, decision_fields(workspace.decisions[one.slug]))
    ]


def _metrics(workspace: Workspace, raw: Mapping[str, object]) -> Counts:
    here = {one.slug: one for one in Metric.objects.filter(slug__in=workspace.metrics)}
    tables = raw.get("metrics", {})
    counts = {"new": len(workspace.metrics) - len(here), "changed": 0, "same": 0}
    for slug, one in here.items():
        table = tables.get(slug, {}) if isinstance(tables, dict) else {}
        fields = metric_fields(workspace.metrics[slug], table)
        same = all(getattr(one, name) == value for name, value in fields.items())
        counts["same" if same else "changed"] += 1
    return counts


def _decisions(workspace: Workspace) -> Counts:
    here = Decision.objects.filter(slug__in=workspace.decisions).select_related("team", "product")
    changed = sum(_differs(one, decision_fields(workspace.decisions[one.slug])) for one in here)
    found = len(here)
    return {
        "new": len(workspace.decisions) - found,
        "changed": changed,
        "same": found - changed,
    }


def _differs(one: Decision, fields: Mapping[str, object]) -> bool:
    return any(getattr(one, name) != value for name, value in fields.items())


def _observations(workspace: Workspace) -> Counts:
    from levier_web.exchange.services.rows import observation_rows

    rows = observation_rows(workspace)
    here = current_observations()
    key = ["metric", "day", "unit", "published"]
    both = rows.join(here, on=key, how="inner", nulls_equal=True, suffix="_here")
    same = both.filter(
        (both["value"] == both["value_here"]) & both["weight"].eq_missing(both["weight_here"])
    ).height
    return {"new": rows.height - both.height, "changed": both.height - same, "same": same}
