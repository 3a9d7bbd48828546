"""Pages of the impact: every figure with its range, its grade and its proof, in both languages."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.web.reading import text_of

from levier_web.decisions.models import Decision
from levier_web.impact.jobs import look_ahead, measure_company
from levier_web.impact.models import DesignPin, Effect, Measurement, Outlook
from levier_web.impact.services import asking
from levier_web.metrics.models import Metric

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from levier_web.organisation.models import Company, Person, Team

    BrowserOf = Callable[[Person], Client]

REASON = "The controls moved at the same time."


@pytest.fixture
def effect(paul: Person, ana: Person, brought_in: None, olga: Person) -> Effect:
    """The one effect of the template's company, measured."""
    measure_company.call(asking.measure_now(olga).pk)
    return Effect.objects.select_related("decision", "metric", "measurement").get()


def many(measurement: Measurement, count: int, **more: object) -> list[Effect]:
    """Write effects as a measurement keeps them."""
    metric = Metric.objects.first() or Metric.objects.create(slug="orders", title="Orders")
    start = Decision.objects.count()
    decisions = Decision.objects.bulk_create(
        Decision(slug=f"d{number}", title=f"Choice {number}", state="decided")
        for number in range(start, start + count)
    )
    fields = {"design": "series", "grade": "C", "verdict": "gain", "scale": "relative"} | more
    return Effect.objects.bulk_create(
        Effect(
            measurement=measurement,
            decision=decision,
            metric=metric,
            place=place,
            p10=0.01,
            p50=0.02,
            p90=0.03,
            money_p10=100.0,
            money_p50=1000.0 + place,
            money_p90=3000.0,
            detail={},
            **fields,
        )
        for place, decision in enumerate(decisions)
    )


@pytest.fixture
def done(company: Company) -> Measurement:
    return Measurement.objects.create(
        state="done",
        finished_at=timezone.now(),
        as_of=timezone.localdate(),
        fingerprint="f" * 64,
        results={"portfolio": {}, "reconciliation": []},
    )


def test_the_list_says_range_grade_verdict_and_money_as_each_language_writes_them(
    effect: Effect, ana: Person, browser_of: BrowserOf
) -> None:
    page = text_of(browser_of(ana).get("/impact/"))
    for said in (
        "Checkout on one page",
        "▲ gain",
        "Grade D",
        "+4.5%",
        "€4,650",
        "€2,800 to €6,780",
    ):
        assert said in page
    ana.language = "fr"
    ana.save()
    page = text_of(browser_of(ana).get("/impact/"))
    for said in ("▲ gain", "Note D", "+4,5\u202f%", "2\u202f800 à 6\u202f780\u202f€"):
        assert said in page


def test_not_proven_and_not_measured_are_as_visible_as_gains(
    done: Measurement, ana: Person, browser_of: BrowserOf
) -> None:
    many(done, 1, verdict="not_proven")
    many(done, 1, verdict="not_measured", scale="")
    page = text_of(browser_of(ana).get("/impact/"))
    assert "○ not proven" in page
    assert "· not measured" in page
    ana.language = "fr"
    ana.save()
    assert "○ non prouvé" in text_of(browser_of(ana).get("/impact/"))


def test_the_list_is_filtered_sorted_and_searched(
    done: Measurement, ana: Person, browser_of: BrowserOf
) -> None:
    many(done, 2, verdict="gain", grade="B")
    many(done, 2, verdict="not_proven", grade="D", design="before_after")
    browser = browser_of(ana)

    def shown(query: str) -> list[str]:
        page = browser.get(f"/impact/?{query}")
        return [row.decision.slug for row in page.context["listing"].page]

    assert shown("verdict=not_proven") == ["d3", "d2"]
    assert shown("grade=B") == ["d1", "d0"]
    assert shown("design=before_after&sort=-money") == ["d2", "d3"]
    assert shown("q=Choice+2") == ["d2"]
    assert shown("grade=Z&sort=nonsense") == shown("")


def test_the_export_holds_what_the_list_shows_and_no_formula(
    done: Measurement, ana: Person, browser_of: BrowserOf
) -> None:
    (one,) = many(done, 1)
    Decision.objects.filter(pk=one.decision_id).update(title='=HYPERLINK("x")')
    many(done, 1, verdict="loss")
    answer = browser_of(ana).get("/impact/?export=csv&verdict=gain")
    assert answer.headers["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 1
    assert rows[0]["title"] == '\'=HYPERLINK("x")'
    assert (rows[0]["p10"], rows[0]["money_p50"], rows[0]["in_total"]) == (
        "0.01",
        "1000.0",
        "False",
    )


def test_a_long_list_asks_as_often_as_a_short_one(
    done: Measurement, ana: Person, browser_of: BrowserOf
) -> None:
    browser = browser_of(ana)

    def asked(count: int) -> list[int]:
        many(done, count)
        counts = []
        for page in ("/impact/", f"/impact/measurements/{done.pk}/", "/impact/measurements/"):
            browser.get(page)
            with CaptureQueriesContext(connection) as seen:
                assert browser.get(page).status_code == 200
            counts.append(len(seen))
        return counts

    assert asked(1) == asked(29)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            ("Data up to 14 September 2025", "seed 0", "✓ passed:", "over 99.9%", "time series"),
        ),
        ("fr", ("Données jusqu’au 14 septembre 2025", "graine 0", "✓ réussi", "plus de 99,9")),
    ],
)
def test_the_proof_says_data_method_seed_time_and_checks(
    effect: Effect, ana: Person, browser_of: BrowserOf, language: str, said: tuple[str, ...]
) -> None:
    ana.language = language
    ana.save()
    answer = browser_of(ana).get(f"/impact/effect/{effect.pk}/")
    page = text_of(answer)
    for sentence in said:
        assert sentence in page
    raw = answer.content.decode()
    assert effect.measurement.fingerprint in raw
    assert f"Levier {effect.measurement.engine}" in page
    assert effect.measurement.finished_at is not None
    assert timezone.localtime(effect.measurement.finished_at).strftime("%H:%M") in page
    assert raw.count("<svg") >= 2
    assert "852" in page  # the drawing's numbers, as a table
    assert "style=" not in raw


def test_an_effect_that_is_not_there_is_not_found(ana: Person, browser_of: BrowserOf) -> None:
    assert browser_of(ana).get("/impact/effect/7/").status_code == 404
    assert browser_of(ana).get("/impact/measurements/7/").status_code == 404


def test_a_refused_pin_stays_on_the_page_with_what_was_typed(
    effect: Effect, paul: Person, browser_of: BrowserOf
) -> None:
    address = f"/impact/effect/{effect.pk}/pin/"
    answer = browser_of(paul).post(address, {"design": "before_after", "reason": "so it is"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Give the reason in a sentence" in page
    assert 'value="so it is"' in page
    assert re.search(r'value="before_after" selected', page)
    assert "€4,650" in page
    assert not DesignPin.objects.exists()
    answer = browser_of(paul).post(address, {"design": "guess", "reason": REASON})
    assert "There is no such design." in text_of(answer)


def test_a_pin_is_said_to_everybody_and_can_be_withdrawn(
    effect: Effect, paul: Person, ana: Person, browser_of: BrowserOf
) -> None:
    address = f"/impact/effect/{effect.pk}/"
    answer = browser_of(paul).post(
        f"{address}pin/", {"design": "before_after", "reason": REASON}, follow=True
    )
    assert "The design is pinned" in text_of(answer)
    page = text_of(browser_of(ana).get(address))
    assert f"pinned the design “before and after”: {REASON}" in page
    assert "Paul" not in page
    assert "Pin a design" not in page
    assert browser_of(ana).post(f"{address}pin/", {"design": ""}).status_code == 403
    answer = browser_of(paul).post(f"{address}pin/", {"design": ""}, follow=True)
    assert "The engine chooses again" in text_of(answer)
    assert not DesignPin.objects.filter(withdrawn_at__isnull=True).exists()


@pytest.mark.parametrize(
    ("state", "more", "said"),
    [
        ("waiting", {}, "A measurement waits for the worker."),
        ("running", {}, "A measurement has begun."),
        ("running", {"done": 3, "total": 8}, "Measuring: 3 of 8 metrics."),
        ("failed", {"faults": [{"en": "No metric.", "fr": "Aucune métrique."}]}, "No metric."),
        ("done", {}, "The measurement is done."),
    ],
)
def test_the_line_of_progress_says_how_far_it_is(
    company: Company,
    ana: Person,
    browser_of: BrowserOf,
    state: str,
    more: dict[str, object],
    said: str,
) -> None:
    Measurement.objects.create(state=state, **more)
    answer = browser_of(ana).get("/impact/progress/")
    assert said in text_of(answer)
    assert ("hx-get" in answer.content.decode()) is (state in {"waiting", "running"})


def test_a_failure_is_told_in_the_readers_language_above_what_still_stands(
    effect: Effect, ana: Person, browser_of: BrowserOf
) -> None:
    Measurement.objects.create(
        state="failed", faults=[{"en": "Line 3 is wrong.", "fr": "La ligne 3 est fausse."}]
    )
    ana.language = "fr"
    ana.save()
    page = text_of(browser_of(ana).get("/impact/"))
    assert "La ligne 3 est fausse." in page
    assert "Checkout on one page" in page


def test_who_may_measure_asks_from_the_page_and_others_do_not(
    company: Company, paul: Person, ana: Person, browser_of: BrowserOf
) -> None:
    assert "Measure now" not in text_of(browser_of(ana).get("/impact/"))
    assert browser_of(ana).post("/impact/measure/").status_code == 403
    page = text_of(browser_of(paul).post("/impact/measure/", follow=True))
    assert "A measurement waits for the worker." in page
    assert Measurement.objects.get().asked_by == paul


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("Trend", "Unexplained", "864.9", "Checkout on one page", "13.4 to 29.3")),
        ("fr", ("Tendance", "Inexpliqué", "864,9", "13,4 à 29,3")),
    ],
)
def test_why_a_metric_moved_is_said_part_by_part(
    effect: Effect, ana: Person, browser_of: BrowserOf, language: str, said: tuple[str, ...]
) -> None:
    ana.language = language
    ana.save()
    answer = browser_of(ana).get("/impact/why/")
    for sentence in said:
        assert sentence in text_of(answer)
    assert "<svg" in answer.content.decode()
    parts = answer.context["shown"].parts
    before, after = (answer.context["shown"].item[end]["mean"] for end in ("before", "after"))
    assert before + sum(part.amount for part in parts) == pytest.approx(after)
    unknown = browser_of(ana).get("/impact/why/?metric=nothing")
    assert (unknown.status_code, unknown.context["shown"]) == (200, None)


def test_an_old_measurement_is_read_again_and_says_so(
    effect: Effect, paul: Person, browser_of: BrowserOf
) -> None:
    browser = browser_of(paul)
    assert "earlier measurement" not in text_of(browser.get(f"/impact/effect/{effect.pk}/"))
    browser.post(f"/impact/effect/{effect.pk}/pin/", {"design": "before_after", "reason": REASON})
    measure_company.call(Measurement.objects.get(state="waiting").pk)
    page = text_of(browser.get(f"/impact/effect/{effect.pk}/"))
    assert "This is an earlier measurement, on the data up to 14 September 2025." in page
    assert "€4,650" in page
    later = Effect.objects.latest("pk")
    page = text_of(browser.get(f"/impact/effect/{later.pk}/"))
    assert "What earlier measurements said" in page
    assert [row.pk for row in browser.get("/impact/measurements/").context["page"]] == [
        later.measurement_id,
        effect.measurement_id,
    ]
    page = text_of(browser.get(f"/impact/measurements/{effect.measurement_id}/"))
    assert effect.measurement.fingerprint in page
    assert "€4,650" in page


def test_a_measurement_that_failed_or_waits_shows_only_what_is_known(
    company: Company, ana: Person, browser_of: BrowserOf
) -> None:
    waiting = Measurement.objects.create(reason="changed")
    page = text_of(browser_of(ana).get(f"/impact/measurements/{waiting.pk}/"))
    assert "data or decisions changed" in page
    assert "None" not in page
    assert "seed" not in page
    failed = Measurement.objects.create(state="failed", faults=[{"en": "No.", "fr": "Non."}])
    assert "No." in text_of(browser_of(ana).get(f"/impact/measurements/{failed.pk}/"))


def test_an_outlook_is_asked_waited_for_and_told_in_the_readers_language(
    paul: Person, brought_in: None, browser_of: BrowserOf
) -> None:
    address = f"/impact/outlook/{Decision.objects.get().slug}/"
    browser = browser_of(paul)
    assert "Nothing has been asked yet." in text_of(browser.get(address))
    answer = browser.post(address, follow=True)
    assert "this takes some seconds" in text_of(answer)
    assert "hx-get" in answer.content.decode()
    outlook = Outlook.objects.get()
    look_ahead.call(outlook.pk)
    outlook.refresh_from_db()
    assert outlook.state == "done"
    for language, others in (("en", "fr"), ("fr", "en")):
        paul.language = language
        paul.save()
        page = text_of(browser_of(paul).get(address))
        assert outlook.told[language][0]["sentences"][0] in page
        assert outlook.told[language] != outlook.told[others]
    look_ahead.call(outlook.pk)  # a second worker finds nothing to do


def test_an_outlook_without_forecast_is_refused_and_one_that_fails_says_why(
    paul: Person, brought_in: None, browser_of: BrowserOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision = Decision.objects.get()
    address = f"/impact/outlook/{decision.slug}/"
    (outlook,) = asking.outlook_wanted(paul, decision)
    monkeypatch.setattr("levier.plan", lambda *_, **__: 1 / 0)
    look_ahead.call(outlook.pk)
    assert "Levier failed while measuring." in text_of(browser_of(paul).get(address))
    decision.expectations.all().delete()
    answer = browser_of(paul).post(address)
    assert answer.status_code == 422
    assert "without a forecast there is nothing to look for" in text_of(answer)


def test_the_outlook_of_another_teams_draft_is_not_there(
    company: Company, checkout: Team, bob: Person, browser_of: BrowserOf
) -> None:
    Decision.objects.create(slug="secret", title="Secret", state="draft", team=checkout)
    assert browser_of(bob).get("/impact/outlook/secret/").status_code == 404
