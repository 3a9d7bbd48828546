"""Workbooks of values through the page, the programming interface and a watched folder."""

from __future__ import annotations

import os
import time
from datetime import date
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook
from tests.web.calls import ROOT, Program, program_of
from tests.web.ui.books import saved

from levier_web.metrics.models import Import, Source
from levier_web.metrics.queries import current_observations
from levier_web.metrics.services import refreshing, sources
from levier_web.metrics.services.sources import SourceWish

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test import Client
    from pytest_django.fixtures import Settings

    from levier_web.metrics.models import Metric
    from levier_web.organisation.models import Person


def orders_book(last: object = 12.5) -> bytes:
    """Write a cover, then the values on a sheet of their own."""
    made = Workbook()
    made.worksheets[0].append(["Orders of January"])
    page = made.create_sheet("Values")
    for row in (
        ["date", "metric", "value"],
        [date(2025, 1, 1), "orders", 10],
        [date(2025, 1, 2), "orders", last],
    ):
        page.append(row)
    return saved(made)


def test_the_page_reads_the_sheet_of_values_and_says_which(
    fatou: Person, orders: Metric, browser_of: Callable[[Person], Client]
) -> None:
    browser = browser_of(fatou)
    sent = {"file": SimpleUploadedFile("january.xlsx", orders_book())}
    answer = browser.post("/metrics/imports/new/", sent, follow=True)
    assert "january.xlsx (Values)" in answer.content.decode()
    batch = Import.objects.get()
    assert (batch.state, batch.rows, batch.faults) == (Import.State.PREVIEW, 2, [])
    browser.post(f"/metrics/imports/{batch.pk}/apply/")
    assert current_observations()["value"].to_list() == [10, 12.5]


def test_a_fault_names_the_row_of_the_sheet(
    fatou: Person, orders: Metric, browser_of: Callable[[Person], Client]
) -> None:
    sent = {"file": SimpleUploadedFile("january.xlsx", orders_book("many"))}
    browser_of(fatou).post("/metrics/imports/new/", sent)
    fault = Import.objects.get().faults[0]
    assert (fault["line"], fault["column"], fault["value"]) == (3, "value", "many")


def test_a_program_brings_the_same_workbook(fatou: Person, orders: Metric) -> None:
    caller: Program = program_of(fatou)
    answer = caller.client.post(
        f"{ROOT}/metrics/imports",
        {"file": SimpleUploadedFile("january.xlsx", orders_book())},
        headers={"Authorization": f"Bearer {caller.secret}"},
    )
    assert answer.status_code == 201
    assert (answer.json()["name"], answer.json()["rows"]) == ("january.xlsx (Values)", 2)


def test_a_watched_folder_gives_each_workbook_once_however_it_is_saved(
    fatou: Person, orders: Metric, settings: Settings, tmp_path: Path
) -> None:
    settings.FOLDERS = [str(tmp_path)]
    wish = SourceWish("Exports", Source.Kind.FOLDER, path=str(tmp_path), applies_alone=True)
    source = sources.declare(fatou, wish)
    for name in ("january.xlsx", "january again.xlsx"):
        (tmp_path / name).write_bytes(orders_book())
        os.utime(tmp_path / name, (time.time() - 60,) * 2)
        refreshing.refresh(source, timezone.now())
    assert (source.failure, Import.objects.count()) == ({}, 1)
    assert current_observations()["value"].to_list() == [10, 12.5]
