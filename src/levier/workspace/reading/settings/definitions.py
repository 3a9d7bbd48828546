"""``[metrics.ID]``: what each metric is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from levier.workspace.model import DataOptions, Direction, Grain, Kind, Metric, Stage
from levier.workspace.reading.nearest import by_likeness
from levier.workspace.reading.settings.data import read_data
from levier.workspace.reading.settings.unit_economics import read_unit_economics

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from levier.workspace.reading.settings.section import Section

REQUIRED = ("title", "unit", "grain", "direction", "kind")
OPTIONAL = ("stage", "value_per_unit", "unit_economics", "controls", "parent", "data")
_IDENTIFIER = re.compile(r"^\w[\w.\-]{0,99}$")


def read_definitions(sections: Sequence[Section], usual: DataOptions) -> dict[str, Metric]:
    """Read every metric, by id; ``usual`` is what ``[data]`` asks for those that say nothing.

    A faulty key gets a stand-in that calls for no further check (a daily sum); the faults
    stop the reading, so that no stand-in is ever used.
    """
    by_name = {str(section.path[-1]): section for section in sections}
    metrics = {name: _metric(section, name, by_name, usual) for name, section in by_name.items()}
    for section in sections:
        _check_cycle(section, metrics)
    return metrics


def _metric(section: Section, name: str, known: Collection[str], usual: DataOptions) -> Metric:
    section.check_keys(REQUIRED, OPTIONAL)
    _check_id(section, name)
    return Metric(
        id=name,
        title=section.text("title") or "",
        unit=section.text("unit") or "",
        grain=section.choice("grain", Grain) or Grain.DAY,
        direction=section.choice("direction", Direction) or Direction.UP,
        kind=section.choice("kind", Kind) or Kind.SUM,
        stage=section.choice("stage", Stage),
        value_per_unit=_value_per_unit(section),
        controls=_controls(section, name, known),
        parent=_parent(section, known),
        data=read_data(section.inner("data"), usual),
    )


def _check_id(section: Section, name: str) -> None:
    if name.startswith(("=", "+", "-", "@", "\t")):
        section.fault("", name, "formula_id")
    elif not _IDENTIFIER.match(name):
        section.fault("", name, "bad_id")


def _value_per_unit(section: Section) -> tuple[float, float, float] | None:
    """Read what one more unit brings, given as it is or worked out from what makes it."""
    if "unit_economics" not in section.values:
        return section.amount_range("value_per_unit")
    if "value_per_unit" in section.values:
        section.fault("unit_economics", "", "two_unit_values")
        return None
    return read_unit_economics(section.inner("unit_economics"))


def _controls(section: Section, name: str, known: Collection[str]) -> tuple[str, ...]:
    controls = section.references("controls", known)
    if name in controls:
        section.fault("controls", name, "control_itself")
    return controls


def _parent(section: Section, known: Collection[str]) -> str | None:
    parent = section.text("parent")
    if parent is not None and parent not in known:
        section.fault("parent", parent, "unknown_metric", known=by_likeness(parent, known))
        return None
    return parent


def _check_cycle(section: Section, metrics: Mapping[str, Metric]) -> None:
    """Refuse a metric that is among its own ancestors."""
    name = str(section.path[-1])
    chain = [name]
    parent = metrics[name].parent
    while parent is not None and parent not in chain:
        chain.append(parent)
        parent = metrics[parent].parent
    if parent == name:
        cycle = " → ".join([*chain, name])
        section.fault("parent", metrics[name].parent, "parent_cycle", cycle=cycle)
