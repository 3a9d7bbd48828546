"""A published data set, brought in through the page as a person would."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from tests.reference.data import reference_file

from levier_web.metrics.models import Import, Metric
from levier_web.metrics.queries import current_observations

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    from levier_web.organisation.models import Person

MONTHS = 192
FIRST = 1687.0


def test_the_seat_belt_series_goes_through_the_page(
    fatou: Person,
    company: object,
    browser_of: Callable[[Person], Client],
    upload: Callable[..., SimpleUploadedFile],
) -> None:
    with reference_file("impact_seatbelts/seatbelts.csv").open(encoding="utf-8") as file:
        drivers = [row["drivers"] for row in csv.DictReader(file)]
    Metric.objects.create(
        slug="drivers", title="Drivers", unit="drivers", grain="month", kind="count"
    )
    lines = ["date;metric;value"]
    for number, value in enumerate(drivers):
        lines.append(f"01/{number % 12 + 1:02}/{1969 + number // 12};drivers;{value}")
    browser = browser_of(fatou)
    # A column whose every day could be a month is refused, not guessed.
    guessed = browser.post("/metrics/imports/new/", {"file": upload("\n".join(lines))})
    assert Import.objects.get().state == Import.State.REFUSED
    browser.post(f"{guessed['Location']}discard/")
    lines[1:] = [f"{d[6:10]}-{d[3:5]}-01{d[10:]}" for d in lines[1:]]
    sent = browser.post("/metrics/imports/new/", {"file": upload("\n".join(lines))})
    browser.post(f"{sent['Location']}apply/")
    values = current_observations()["value"].to_list()
    assert (len(values), values[0]) == (MONTHS, FIRST)
    assert values == [float(value) for value in drivers]
    assert "<svg" in browser.get("/metrics/definition/drivers/").content.decode()
