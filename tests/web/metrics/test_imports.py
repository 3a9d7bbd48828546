"""Files of values: previewed with every fault, applied whole or not at all, reversed."""

from __future__ import annotations

import gzip
from io import BytesIO
from typing import TYPE_CHECKING

import polars as pl
import pytest

from levier_web.metrics.models import Import, Metric, Observation
from levier_web.metrics.queries import current_observations
from levier_web.metrics.services import batches, imports
from levier_web.metrics.services.comparing import total
from levier_web.metrics.services.faults import worded
from levier_web.metrics.sources import files
from levier_web.organisation.models import AuditLine
from levier_web.ui.refusals import NotAllowed

from .given import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.core.files.uploadedfile import SimpleUploadedFile
    from pytest_django.fixtures import Settings

    from levier_web.organisation.models import Person

    Upload = Callable[..., SimpleUploadedFile]

ENGLISH = "date,metric,value\n2025-01-01,orders,10.5\n2025-01-02,orders,11\n"
FRENCH = "date;metric;value\n13/01/2025;orders;10,5\n14/01/2025;orders;11\n"


@pytest.mark.parametrize("content", [ENGLISH, FRENCH])
def test_both_styles_of_csv_are_read(
    fatou: Person, orders: Metric, upload: Upload, content: str
) -> None:
    batch = imports.receive(fatou, upload(content))
    assert (batch.state, batch.rows, batch.faults) == (Import.State.PREVIEW, 2, [])
    assert not Observation.objects.exists()
    imports.apply(fatou, batch)
    assert batch.state == Import.State.APPLIED
    assert current_observations()["value"].to_list() == [10.5, 11.0]


def test_compressed_and_columnar_files_are_known_by_their_content(
    fatou: Person, orders: Metric, upload: Upload
) -> None:
    packed = imports.receive(fatou, upload(gzip.compress(ENGLISH.encode(), mtime=0), "values.txt"))
    assert (packed.state, packed.rows) == (Import.State.PREVIEW, 2)
    buffer = BytesIO()
    pl.read_csv(ENGLISH.encode()).write_parquet(buffer)
    columnar = imports.receive(fatou, upload(buffer.getvalue(), "values.csv"))
    assert (columnar.state, columnar.rows) == (Import.State.PREVIEW, 2)


def test_every_fault_is_told_with_its_line_and_cure_and_nothing_is_kept(
    fatou: Person, orders: Metric, upload: Upload
) -> None:
    content = "date,metric,value\n2025-02-30,orders,1\n2025-01-02,ordres,2\n2025-01-03,orders,x\n"
    batch = imports.receive(fatou, upload(content))
    assert batch.state == Import.State.REFUSED
    found = [(fault.line, fault.column, fault.value) for fault in worded(batch.faults)]
    assert found == [(2, "date", "2025-02-30"), (3, "metric", "ordres"), (4, "value", "x")]
    assert all(fault.sentence for fault in worded(batch.faults))
    with Refused("metrics.import.not_waiting"):
        imports.apply(fatou, batch)
    assert not Observation.objects.exists()


def test_a_preview_counts_what_is_new_changed_and_the_same(
    fatou: Person, orders: Metric, upload: Upload
) -> None:
    imports.apply(fatou, imports.receive(fatou, upload(ENGLISH)))
    later = "date,metric,value\n2025-01-01,orders,10.5\n2025-01-02,orders,12\n2025-01-03,orders,9\n"
    batch = imports.receive(fatou, upload(later))
    assert total(batch.summary) == {"rows": 3, "new": 1, "changed": 1, "unchanged": 1}
    (entry,) = batch.summary["metrics"]
    assert (entry["first"], entry["last"]) == ("2025-01-01", "2025-01-03")
    assert entry["picture"]["before"] == [10.5, 11.0, None]
    assert entry["picture"]["after"] == [10.5, 12.0, 9.0]


def test_values_that_contradict_those_in_force_are_refused(
    fatou: Person, orders: Metric, upload: Upload
) -> None:
    imports.apply(fatou, imports.receive(fatou, upload(ENGLISH)))
    by_store = "date,metric,value,unit\n2025-01-05,orders,1,north\n"
    batch = imports.receive(fatou, upload(by_store))
    assert batch.state == Import.State.REFUSED
    assert [fault["code"] for fault in batch.faults] == ["mixed_units"]
    assert worded(batch.faults)[0].together


def test_the_same_content_is_not_applied_twice(
    fatou: Person, orders: Metric, upload: Upload
) -> None:
    first = imports.receive(fatou, upload(ENGLISH, "first.csv"))
    imports.apply(fatou, first)
    again = imports.receive(fatou, upload(ENGLISH, "again.csv"))
    with Refused("metrics.import.twin"):
        imports.apply(fatou, again)
    batches.reverse(fatou, first)
    imports.apply(fatou, again)
    assert again.state == Import.State.APPLIED


def test_definitions_that_changed_since_the_preview_are_obeyed(
    fatou: Person, orders: Metric, upload: Upload
) -> None:
    content = "date,metric,value\n2025-01-01,orders,-1\n"
    batch = imports.receive(fatou, upload(content))
    Metric.objects.filter(pk=orders.pk).update(kind="count")
    imports.apply(fatou, batch)
    assert batch.state == Import.State.REFUSED
    assert not Observation.objects.exists()


def test_rows_that_come_several_times_are_made_one_as_the_metric_asks(
    fatou: Person, orders: Metric, upload: Upload
) -> None:
    Metric.objects.filter(pk=orders.pk).update(settings={"data": {"duplicates": "sum"}})
    content = "date,metric,value\n2025-01-01,orders,1\n2025-01-01,orders,2\n"
    imports.apply(fatou, imports.receive(fatou, upload(content)))
    assert current_observations()["value"].to_list() == [3.0]


def test_every_publication_is_kept(fatou: Person, orders: Metric, upload: Upload) -> None:
    content = (
        "date,metric,value,published_on\n"
        "2025-01-01,orders,1,2025-01-02\n2025-01-01,orders,2,2025-01-03T08:30:00\n"
    )
    imports.apply(fatou, imports.receive(fatou, upload(content)))
    rows = current_observations()
    assert rows["value"].to_list() == [1.0, 2.0]
    assert str(rows["published"][1]) == "2025-01-03 08:30:00"
    orders.refresh_from_db()
    assert orders.tail == [2.0]


def test_a_preview_can_be_thrown_away_with_its_file_and_an_import_in_force_cannot(
    fatou: Person, orders: Metric, upload: Upload, django_capture_on_commit_callbacks: object
) -> None:
    batch = imports.receive(fatou, upload(ENGLISH))
    place = imports.path_of(batch)
    assert place.exists()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        imports.throw_away(fatou, batch)
    assert not place.exists()
    assert not Import.objects.exists()
    kept = imports.receive(fatou, upload(ENGLISH))
    imports.apply(fatou, kept)
    with Refused("metrics.import.kept"):
        imports.throw_away(fatou, kept)


def test_who_may_not_bring_values_in(
    ana: Person, eve: Person, fatou: Person, orders: Metric, upload: Upload
) -> None:
    batch = imports.receive(fatou, upload(ENGLISH))
    for person in (ana, eve):
        with pytest.raises(NotAllowed):
            imports.receive(person, upload(ENGLISH))
        with pytest.raises(NotAllowed):
            imports.apply(person, batch)
        with pytest.raises(NotAllowed):
            imports.throw_away(person, batch)


def test_a_large_file_is_read_and_applied_by_the_worker(
    fatou: Person,
    orders: Metric,
    upload: Upload,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: object,
) -> None:
    monkeypatch.setattr(imports, "LARGE_ROWS", 1)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        batch = imports.receive(fatou, upload(ENGLISH))
        assert batch.state == Import.State.WAITING
    batch.refresh_from_db()
    assert (batch.state, batch.done) == (Import.State.PREVIEW, 100)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        imports.apply(fatou, batch)
        assert batch.state == Import.State.APPLYING
    batch.refresh_from_db()
    assert batch.state == Import.State.APPLIED
    assert current_observations().height == 2


def test_each_step_is_in_the_audit_log(fatou: Person, orders: Metric, upload: Upload) -> None:
    imports.apply(fatou, imports.receive(fatou, upload(ENGLISH)))
    actions = list(AuditLine.objects.values_list("action", flat=True))
    assert actions == ["import.received", "import.applied"]


# What is hostile.


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 a workbook", "ui.workbook.damaged"),
        (b"\xd0\xcf\x11\xe0 an older workbook", "ui.workbook.old"),
        (b"%PDF-1.7", "no_table"),
        (b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "no_table"),
        (b"MZ\x00\x01\x00", "no_table"),
        (b"PAR1 but nothing else", "damaged"),
        (b"\x1f\x8b but nothing else", "damaged"),
        (b"a," * 1_000_000 + b"a\n1\n", "too_many_columns"),
        (gzip.compress(b"a," * 1_000_000 + b"a\n1\n", mtime=0), "too_many_columns"),
        (gzip.compress(ENGLISH.encode(), mtime=0)[:-12], "damaged"),
    ],
)
def test_what_is_no_table_is_refused_and_not_kept(
    fatou: Person, orders: Metric, upload: Upload, content: bytes, key: str
) -> None:
    with Refused(key if "." in key else f"metrics.file.{key}"):
        imports.receive(fatou, upload(content))
    assert not Import.objects.exists()


def test_what_is_too_large_packed_or_unpacked_is_refused(
    fatou: Person, orders: Metric, upload: Upload, settings: Settings
) -> None:
    settings.UPLOAD_MAX_BYTES = 20_000
    with Refused("metrics.file.too_large"):
        imports.receive(fatou, upload(b"x" * 20_001))
    with Refused("metrics.file.bomb"):
        imports.receive(fatou, upload(gzip.compress(b"0" * 3_000_000, mtime=0)))


def test_more_rows_than_are_read_are_refused(
    fatou: Person, orders: Metric, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "MOST_ROWS", 2)
    with Refused("metrics.file.too_many_rows"):
        imports.receive(fatou, upload(ENGLISH))
    monkeypatch.setattr(files, "MOST_ROWS", 2)
    buffer = BytesIO()
    pl.DataFrame({"date": ["2025-01-01"] * 3}).write_parquet(buffer)
    with Refused("metrics.file.too_many_rows"):
        imports.receive(fatou, upload(buffer.getvalue()))


def test_the_name_of_a_file_leads_nowhere(
    fatou: Person, orders: Metric, upload: Upload, settings: Settings
) -> None:
    batch = imports.receive(fatou, upload(ENGLISH, "../../etc/passwd"))
    assert imports.path_of(batch).resolve().is_relative_to(settings.MEDIA_ROOT)
