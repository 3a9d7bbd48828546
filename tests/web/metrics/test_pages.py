"""Pages of the metrics, in both languages, and how many queries they take."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from django.utils.translation import override

from levier_web.decisions.models import Decision, Expectation
from levier_web.metrics.forms import Amount
from levier_web.metrics.models import Import, Metric, PushToken, Source
from levier_web.metrics.queries import branches
from levier_web.metrics.services import batches, definitions, imports, tokens
from levier_web.ui.registry import awaiting
from levier_web.ui.words import say

from .given import table

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    from levier_web.organisation.models import Person

    Upload = Callable[..., SimpleUploadedFile]
    Browser = Callable[[Person], Client]

ROWS = "date,metric,value\n2025-01-01,orders,10.5\n2025-01-02,orders,11\n2025-01-03,orders,12\n"
FORM = {
    "title": "Paid orders",
    "slug": "paid-orders",
    "unit": "orders",
    "grain": "day",
    "direction": "up",
    "kind": "sum",
    "value_low": "1,5",
    "value_mid": "2",
    "value_high": "2,5",
}


@pytest.fixture
def source(fatou: Person) -> Source:
    return Source.objects.create(name="Warehouse", kind=Source.Kind.PUSH)


@pytest.fixture
def whole(fatou: Person, orders: Metric, visits: Metric, source: Source, upload: Upload) -> Import:
    """A metric with values, a parent, a decision, a source; an import in force."""
    Metric.objects.filter(pk=orders.pk).update(
        parent=visits, value_low=1, value_mid=2, value_high=3
    )
    batch = imports.receive(fatou, upload(ROWS))
    imports.apply(fatou, batch)
    decision = Decision.objects.create(
        slug="one-page", title="One page", starts_on=date(2025, 1, 2)
    )
    Expectation.objects.create(decision=decision, metric=orders, low=0.01, mid=0.02, high=0.05)
    return batch


def speak(browser: Client, who: Person, language: str) -> None:
    type(who).objects.filter(pk=who.pk).update(language=language)


PAGES = (
    ("/metrics/", "Metrics", "Métriques"),
    ("/metrics/tree/", "Tree", "Arbre"),
    ("/metrics/new/", "Define a metric", "Définir une métrique"),
    ("/metrics/definition/orders/", "Decisions that expect", "Les décisions qui en attendent"),
    ("/metrics/definition/orders/change/", "Change the definition", "Changer la définition"),
    ("/metrics/definition/orders/move/", "in the tree", "dans l’arbre"),
    ("/metrics/imports/", "Every batch of values", "Chaque lot de valeurs"),
    ("/metrics/imports/new/", "Bring values in", "Importer des valeurs"),
    ("/metrics/imports/{batch}/", "the same as before", "identiques à avant"),
    ("/metrics/sources/", "Where values come from", "D’où les valeurs viennent"),
    ("/metrics/sources/new/folder/", "Watched folder", "Dossier surveillé"),
    ("/metrics/sources/new/query/", "SQL query", "Requête SQL"),
    ("/metrics/sources/new/push/", "Calls by a program", "Appels d’un programme"),
    ("/metrics/sources/{source}/", "How a program calls", "Comment un programme appelle"),
    ("/metrics/sources/{source}/change/", "Your programs send rows", "Vos programmes envoient"),
)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("address", "english", "french"), PAGES)
def test_each_page_is_written_in_both_languages(
    address: str,
    english: str,
    french: str,
    language: str,
    fatou: Person,
    whole: Import,
    source: Source,
    browser_of: Browser,
) -> None:
    speak(browser_of(fatou), fatou, language)
    answer = browser_of(fatou).get(address.format(batch=whole.pk, source=source.pk))
    assert answer.status_code == 200
    assert (english if language == "en" else french) in answer.content.decode()


@pytest.mark.parametrize("address", ["/metrics/", "/metrics/tree/", "/metrics/sources/"])
def test_without_anything_a_page_says_how_to_begin(
    address: str, fatou: Person, ana: Person, browser_of: Browser
) -> None:
    for person in (fatou, ana):
        page = browser_of(person).get(address).content.decode()
        assert 'class="empty"' in page
    assert "/metrics/new/" in browser_of(fatou).get("/metrics/").content.decode()
    assert "/metrics/new/" not in browser_of(ana).get("/metrics/").content.decode()


@pytest.mark.parametrize("style", ["comma", "semicolon"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_example_file_can_be_imported_as_it_is(
    style: str,
    language: str,
    fatou: Person,
    orders: Metric,
    browser_of: Browser,
    upload: Upload,
) -> None:
    text = browser_of(fatou).get(f"/metrics/imports/example/{style}.csv").content
    assert imports.receive(fatou, upload(text)).state == Import.State.PREVIEW
    assert browser_of(fatou).get("/metrics/imports/example/other.csv").status_code == 404


def test_a_metric_is_defined_changed_moved_and_put_away_on_its_pages(
    paul: Person, visits: Metric, browser_of: Browser
) -> None:
    browser = browser_of(paul)
    Metric.objects.create(slug="rain", title="Rain", unit="mm")
    made = browser.post("/metrics/new/", {**FORM, "parent": "Visits", "controls": "rain"})
    assert made["Location"] == "/metrics/definition/paid-orders/"
    metric = Metric.objects.get(slug="paid-orders")
    assert (metric.value_low, metric.parent) == (1.5, visits)
    assert [one.slug for one in metric.controls.all()] == ["rain"]
    address = "/metrics/definition/paid-orders/change/"
    refused = browser.post(address, {**FORM, "title": "Orders paid"})
    assert refused.status_code == 422
    assert "Say why the definition changes" in refused.content.decode()
    browser.post(address, {**FORM, "title": "Orders paid", "reason": "The house word"})
    page = browser.get("/metrics/definition/paid-orders/").content.decode()
    assert "The house word" in page
    assert "product manager · " not in page  # a team under the floor is never named
    assert "Paul" not in page.split('id="main"')[1]
    moved = browser.post(
        "/metrics/definition/paid-orders/move/", {"parent": "", "reason": "On its own"}
    )
    assert moved.status_code == 302
    browser.post("/metrics/definition/paid-orders/archive/")
    assert "Orders paid" not in browser.get("/metrics/").content.decode().split("<tbody>")[1]
    assert "Orders paid" in browser.get("/metrics/?archived=1").content.decode()
    browser.post("/metrics/definition/paid-orders/archive/", {"archived": "0"})
    assert not Metric.objects.get(slug="paid-orders").archived


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("parent", "nothing", "No metric is called"),
        ("controls", "nothing", "No metric is called"),
        ("team", "nothing", "No team is called"),
        ("value_low", "99", "The low value comes first"),
        ("value_low", "", "the middle and the high value"),
        ("slug", "a b", "cannot be an id"),
        ("title", "", "This is needed"),
    ],
)
def test_a_wrong_form_says_what_to_write(
    field: str, value: str, sentence: str, paul: Person, browser_of: Browser
) -> None:
    answer = browser_of(paul).post("/metrics/new/", {**FORM, field: value})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_file_goes_from_the_form_to_force_and_back(
    fatou: Person, orders: Metric, browser_of: Browser, upload: Upload
) -> None:
    browser = browser_of(fatou)
    sent = browser.post("/metrics/imports/new/", {"file": upload(ROWS)})
    address = sent["Location"]
    preview = browser.get(address).content.decode()
    assert "Put in force" in preview
    assert "<svg" in preview
    browser.post(f"{address}apply/")
    assert "12" in browser.get("/metrics/definition/orders/").content.decode()
    again = browser.post("/metrics/imports/new/", {"file": upload(ROWS)})
    assert "already in force" in browser.get(again["Location"]).content.decode()
    assert browser.post(f"{again['Location']}apply/").status_code == 422
    browser.post(f"{again['Location']}discard/")
    browser.post(f"{address}reverse/")
    assert "Put back in force" in browser.get(address).content.decode()
    browser.post(f"{address}again/")
    values = browser.get("/metrics/definition/orders/values.csv").content.decode()
    assert values.splitlines()[:2] == ["date,metric,value", "2025-01-01,orders,10.5"]
    kept = browser.get(f"{address}file/")
    assert b"".join(kept.streaming_content) == ROWS.encode()  # type: ignore[attr-defined]
    assert kept["Content-Disposition"].startswith("attachment")


def test_a_file_with_faults_shows_each_and_nothing_hostile_runs(
    fatou: Person, orders: Metric, browser_of: Browser, upload: Upload
) -> None:
    browser = browser_of(fatou)
    hostile = "date,metric,value\n2025-01-01,<script>alert(1)</script>,1\n"
    sent = browser.post("/metrics/imports/new/", {"file": upload(hostile, "<b>.csv")})
    page = browser.get(sent["Location"]).content.decode()
    assert "1 fault to mend" in page
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    refused = browser.post("/metrics/imports/new/", {"file": upload(b"PK\x03\x04x")})
    assert refused.status_code == 422
    assert say("ui.workbook.damaged", "en") in refused.content.decode()


def test_work_under_way_is_polled_and_the_end_reloads_the_page(
    fatou: Person, orders: Metric, browser_of: Browser, upload: Upload
) -> None:
    batch = imports.receive(fatou, upload(ROWS))
    Import.objects.filter(pk=batch.pk).update(state=Import.State.WAITING, done=40)
    browser = browser_of(fatou)
    address = f"/metrics/imports/{batch.pk}/"
    assert 'hx-trigger="every 2s"' in browser.get(address).content.decode()
    part = browser.get(address, headers={"HX-Request": "true"}).content.decode()
    assert 'value="40"' in part
    assert "<html" not in part
    Import.objects.filter(pk=batch.pk).update(state=Import.State.PREVIEW)
    assert browser.get(address, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_a_source_is_declared_changed_asked_and_put_away_on_its_pages(
    fatou: Person, browser_of: Browser, settings: object, tmp_path: object
) -> None:
    settings.FOLDERS = [str(tmp_path)]  # type: ignore[attr-defined]
    browser = browser_of(fatou)
    outside = browser.post("/metrics/sources/new/folder/", {"name": "A", "path": "/etc"})
    assert outside.status_code == 422
    form = {"name": "Exports", "path": str(tmp_path), "cadence": "daily"}
    address = browser.post("/metrics/sources/new/folder/", form)["Location"]
    source = Source.objects.get()
    assert source.next_try is not None
    assert browser.post(f"{address}ask/").status_code == 302
    browser.post(f"{address}change/", {**form, "name": "Nightly exports", "cadence": ""})
    source.refresh_from_db()
    assert source.name == "Nightly exports"
    assert not source.next_try
    browser.post(f"{address}archive/")
    assert "Nightly" in browser.get("/metrics/sources/?archived=1").content.decode()
    assert "Nightly" not in browser.get("/metrics/sources/").content.decode()
    browser.post(f"{address}archive/", {"archived": "0"})
    assert browser.get("/metrics/sources/new/other/").status_code == 404


def test_a_token_is_shown_once_and_withdrawn(
    fatou: Person, source: Source, browser_of: Browser
) -> None:
    browser = browser_of(fatou)
    address = f"/metrics/sources/{source.pk}/"
    form = {"token_name": "nightly job", "scope": "send", "days": "90"}
    shown = browser.post(f"{address}tokens/", form)
    token = PushToken.objects.get()
    clear = shown.content.decode().split('class="secret">')[1].split("<")[0]
    assert tokens.digest(clear) == token.digest
    assert shown["Cache-Control"] == "no-store"
    assert clear not in browser.get(address).content.decode()
    browser.post(f"/metrics/tokens/{token.pk}/withdraw/")
    token.refresh_from_db()
    assert not token.alive
    assert browser.post(f"{address}tokens/", {**form, "days": "9999"}).status_code == 422


def test_a_late_source_shows_and_awaits_those_who_can_mend_it(
    fatou: Person, ana: Person, bob: Person, whole: Import, browser_of: Browser
) -> None:
    late = timezone.now() - timedelta(days=2)
    source = Source.objects.create(name="Sales", kind="query", cadence="daily", late_since=late)
    Metric.objects.filter(slug="orders").update(fed_by=source)
    for address in ("/metrics/", "/metrics/sources/", "/metrics/definition/orders/"):
        assert "late since" in browser_of(fatou).get(address).content.decode()
    assert any("Sales" in item.sentence for item in awaiting(fatou))
    assert any("Sales" in item.sentence for item in awaiting(ana))  # her team owns the metric
    assert not any("Sales" in item.sentence for item in awaiting(bob))


def test_an_import_of_a_source_awaits_who_can_apply_it(
    fatou: Person, ana: Person, source: Source
) -> None:
    Import.objects.create(name="a", fingerprint="a" * 64, source=source, state="preview")
    assert any(item.address.endswith("?state=preview") for item in awaiting(fatou))
    assert not any(item.address.endswith("?state=preview") for item in awaiting(ana))


def test_the_search_finds_a_metric_by_its_title(
    ana: Person, orders: Metric, browser_of: Browser
) -> None:
    page = browser_of(ana).get("/search/?q=order").content.decode()
    assert "/metrics/definition/orders/" in page


def test_the_list_is_exported_without_formulas(
    fatou: Person, orders: Metric, browser_of: Browser
) -> None:
    Metric.objects.filter(pk=orders.pk).update(title="=1+1")
    text = browser_of(fatou).get("/metrics/?export=csv").content.decode()
    assert "'=1+1" in text


@pytest.mark.parametrize(
    ("language", "written", "read"),
    [
        ("en", "1,5", 1.5),
        ("en", "1,234", 1234.0),
        ("en", "1,234.5", 1234.5),
        ("fr", "1,234", 1.234),
        ("fr", "1\u202f234,5", 1234.5),
        ("fr", "1.234,5", 1234.5),
        ("fr", "1.5", 1.5),
        ("fr", "", None),
    ],
)
def test_amounts_are_read_in_either_style(language: str, written: str, read: float | None) -> None:
    with override(language):
        assert Amount(required=False).clean(written) == read


ADDRESSES = (
    "/metrics/",
    "/metrics/tree/",
    "/metrics/imports/",
    "/metrics/sources/",
    "/metrics/definition/orders/",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_number_of_queries_does_not_grow(
    address: str,
    fatou: Person,
    paul: Person,
    whole: Import,
    orders: Metric,
    browser_of: Browser,
    django_assert_max_num_queries: Callable[[int], object],
    django_assert_num_queries: Callable[[int], object],
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = browser_of(fatou)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    for number in range(30):
        metric = Metric.objects.create(slug=f"m{number}", title=f"M {number}", parent=orders)
        rows = table((metric.slug, 0, 1.0, f"unit {number}"), ("orders", number, 2.0))
        batch = batches.apply_rows(paul, f"batch {number}", f"{number:064}", rows)
        made = Source.objects.create(name=f"S {number}", kind="push")
        Import.objects.filter(pk=batch.pk).update(source=made)
        Metric.objects.filter(pk=metric.pk).update(fed_by=made)
        decision = Decision.objects.create(slug=f"d{number}", title=f"D {number}")
        Expectation.objects.create(decision=decision, metric=orders)
        definitions.hang_under(paul, metric, None, "a reason")
        definitions.hang_under(paul, metric, orders, "a reason")
    with CaptureQueriesContext(connection) as many:
        browser.get(address)
    assert len(many) <= len(few)
    assert len(many) <= 20


def test_the_tree_opens_as_many_lists_as_it_closes(paul: Person) -> None:
    previous: Metric | None = None
    for number in range(6):
        previous = Metric.objects.create(
            slug=f"m{number}", title="M", parent=previous if number % 4 else None, position=number
        )
    drawn = branches()
    assert [branch.depth for branch in drawn] == [0, 1, 2, 3, 0, 1]
    assert sum(branch.opens for branch in drawn) == sum(len(branch.closes) for branch in drawn)
