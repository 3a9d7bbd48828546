"""What a workspace would change here, before anything is changed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from levier_web.decisions.models import AgendaItem, Cost, Decision
from levier_web.exchange.services.rows import cost_amount, decision_fields, metric_fields
from levier_web.metrics.models import Metric
from levier_web.metrics.queries import current_observations
from levier_web.metrics.services.reading import rows_of
from levier_web.organisation.floors import groups
from levier_web.organisation.models import Product, ProductPhase

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date
    from decimal import Decimal

    from levier.workspace.model import Workspace

Counts = dict[str, int]


def differences(workspace: Workspace, raw: Mapping[str, object]) -> dict[str, Counts]:
    """Count, by table, what is new, changed and the same."""
    return {
        "products": _counted(product_names(workspace), set(_names(Product))),
        "phases": _phases(workspace),
        "sessions": _sessions(workspace),
        "metrics": _metrics(workspace, raw),
        "decisions": _decisions(workspace),
        "observations": _observations(workspace),
        "costs": _costs(workspace),
    }


def _costs(workspace: Workspace) -> Counts:
    """Count the lines that are not here yet: the same line twice in a folder is two costs."""
    fields = ("day", "amount", "decision__slug", "product__name", "team", "category")
    held = groups()
    here = Counter(
        _named_cost(day, amount, decision, product, held.written(team), category)
        for day, amount, decision, product, team, category in Cost.objects.values_list(*fields)
    )
    told = Counter(
        _named_cost(
            one.date,
            cost_amount(one),
            one.decision,
            one.product,
            held.written_named(one.team or ""),
            one.category,
        )
        for one in workspace.costs
    )
    same = (here & told).total()
    return {"new": told.total() - same, "changed": 0, "same": same}


def _named_cost(
    day: date,
    amount: Decimal,
    decision: str | None,
    product: str | None,
    team: str | None,
    category: str,
) -> tuple[object, ...]:
    return day, amount, decision or "", (product or "").lower(), (team or "").lower(), category


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


def product_names(workspace: Workspace) -> set[str]:
    """Give the products that any table names."""
    named = [one.product for one in workspace.decisions.values()]
    named += [one.product or "" for one in workspace.costs]
    named += [one.product for one in workspace.phases]
    return {name for name in [*named, *workspace.products] if name}


def _names(model: type[Product]) -> Iterable[str]:
    return (name.lower() for name in model.objects.values_list("name", flat=True))


def _counted(told: Iterable[str], here: Collection[str]) -> Counts:
    names = {name.lower() for name in told}
    same = len(names.intersection(here))
    return {"new": len(names) - same, "changed": 0, "same": same}


def _phases(workspace: Workspace) -> Counts:
    rows = ProductPhase.objects.values_list(
        "product__name", "phase", "starts_on", "ends_on", "comment"
    )
    here = {
        (product.lower(), phase, starts_on): (ends_on, comment)
        for product, phase, starts_on, ends_on, comment in rows
    }
    told = {
        (one.product.lower(), one.phase, one.starts_on): (one.ends_on, one.comment)
        for one in workspace.phases
    }
    return _compared(told, here)


def _sessions(workspace: Workspace) -> Counts:
    """Count the lines of agendas; a session is known by its day, for it may have no title."""
    rows = AgendaItem.objects.values_list("session__day", "decision__slug", "outcome")
    here = {(day, slug): outcome for day, slug, outcome in rows}
    told = {
        (one.date, one.decision): one.outcome.value if one.outcome else ""
        for one in workspace.sessions
    }
    return _compared(told, here)


def _compared(told: Mapping[Any, object], here: Mapping[Any, object]) -> Counts:
    both = told.keys() & here.keys()
    same = sum(told[key] == here[key] for key in both)
    return {"new": len(told) - len(both), "changed": len(both) - same, "same": same}


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
    rows = rows_of(workspace)
    here = current_observations()
    key = ["metric", "day", "unit", "published"]
    both = rows.join(here, on=key, how="inner", nulls_equal=True, suffix="_here")
    same = both.filter(
        (both["value"] == both["value_here"]) & both["weight"].eq_missing(both["weight_here"])
    ).height
    return {"new": rows.height - both.height, "changed": both.height - same, "same": same}
