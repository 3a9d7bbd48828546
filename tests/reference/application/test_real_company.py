"""Published data brought in through the page, measured by the job, and read on the pages."""

from __future__ import annotations

import io
import math
import zipfile
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.test import Client, TestCase
from tests.reference.application.company import write_company
from tests.web.conftest import person

from levier.workspace.reading import read
from levier_web.decisions.models import AgendaItem, CommitteeSession, Decision
from levier_web.exchange.models import Arrival
from levier_web.impact.folder import write_folder
from levier_web.impact.models import Effect, Measurement
from levier_web.organisation.models import Company, Product, ProductPhase, Role

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_django.plugin import DjangoDbBlocker

pytestmark = pytest.mark.django_db

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_company(tmp_path_factory.mktemp("company"), tmp_path_factory.mktemp("scratch"))


@pytest.fixture(scope="module")
def browser(
    folder: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Client]:
    """Bring the folder in as an owner does, measure it, and stay signed in."""
    with django_db_blocker.unblock(), transaction.atomic():
        Company.objects.create(pk=1, name="Nobody yet", currency="EUR")
        client = Client()
        client.force_login(person("Olga", Role.OWNER, "chief of staff"), backend=BACKEND)
        upload = io.BytesIO(zipped(folder))
        upload.name = "published.zip"
        answer = client.post("/exchange/", {"archive": upload})
        assert answer.status_code == 302
        client.arrival = client.get(answer["Location"]).content.decode()  # type: ignore[attr-defined]
        with TestCase.captureOnCommitCallbacks(execute=True):
            assert client.post(answer["Location"]).status_code == 302
        yield client
        transaction.set_rollback(True)


def zipped(folder: Path) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in folder.iterdir():
            archive.write(path, f"published/{path.name}")
    return buffer.getvalue()


def effect(decision: str, metric: str, arm: str = "") -> Effect:
    last = Measurement.objects.filter(state=Measurement.State.DONE).latest("pk")
    return last.effects.get(decision__slug=decision, metric__slug=metric, arm=arm)


def test_the_preview_counts_what_the_archive_holds(browser: Client) -> None:
    (arrival,) = Arrival.objects.all()
    assert arrival.faults == []
    new = {table: counts["new"] for table, counts in arrival.summary["tables"].items()}
    # 662 products of the incubator and the shop of the e-mail test; 101 of them met a committee.
    assert (new["products"], new["phases"], new["sessions"]) == (663, 1695, 215)
    assert (new["decisions"], new["metrics"]) == (101 + 3, 4)
    # 40 cities over 105 days, 192 months of two series, one total of the e-mail test.
    assert new["observations"] == 40 * 105 + 2 * 192 + 1
    page = browser.arrival  # type: ignore[attr-defined]
    assert ">663<" in page
    assert ">1695<" in page.replace(",", "").replace("\u202f", "")


def test_the_tables_hold_the_portfolio(browser: Client) -> None:
    assert ProductPhase.objects.values("product").distinct().count() == 662
    assert ProductPhase.objects.filter(phase="investigation").count() == 577
    assert ProductPhase.objects.filter(phase="abandon-investigation").count() == 203
    assert Product.objects.count() == 663
    # 215 committees on 175 days; every one of them is past and has its outcome.
    assert CommitteeSession.objects.filter(closed_at__isnull=False).count() == 175
    assert AgendaItem.objects.filter(purpose="decide").count() == 101
    assert AgendaItem.objects.filter(outcome="").count() == 0


@pytest.mark.parametrize(
    ("arm", "published", "error"), [("mens", 0.7698, 0.1452), ("womens", 0.4244, 0.1305)]
)
def test_a_mail_brings_the_published_dollars(
    browser: Client, arm: str, published: float, error: float
) -> None:
    """+0.77 and +0.42 USD a customer; the median of 4,096 draws is known to 1.25 sd / 64."""
    found = effect("email-campaign", "spend", arm)
    assert found.detail["average"]["p50"] == pytest.approx(published, abs=4 * 1.25 * error / 64)
    assert (found.verdict, found.grade, found.design) == ("gain", "A", "experiment")
    assert found.in_total


def test_the_two_cities_hold_the_published_lift(browser: Client) -> None:
    """5.5 % for the roll-out, inside our range; two cities of forty prove nothing by themselves.

    The published method takes days for exchangeable; ours draws what the other cities did in the
    same days, so that its range is some seven points wide on each side.
    """
    found = effect("advertising", "city-sales")
    assert found.design == "synthetic_control"
    assert found.p50 == pytest.approx(0.055, abs=0.02)
    ends = found.detail["effect"]
    assert ends["low95"] < 0.055 < ends["high95"]
    assert found.verdict == "not_proven"


def test_the_law_spared_a_fifth_of_the_casualties(browser: Client) -> None:
    """-0.238 on the logarithm, -21 %; its standard error, 0.046, is worth 3.6 points."""
    found = effect("law", "drivers")
    assert found.p50 == pytest.approx(math.expm1(-0.238), abs=0.05)
    assert (found.verdict, found.grade) == ("gain", "C")


def test_the_pages_tell_it(browser: Client) -> None:
    ledger = browser.get("/ledger/").content.decode()
    # 21,307 customers at +0.77 and 21,387 at +0.42 are 25,500; a cent a mail is 427.
    assert "US$25.5k" in ledger
    assert "US$427" in ledger
    impact = browser.get("/impact/").content.decode()
    for title in ("E-mail campaign to past customers", "Policy", "Compulsory seat belts"):
        assert title in impact
    dotted = Decision.objects.filter(slug__contains=".").first()
    assert dotted is not None
    for path in (
        f"/decisions/{dotted.slug}/",
        "/decisions/email-campaign/",
        "/decisions/",
        "/decisions/committee/",
        "/metrics/",
        "/ledger/entries/",
        "/learning/",
        "/organisation/list/products/",
    ):
        assert browser.get(path).status_code == 200, path


def test_it_goes_out_as_it_came(browser: Client, folder: Path, tmp_path: Path) -> None:
    write_folder(tmp_path)
    went, came = read(tmp_path), read(folder)
    for name in ("phases", "sessions", "costs", "experiments", "exposures"):
        assert Counter(getattr(went, name)) == Counter(getattr(came, name)), name
    # What nobody gave a status is written out as what it was taken for.
    said = {slug: replace(one, status="decided") for slug, one in came.decisions.items()}
    assert {slug: replace(one, status="decided") for slug, one in went.decisions.items()} == said
