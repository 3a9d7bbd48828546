"""Pages of the ledger: what stands, by whom it may be read, and what is never shown."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.web.reading import text_of

from levier_web.decisions.models import Cost, Decision
from levier_web.impact.jobs import measure_company
from levier_web.impact.models import Measurement
from levier_web.impact.services import asking
from levier_web.ledger.models import Entry, Loss, Reuse, Stance, Told
from levier_web.ledger.queries.home import GROUPS
from levier_web.ledger.services.costs import put_down, take_back
from levier_web.ledger.services.entries import write_entries
from levier_web.organisation.floors.settling import settle
from levier_web.organisation.models import Person, Product, Team
from levier_web.ui.refusals import NotAllowed, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.ledger.conftest import Measured

    BrowserOf = Callable[[Person], Client]

DAY = date(2026, 3, 2)
DAY_TIME = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture
def company_measured(ana: Person, fatou: Person, brought_in: None, olga: Person) -> Measurement:
    """The template's company, measured by the engine."""
    measure_company.call(asking.measure_now(olga).pk)
    return Measurement.objects.get()


def in_french(person: Person) -> Person:
    person.language = "fr"
    person.save()
    return person


def total(mid: float, effects: int = 1) -> dict[str, object]:
    value = {"p10": mid / 2, "p50": mid, "p90": mid * 2}
    return {"value": value, "cost": mid / 10, "net": {"p50": mid * 0.9}, "effects": effects}


def grouped(by: str, **groups: float) -> Measurement:
    """Keep a measurement whose totals by one group are given."""
    portfolio = {f"by_{by}": {name: total(mid) for name, mid in groups.items()}}
    results = {"portfolio": portfolio, "reconciliation": []}
    return Measurement.objects.create(state="done", as_of=DAY, results=results)


def staffed(name: str, people: int) -> Team:
    team, _ = Team.objects.get_or_create(name=name)
    for number in range(people):
        Person.objects.create_user(f"{name}{number}@example.org", name="P", team=team)
    settle(at_once=True)
    return team


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_committees_page_says_what_stands_and_what_is_not_proven(
    company_measured: Measurement, ana: Person, browser_of: BrowserOf, language: str
) -> None:
    if language == "fr":
        in_french(ana)
    page = text_of(browser_of(ana).get("/ledger/"))
    said = {
        "en": ("€4,650", "€2,800 to €6,780", "Proven by the data alone", "€3,990", "Grade D"),
        "fr": ("4\u202f650\u202f€", "2\u202f800 à 6\u202f780\u202f€", "Prouvé par les", "Note D"),
    }
    for sentence in said[language]:
        assert sentence in page
    assert {"en": "Not proven, and why", "fr": "Non prouvé, et pourquoi"}[language] in page
    told = Told.objects.get(name="answer", language=language)
    assert told.sentences[0] in page
    assert {"en": "Forecasts judged: 1.", "fr": "Prévisions jugées\u202f: 1."}[language] in page


def test_before_the_first_measurement_the_page_says_how_to_begin(
    company: object, ana: Person, browser_of: BrowserOf
) -> None:
    page = text_of(browser_of(ana).get("/ledger/"))
    assert "how to begin" in page
    assert browser_of(ana).get("/ledger/by/team/").status_code == 200


@pytest.mark.parametrize("by", GROUPS)
def test_totals_are_shown_by_every_group_in_both_languages(
    company_measured: Measurement, ana: Person, browser_of: BrowserOf, by: str
) -> None:
    page = text_of(browser_of(ana).get(f"/ledger/by/{by}/"))
    whole = "€4,650" in page
    assert whole is (by in {"grade", "origin", "quarter"})
    assert whole or "No group has a value yet." in page
    assert "Cost" not in page  # what a small team costs is what its people earn
    assert browser_of(in_french(ana)).get(f"/ledger/by/{by}/").status_code == 200


def test_another_group_is_not_found(company: object, ana: Person, browser_of: BrowserOf) -> None:
    assert browser_of(ana).get("/ledger/by/person/").status_code == 404


def test_finance_reads_costs_by_group_too(
    company: object, fatou: Person, browser_of: BrowserOf
) -> None:
    grouped("product", Shop=1000.0)
    page = text_of(browser_of(fatou).get("/ledger/by/product/"))
    assert "Value less cost" in page
    assert "€900" in page


def test_a_team_of_four_is_hidden_and_so_is_the_one_that_would_give_it_away(
    company: object, fatou: Person, browser_of: BrowserOf
) -> None:
    for name, people in (("Middle", 5), ("Large", 9), ("Small", 4), ("Elsewhere", 0)):
        staffed(name, people)
    told = {"Middle + Small": 200.0, "Large": 3000.0, "Elsewhere": 50.0, "Small": 10.0, "Gone": 1.0}
    grouped("team", **told)
    answer = browser_of(fatou).get("/ledger/by/team/")
    shown = [group.name for group in answer.context["groups"]]
    assert shown == ["Large", "Middle + Small", "Elsewhere"]
    page = text_of(answer)
    assert "2 groups of teams of this measurement are not shown" in page
    in_french(fatou)
    assert "2 groupes d’équipes de cette mesure ne sont pas" in text_of(
        browser_of(fatou).get("/ledger/by/team/")
    )


def test_the_filter_of_entries_offers_no_team_that_the_totals_hide(
    measured: Measured, decision: Decision, ana: Person, browser_of: BrowserOf
) -> None:
    staffed("Middle", 6)
    decision.team = staffed("Small", 4)
    decision.save()
    large = Decision.objects.create(
        slug="l", title="L", state="decided", starts_on=DAY, team=staffed("Large", 6)
    )
    huge = Decision.objects.create(
        slug="h", title="H", state="decided", starts_on=DAY, team=staffed("Huge", 8)
    )
    write_entries(measured({decision: (1, 2, 3), large: (4, 5, 6), huge: (7, 8, 9)}))
    browser = browser_of(ana)
    listing = browser.get("/ledger/entries/").context["listing"]
    (teams,) = (one for one in listing.filters if one.name == "team")
    assert [word for _, word in teams.choices] == ["Checkout + Middle + Small", "Huge", "Large"]
    for number, total in (("0", 3), (teams.choices[0][0], 1)):
        asked = browser.get(f"/ledger/entries/?team={number}").context["listing"]
        assert asked.total == total


def test_entries_are_listed_filtered_and_exported_with_their_reversals(
    measured: Measured, decision: Decision, ana: Person, browser_of: BrowserOf
) -> None:
    decision.title = "=One page"
    decision.slug = "=one"
    decision.save()
    write_entries(measured({decision: (1000.0, 2000.0, 3000.0)}))
    write_entries(measured({decision: (-30.0, -20.0, -10.0)}, verdict="loss"))
    browser = browser_of(ana)
    page = text_of(browser.get("/ledger/entries/"))
    for said in ("€2,000.00", "−€2,000.00", "−€20.00", "reversal", "reversed", "▼ loss"):
        assert said in page
    assert browser.get("/ledger/entries/?standing=yes").context["listing"].total == 1
    assert browser.get("/ledger/entries/?year=2026&q=one").context["listing"].total == 3
    assert browser.get("/ledger/entries/?sort=money").context["listing"].page[0].p50 == 2000
    sheet = browser.get("/ledger/entries/?export=csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(sheet)))
    assert [row["p50"] for row in rows] == ["-20.00", "-2000.00", "2000.00"]
    assert {row["decision"] for row in rows} == {"'=one"}
    assert "contre-passée" in text_of(browser_of(in_french(ana)).get("/ledger/entries/"))


def test_an_entry_shows_its_proof_its_fingerprint_and_what_took_it_back(
    measured: Measured, decision: Decision, ana: Person, browser_of: BrowserOf
) -> None:
    write_entries(measured({decision: (1.0, 1234.5, 3000.0)}))
    write_entries(measured({}))
    first, back = Entry.objects.all()
    answer = browser_of(ana).get(f"/ledger/entries/{first.pk}/")
    page = text_of(answer)
    assert "€1,234.50" in page
    assert first.digest in page
    assert f"Reversed by entry {back.pk}" in page
    assert f"/impact/effect/{first.effect_id}/" in answer.content.decode()
    page = text_of(browser_of(in_french(ana)).get(f"/ledger/entries/{back.pk}/"))
    assert "−1\u202f234,50\u202f€" in page
    assert f"Contre-passe l’écriture {first.pk}" in page
    assert browser_of(ana).get("/ledger/entries/99/").status_code == 404


def test_long_lists_ask_as_often_as_short_ones(
    measured: Measured, fatou: Person, browser_of: BrowserOf
) -> None:
    browser = browser_of(fatou)

    def asked(count: int) -> list[int]:
        start = Decision.objects.count()
        more = Decision.objects.bulk_create(
            Decision(slug=f"d{n}", title=f"D{n}", state="decided", starts_on=DAY)
            for n in range(start, start + count)
        )
        write_entries(measured(dict.fromkeys(Decision.objects.all(), (1.0, 2.0, 3.0))))
        for one in more:
            Cost.objects.create(day=DAY, amount=3, decision=one)
            loss = Loss.objects.create(
                title="L", amount=5, found_on=DAY, cause="c", lesson="l", decision=one
            )
            Reuse.objects.create(loss=loss, decision=one, what="w", share=1, at=DAY_TIME)
        counts = []
        for page in ("/ledger/entries/", "/ledger/costs/", "/ledger/losses/", "/ledger/position/"):
            browser.get(page)
            with CaptureQueriesContext(connection) as seen:
                assert browser.get(page).status_code == 200
            counts.append(len(seen))
        return counts

    assert asked(1) == asked(29)


def typed(spent_on: Decision, **changes: str) -> dict[str, str]:
    return {"day": "2026-03-02", "amount": "10", "decision": spent_on.slug, **changes}


@pytest.mark.parametrize("amount", ["1 250,50", "1250.50", "1\u202f250,50", "1\u00a0250.50"])
def test_a_cost_is_read_as_people_type_it(
    decision: Decision, fatou: Person, browser_of: BrowserOf, amount: str
) -> None:
    answer = browser_of(fatou).post(
        "/ledger/costs/", typed(decision, amount=amount, category="licences"), follow=True
    )
    page = text_of(answer)
    assert "€1,250.50" in page
    assert "licences" in page
    assert Cost.objects.get().amount == Decimal("1250.5")
    assert "1\u202f250,50\u202f€" in text_of(browser_of(in_french(fatou)).get("/ledger/costs/"))


@pytest.mark.parametrize("amount", ["twelve", "0", "NaN", "1e20", "12.5.0", "--3", "Infinity"])
def test_nonsense_is_refused_beside_the_field_and_what_was_typed_is_kept(
    decision: Decision, fatou: Person, browser_of: BrowserOf, amount: str
) -> None:
    answer = browser_of(fatou).post("/ledger/costs/", typed(decision, amount=amount))
    assert answer.status_code == 422
    assert f"“{amount}” is no amount." in text_of(answer)
    assert f'value="{amount}"' in answer.content.decode()
    assert not Cost.objects.exists()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cents=st.integers(1, 10**12), space=st.sampled_from(["", " ", "\u202f", "\u00a0"]))
def test_whatever_the_separators_the_amount_is_the_one_written(
    decision: Decision, fatou: Person, cents: int, space: str
) -> None:
    whole, part = divmod(cents, 100)
    for mark in ".,":
        text = f"{whole:,}".replace(",", space) + f"{mark}{part:02}"
        row = put_down(fatou, day=DAY, amount=text, category="", spent_on=decision)
        assert row.amount == Decimal(cents) / 100


def test_a_cost_names_one_thing_that_is_there_and_no_draft(
    decision: Decision, fatou: Person, checkout: Team, browser_of: BrowserOf
) -> None:
    Product.objects.create(name="Shop")
    Decision.objects.create(slug="secret", title="Secret", state="draft")
    browser = browser_of(fatou)
    for wrong, said in (
        ({"team": "Checkout"}, "A cost is spent on one thing"),
        ({"decision": ""}, "A cost is spent on one thing"),
        ({"decision": "secret"}, "No decision has this short name"),
        ({"decision": "", "product": "Nothing"}, "Nothing"),
    ):
        answer = browser.post("/ledger/costs/", typed(decision, **wrong))
        assert (answer.status_code, said in text_of(answer)) == (422, True)
    assert not Cost.objects.exists()
    browser.post("/ledger/costs/", typed(decision, decision="", product="shop"))
    browser.post("/ledger/costs/", typed(decision, decision="", team="Checkout"))
    assert [str(one.product or one.team) for one in Cost.objects.order_by("pk")] == [
        "Shop",
        "Checkout",
    ]


def test_a_cost_taken_back_stays_readable_and_the_total_is_nothing(
    decision: Decision, fatou: Person, browser_of: BrowserOf
) -> None:
    browser = browser_of(fatou)
    row = put_down(fatou, day=DAY, amount="40", category="", spent_on=decision)
    assert "data-confirm" in browser.get("/ledger/costs/").content.decode()
    page = text_of(browser.post(f"/ledger/costs/{row.pk}/take-back/", follow=True))
    assert "The cost is taken back" in page
    assert "−€40.00" in page
    assert "Total of the lines shown: €0.00" in page
    assert "data-confirm" not in browser.get("/ledger/costs/").content.decode()
    assert "takes a line back" in page
    again = browser.post(f"/ledger/costs/{row.pk}/take-back/")
    assert "was taken back already" in text_of(again)
    sheet = browser.get("/ledger/costs/?export=csv").content.decode("utf-8-sig")
    assert [float(line["amount"]) for line in csv.DictReader(io.StringIO(sheet))] == [-40, 40]


def test_a_cost_is_taken_back_once(decision: Decision, fatou: Person) -> None:
    row = put_down(fatou, day=DAY, amount="40", category="", spent_on=decision)
    back = take_back(fatou, row)
    for again in (row, back):
        with pytest.raises(Refusal):
            take_back(fatou, again)
    assert sum(one.amount for one in Cost.objects.all()) == 0


def test_who_may_not_see_money_is_told_so(
    company: object, decision: Decision, ana: Person, paul: Person, browser_of: BrowserOf
) -> None:
    for address in ("/ledger/accounts/", "/ledger/costs/", "/ledger/losses/"):
        answer = browser_of(ana).get(address)
        assert answer.status_code == 403
        assert "Ana" in text_of(answer)  # the frame is there, not a bare error
        assert browser_of(paul).get(address).status_code == 200
    assert "Costs" not in text_of(browser_of(ana).get("/ledger/"))
    with pytest.raises(NotAllowed):
        put_down(paul, day=DAY, amount="1", category="", spent_on=decision)


def test_accounts_are_shown_as_told_in_the_readers_language(
    measured: Measured, decision: Decision, fatou: Person, browser_of: BrowserOf
) -> None:
    browser = browser_of(fatou)
    assert "No account yet" in text_of(browser.get("/ledger/accounts/"))
    done = measured({decision: (1.0, 2.0, 3.0)})
    for language, words in (("en", "It pays itself back."), ("fr", "Il se rembourse.")):
        Told.objects.create(
            measurement=done, name="accounts", language=language, html=f"<p>{words}</p>"
        )
    assert "It pays itself back." in text_of(browser.get("/ledger/accounts/"))
    assert "Il se rembourse." in text_of(browser_of(in_french(fatou)).get("/ledger/accounts/"))


LOSS = {
    "title": "A campaign nobody saw",
    "amount": "1000",
    "found_on": "2026-02-01",
    "cause": "The audience was not theirs.",
    "lesson": "Test on one region first.",
}


def test_a_loss_is_written_reused_withdrawn_and_put_back(
    measured: Measured, decision: Decision, paul: Person, browser_of: BrowserOf
) -> None:
    browser = browser_of(paul)
    assert "No loss is on record." in text_of(browser.get("/ledger/losses/"))
    page = text_of(browser.post("/ledger/losses/new/", LOSS, follow=True))
    assert "€1,000.00" in page
    loss = Loss.objects.get()
    reuse = {"decision": decision.slug, "what": "the audience", "percent": "25"}
    page = text_of(browser.post(f"/ledger/losses/{loss.pk}/", reuse, follow=True))
    assert "The lineage is written." in page
    answer = browser.post(f"/ledger/losses/{loss.pk}/", reuse)
    assert (answer.status_code, "already uses this loss" in text_of(answer)) == (422, True)
    write_entries(measured({decision: (100.0, 400.0, 800.0)}))
    page = text_of(browser.get("/ledger/losses/"))
    assert "€100 (10.0%)" in page
    assert "€25 to €200" in page
    assert "10,0\u202f%" in text_of(browser_of(in_french(paul)).get(f"/ledger/losses/{loss.pk}/"))
    withdraw = f"/ledger/losses/{loss.pk}/withdraw/"
    assert "plus dans la liste" in text_of(browser.post(withdraw, follow=True))
    assert loss.title not in text_of(browser.get("/ledger/losses/"))
    browser.post(withdraw)
    assert loss.title in text_of(browser.get("/ledger/losses/"))


@pytest.mark.parametrize("wrong", [{"amount": "0"}, {"amount": "x"}, {"lesson": ""}, {"title": ""}])
def test_a_loss_in_which_something_is_wrong_keeps_what_was_typed(
    company: object, paul: Person, browser_of: BrowserOf, wrong: dict[str, str]
) -> None:
    answer = browser_of(paul).post("/ledger/losses/new/", LOSS | wrong)
    assert answer.status_code == 422
    assert LOSS["cause"] in answer.content.decode()
    assert not Loss.objects.exists()


def test_the_five_axes_count_what_is_recorded(
    company_measured: Measurement, ana: Person, browser_of: BrowserOf
) -> None:
    answer = browser_of(ana).get("/ledger/position/")
    counts = {axis.name: (axis.counted, axis.of) for axis in answer.context["axes"]}
    assert counts == {
        "role": (1, 1),
        "relation": (0, 1),
        "measure": (1, 1),
        "exchange": (0, 0),
        "stance": (0, 0),
    }
    page = text_of(answer)
    assert "Q3 2025" in page
    assert "The leaders’ answer How do" not in page  # only leaders are asked
    french = text_of(browser_of(in_french(ana)).get("/ledger/position/"))
    assert "Posture des dirigeants" in french
    assert "T3 2025" in french


def test_the_leaders_answer_is_kept_with_its_fact_and_refused_without(
    company: object, eve: Person, ana: Person, browser_of: BrowserOf
) -> None:
    browser = browser_of(eve)
    for wrong, said in (
        ({"level": "3", "fact": "so"}, "Give the fact in a sentence"),
        ({"level": "9", "fact": "They sit on the committee."}, "Choose one of the five"),
        ({"level": "²", "fact": "They sit on the committee."}, "Choose one of the five"),
        ({"fact": "They sit on the committee."}, "Choose one of the five"),
    ):
        answer = browser.post("/ledger/position/", wrong)
        assert (answer.status_code, said in text_of(answer)) == (422, True)
        assert wrong["fact"] in answer.content.decode()
    assert not Stance.objects.exists()
    kept = {"level": "3", "fact": "They sit on the committee."}
    assert "The answer is kept" in text_of(browser.post("/ledger/position/", kept, follow=True))
    assert "3 / 4" in text_of(browser_of(ana).get("/ledger/position/"))
    assert browser_of(ana).post("/ledger/position/", kept).status_code == 403
