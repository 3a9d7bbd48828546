"""Property: one table written in any accepted form reads the same."""

from __future__ import annotations

import gzip
import io
import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.workspace.reading.folder_fixture import put, remove, write_folder

from levier.workspace.model import Observations
from levier.workspace.reading import read

FIRST = date(2025, 1, 1)
LAST_OF_MONTH = date(2025, 12, 31)
"""Always among the dates, so that French dates are settled."""
COLUMNS = ("date", "metric", "value", "unit")


@dataclass(frozen=True)
class Form:
    """One way of writing a table."""

    separator: str
    decimal: str
    date_format: str
    encoding: str
    line_end: str
    quoted: bool
    ending: str
    order: tuple[str, ...]


forms = st.builds(
    Form,
    separator=st.sampled_from([",", ";", "\t"]),
    decimal=st.sampled_from([".", ","]),
    date_format=st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%Y-%m-%d 00:00:00"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    line_end=st.sampled_from(["\n", "\r\n"]),
    quoted=st.booleans(),
    ending=st.sampled_from(["csv", "csv.gz", "parquet"]),
    order=st.permutations(COLUMNS).map(tuple),
)
values = st.integers(-(10**9), 10**9).map(lambda cents: cents / 100)
rows = st.dictionaries(
    st.tuples(
        st.integers(0, 363).map(lambda days: FIRST + timedelta(days=days)),
        st.sampled_from(["north", "été", "=south"]),
    ),
    values,
    max_size=12,
).map(lambda found: {**found, (LAST_OF_MONTH, "north"): 0.25})


def cells(row: tuple[tuple[date, str], float], form: Form) -> dict[str, str]:
    (day, unit), value = row
    written = f"{value:.2f}".replace(".", form.decimal)
    day_written = day.strftime(form.date_format)
    return {"date": day_written, "metric": "margin", "value": written, "unit": unit}


def content(table: dict[tuple[date, str], float], form: Form) -> bytes:
    records = [cells(row, form) for row in table.items()]
    if form.ending == "parquet":
        file = io.BytesIO()
        pl.DataFrame(records).select(form.order).write_parquet(file)
        return file.getvalue()
    quoted = form.quoted or form.decimal == form.separator
    marks = '"' if quoted else ""
    lines = [list(form.order), *([record[name] for name in form.order] for record in records)]
    text = form.line_end.join(
        form.separator.join(f"{marks}{cell}{marks}" for cell in line) for line in lines
    )
    raw = text.encode(form.encoding)
    return gzip.compress(raw) if form.ending == "csv.gz" else raw


def read_margin(table: dict[tuple[date, str], float], form: Form) -> Observations:
    with tempfile.TemporaryDirectory() as place:
        folder = write_folder(Path(place))
        for name in ("metrics", "expectations", "exposures", "experiments"):
            remove(f"{name}.csv")(folder)
        settings_text = (folder / "levier.toml").read_text().replace('"month"', '"day"')
        put("levier.toml", settings_text)(folder)
        put(f"metrics.{form.ending}", content(table, form))(folder)
        return read(folder).observations["margin"]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(table=rows, form=forms)
def test_the_same_table_reads_the_same_in_every_form(
    table: dict[tuple[date, str], float], form: Form
) -> None:
    found = read_margin(table, form)
    expected = sorted(table.items())
    assert found.units is not None
    assert found.dates.tolist() == [day for (day, _), _ in expected]
    assert found.units.tolist() == [unit for (_, unit), _ in expected]
    np.testing.assert_array_equal(found.values, [value for _, value in expected])
