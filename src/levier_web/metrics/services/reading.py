"""Files of values, read and checked by the engine’s own reader with the definitions kept here."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import polars as pl
import tomli_w

from levier.errors import InvalidWorkspace
from levier.workspace.reading import read
from levier_web.metrics.models import Metric
from levier_web.metrics.observed import KEY, SCHEMA, no_rows
from levier_web.metrics.services.faults import stored
from levier_web.metrics.standing import standing_rows
from levier_web.organisation.queries import company

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from levier.workspace.model import Observations, Workspace
    from levier_web.metrics.observed import Rows


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: its rows, or all that is wrong with it."""

    rows: Rows
    faults: list[dict[str, Any]] = field(default_factory=list)
    remarks: list[dict[str, Any]] = field(default_factory=list)


def read_values(
    path: Path, ending: str, told: Callable[[int], None] = lambda _share: None
) -> Reading:
    """Read a file of values as ``metrics`` of a workspace, then together with what stands.

    ``told`` hears how far the reading is, in hundredths.
    """
    told(10)
    alone = _read_alone(path, ending)
    told(60)
    if alone.faults:
        return alone
    faults = _together(alone.rows)
    told(90)
    return Reading(alone.rows if not faults else no_rows(), faults, alone.remarks)


def rows_of(workspace: Workspace) -> Rows:
    """Give the values of a workspace as this room keeps them: every publication of each."""
    parts = [
        _columns(
            metric,
            workspace.vintages[metric].rows,
            workspace.vintages[metric].published.astype("datetime64[us]"),
        )
        for metric in sorted(workspace.vintages)
    ]
    parts += [
        _columns(metric, rows, None)
        for metric, rows in workspace.observations.items()
        if metric not in workspace.vintages
    ]
    return pl.concat(parts) if parts else no_rows()


def settings_text() -> str:
    """Write ``levier.toml`` with the definitions kept here."""
    whole = company()
    head = {"name": whole.name or "Levier", "currency": whole.currency, "country": whole.country}
    metrics = Metric.objects.select_related("parent").prefetch_related("controls")
    document: dict[str, Any] = {"company": head}
    if isinstance(data := (whole.settings or {}).get("data"), dict):
        document["data"] = data
    document["metrics"] = {metric.slug: definition_table(metric) for metric in metrics}
    return tomli_w.dumps(document)


def definition_table(metric: Metric) -> dict[str, Any]:
    """Give the table ``[metrics.ID]`` of one metric."""
    table: dict[str, Any] = {
        **(metric.settings or {}),
        "title": metric.title,
        "unit": metric.unit or "1",
        "grain": str(metric.grain),
        "direction": str(metric.direction),
        "kind": str(metric.kind),
    }
    if metric.stage:
        table["stage"] = str(metric.stage)
    if metric.value_mid is not None and "unit_economics" not in table:
        table["value_per_unit"] = [metric.value_low, metric.value_mid, metric.value_high]
    if controls := sorted(
        control.slug for control in metric.controls.all() if not control.archived
    ):
        table["controls"] = controls
    if metric.parent is not None and not metric.parent.archived:
        table["parent"] = metric.parent.slug
    return table


def _read_alone(path: Path, ending: str) -> Reading:
    with TemporaryDirectory(prefix="levier-") as name:
        folder = Path(name)
        (folder / "levier.toml").write_text(settings_text(), encoding="utf-8")
        shutil.copyfile(path, folder / f"metrics{ending}")
        try:
            workspace = read(folder, needed=("metrics",))
        except InvalidWorkspace as invalid:
            return Reading(no_rows(), [stored(fault) for fault in invalid.faults])
    return Reading(rows_of(workspace), [], [stored(remark) for remark in workspace.warnings])


def _together(rows: Rows) -> list[dict[str, Any]]:
    """Find what the new values and those that stand contradict each other in."""
    slugs = rows["metric"].unique().to_list()
    standing = standing_rows(Metric.objects.filter(slug__in=slugs).values_list("pk", flat=True))
    if standing.is_empty():
        return []
    with TemporaryDirectory(prefix="levier-") as name:
        file = Path(name) / "metrics.parquet"
        over(standing, rows).rename({"day": "date", "published": "published_on"}).write_parquet(
            file
        )
        faults = _read_alone(file, ".parquet").faults
    # The line of a file that nobody wrote says nothing: each sentence is kept once, without it.
    once = {(fault["code"], str(fault["fields"])): fault for fault in reversed(faults)}
    return [{**fault, "line": 0, "together": True} for fault in reversed(once.values())]


def over(standing: Rows, rows: Rows) -> Rows:
    """Put new rows over those that stand."""
    kept = standing.join(rows, on=KEY, how="anti", nulls_equal=True)
    return pl.concat([rows, kept]).sort(KEY)


def _columns(metric: str, rows: Observations, published: Any) -> Rows:  # noqa: ANN401 - an array or none
    count = len(rows.values)
    frame = pl.DataFrame(
        {
            "metric": pl.repeat(metric, count, eager=True),
            "day": pl.Series(rows.dates).cast(pl.Date),
            "unit": _or_nothing(rows.units, count, pl.String()),
            "value": pl.Series(rows.values),
            "weight": _or_nothing(rows.weights, count, pl.Float64()),
            "published": _or_nothing(published, count, pl.Datetime("us")),
        }
    )
    return frame.cast(dict(SCHEMA))  # type: ignore[arg-type]


def _or_nothing(values: NDArray[Any] | None, count: int, kind: pl.DataType) -> pl.Series:
    if values is None:
        return pl.repeat(None, count, dtype=kind, eager=True)
    return pl.Series(list(values)) if kind == pl.String() else pl.Series(values)
