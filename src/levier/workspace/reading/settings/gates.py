"""``[gates.ID]``: what each gate asks, and the threshold written down beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.workspace.inputs.gates import FUNCTIONS, USUAL_SHARE, Gate, GateCriterion, GateKind
from levier.workspace.reading.nearest import by_likeness
from levier.workspace.reading.people import refuse_address_names

if TYPE_CHECKING:
    from collections.abc import Collection

    from levier.workspace.reading.settings.section import Section

_COMMON = ("title", "threshold", "decision", "opportunity", "registered_on", "by_date")
KEYS = {
    GateKind.PROBLEM_SHARE: ("active_customers", "minimum_per_segment"),
    GateKind.PAID_TEST: ("falling_demand",),
    GateKind.TASK_SUCCESS: (),
    GateKind.STOP_RULE: (
        "starts_on", "metric", "cumulative", "growth", "continue_at", "stop_at",
    ),
    GateKind.CONTRACT: ("functions", "criteria"),
}  # fmt: skip
_NEEDED = {
    GateKind.PAID_TEST: ("threshold",),
    GateKind.STOP_RULE: ("threshold", "by_date"),
    GateKind.CONTRACT: ("criteria",),
}


def read_gate(section: Section, metrics: Collection[str]) -> Gate:
    """Read one gate; faults stop the reading."""
    kind = section.choice("kind", GateKind)
    needed = ("kind", *_NEEDED.get(kind, ())) if kind else ("kind",)
    section.check_keys(needed, (*_COMMON, *(KEYS[kind] if kind else _all_keys())))
    name = str(section.path[-1])
    continue_at, stop_at = _rule(section)
    functions = section.texts("functions")
    refuse_address_names(section, functions)
    return Gate(
        id=name,
        kind=kind or GateKind.PROBLEM_SHARE,
        title=section.text("title") or name,
        threshold=_threshold(section, kind),
        decision=section.text("decision") or "",
        opportunity=section.text("opportunity") or "",
        registered_on=section.day("registered_on"),
        by_date=section.day("by_date"),
        starts_on=section.day("starts_on"),
        active_customers=_whole(section, "active_customers", 1),
        minimum_per_segment=_minimum(section),
        falling_demand=section.flag("falling_demand", default=True),
        metric=_metric(section, metrics),
        cumulative=section.flag("cumulative", default=False),
        growth=section.flag("growth", default=True),
        continue_at=continue_at,
        stop_at=stop_at,
        functions=tuple(one.lower() for one in functions) or FUNCTIONS,
        criteria=_criteria(section),
    )


def _all_keys() -> tuple[str, ...]:
    return tuple(key for keys in KEYS.values() for key in keys)


def _threshold(section: Section, kind: GateKind | None) -> float:
    value = section.number("threshold")
    if kind is GateKind.STOP_RULE:
        if value is not None and value <= 0:
            section.fault("threshold", value, "not_positive")
        return value or 0.0
    if value is not None and not 0 < value < 1:
        section.fault("threshold", value, "outside_threshold")
    return USUAL_SHARE.get(str(kind), 0.0) if value is None else value


def _whole(section: Section, key: str, least: int) -> int | None:
    value = section.number(key)
    if value is not None and (value < least or value != int(value)):
        section.fault(key, value, "not_whole_in_toml", least=least)
        return None
    return None if value is None else int(value)


def _minimum(section: Section) -> int:
    found = _whole(section, "minimum_per_segment", 0)
    return 5 if found is None else found


def _metric(section: Section, metrics: Collection[str]) -> str:
    metric = section.text("metric") or ""
    if metric and metric not in metrics:
        known = by_likeness(metric, metrics) or "—"
        section.fault("metric", metric, "unknown_metric", known=known)
    return metric


def _rule(section: Section) -> tuple[float, float]:
    given = section.number("continue_at"), section.number("stop_at")
    continue_at, stop_at = (
        usual if value is None else value for value, usual in zip(given, (0.5, 0.1), strict=True)
    )
    if not 0 <= stop_at < continue_at <= 1:
        key = "stop_at" if "stop_at" in section.values else "continue_at"
        shown = f"{stop_at:g}, {continue_at:g}"
        section.fault(key, shown, "stop_order")
        return 0.5, 0.1
    return continue_at, stop_at


def _criteria(section: Section) -> tuple[GateCriterion, ...]:
    inner = section.inner("criteria")
    found = tuple(_criterion(inner, name) for name in inner.values)
    bad = not any(one.weight > 0 for one in found) or min(one.weight for one in found) < 0
    if "criteria" in section.values and bad:
        section.fault("criteria", "", "bad_weights")
    return found


def _criterion(inner: Section, name: str) -> GateCriterion:
    if not isinstance(inner.values[name], dict):
        weight = inner.number(name)
        return GateCriterion(name, 1.0 if weight is None else weight)
    own = inner.inner(name)
    own.check_keys((), ("weight", "worst", "best"))
    usual = GateCriterion(name)
    weight, worst, best = (own.number(key) for key in ("weight", "worst", "best"))
    found = GateCriterion(
        name,
        usual.weight if weight is None else weight,
        usual.worst if worst is None else worst,
        usual.best if best is None else best,
    )
    if found.worst == found.best:
        inner.fault(name, found.best, "same_ends")
    return found
