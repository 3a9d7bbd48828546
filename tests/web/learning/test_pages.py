"""Pages of the learning: the board, lessons and reviews, in both languages."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.web.impact.conftest import brought_in, small_folder
from tests.web.reading import text_of

from levier_web.decisions.models import Decision
from levier_web.impact.jobs import measure_company
from levier_web.impact.models import Effect, Measurement
from levier_web.impact.services import asking
from levier_web.learning.models import Lesson, Review
from levier_web.learning.services.lessons import write_lesson
from levier_web.metrics.models import Metric

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from levier_web.organisation.models import Company, Person, Team

    BrowserOf = Callable[[Person], Client]

__all__ = ["brought_in", "small_folder"]


@pytest.fixture
def decision(company: Company) -> Decision:
    return Decision.objects.create(
        slug="one-page",
        title="One page",
        state="decided",
        starts_on=date(2026, 1, 5),
        review_on=timezone.localdate() - timedelta(days=3),
    )


def in_french(person: Person) -> Person:
    person.language = "fr"
    person.save()
    return person


def test_an_empty_board_says_what_it_takes(
    company: Company, ana: Person, browser_of: BrowserOf
) -> None:
    page = text_of(browser_of(ana).get("/learning/"))
    for said in (
        "it takes a decision with a forecast",
        "No review is due.",
        "No lesson is written",
    ):
        assert said in page
    assert "il faut une décision" in text_of(browser_of(in_french(ana)).get("/learning/"))


def test_the_board_shows_forecasts_against_results_and_no_team_under_the_floor(
    ana: Person, brought_in: None, olga: Person, browser_of: BrowserOf
) -> None:
    measure_company.call(asking.measure_now(olga).pk)
    answer = browser_of(ana).get("/learning/")
    page = text_of(answer)
    assert "1 forecast could be judged." in page
    assert "1 measured here, 0 from the past" in page
    assert "Checkout on one page" in page
    assert "By team" not in page
    assert "style=" not in answer.content.decode()
    page = text_of(browser_of(in_french(ana)).get("/learning/"))
    assert "On a pu juger 1 prévision." in page
    assert "Par équipe" not in page


def test_a_lesson_is_written_read_applied_and_exported(
    decision: Decision, ana: Person, paul: Person, browser_of: BrowserOf
) -> None:
    other = Decision.objects.create(slug="two", title="Two", state="proposed")
    browser = browser_of(ana)
    empty = browser.get("/learning/lessons/new/?decision=one-page").content.decode()
    assert 'name="decision" value="one-page"' in empty
    lesson = {"title": "=Test first", "text": "One region, then all.", "decision": "one-page"}
    page = text_of(browser.post("/learning/lessons/new/", lesson, follow=True))
    assert "One region, then all." in page
    assert "developer" not in page
    assert "Ana ·" not in page
    one = Lesson.objects.get()
    page = text_of(
        browser_of(paul).post(f"/learning/lessons/{one.pk}/", {"decision": "two"}, follow=True)
    )
    assert "The decision is linked." in page
    assert "Two" in page
    assert set(one.decisions.all()) == {decision, other}
    assert browser.get("/learning/lessons/?q=region").context["listing"].total == 1
    assert browser.get("/learning/lessons/?q=nothing").context["listing"].total == 0
    sheet = browser.get("/learning/lessons/?export=csv").content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(sheet))
    assert (row["title"], set(row["decisions"].split())) == ("'=Test first", {"one-page", "two"})
    assert "Écrire une leçon" in text_of(browser_of(in_french(ana)).get("/learning/lessons/"))


@pytest.mark.parametrize(
    "wrong", [{"title": ""}, {"text": ""}, {"decision": "nothing"}, {"decision": "secret"}]
)
def test_a_lesson_in_which_something_is_wrong_keeps_what_was_typed(
    decision: Decision, ana: Person, browser_of: BrowserOf, wrong: dict[str, str]
) -> None:
    Decision.objects.create(slug="secret", title="Secret", state="draft")
    typed = {"title": "Test first", "text": "One region.", "decision": "one-page"}
    answer = browser_of(ana).post("/learning/lessons/new/", typed | wrong)
    assert answer.status_code == 422
    assert "Secret" not in answer.content.decode()
    kept = next(text for name, text in typed.items() if name not in wrong)
    assert kept in answer.content.decode()
    assert not Lesson.objects.exists()


def test_a_lesson_of_nobody_in_particular_is_dated_only(ana: Person, browser_of: BrowserOf) -> None:
    Lesson.objects.create(title="Wait", text="A month", voice="")
    for path in ("/learning/lessons/", f"/learning/lessons/{Lesson.objects.get().pk}/"):
        page = browser_of(ana).get(path).content.decode()
        assert "·  ·" not in page
        assert "<small> ·" not in page


def test_only_who_may_take_a_lesson_off_is_offered_it(
    decision: Decision, ana: Person, bob: Person, paul: Person, obi: Person, browser_of: BrowserOf
) -> None:
    lesson = write_lesson(ana, "Test first", "One region.", [decision])
    address = f"/learning/lessons/{lesson.pk}/"
    for person, offered in ((ana, True), (bob, False), (paul, True), (obi, False)):
        assert ("Take off the list" in text_of(browser_of(person).get(address))) is offered
    assert browser_of(bob).post(f"{address}withdraw/").status_code == 403
    page = text_of(browser_of(paul).post(f"{address}withdraw/", follow=True))
    assert "This lesson was taken off the list." in page
    assert "Test first" not in text_of(browser_of(ana).get("/learning/lessons/"))
    assert "on the list again" in text_of(browser_of(ana).post(f"{address}withdraw/", follow=True))


REVIEW = {"outcome": "go_on", "seen": "Orders rose as forecast.", "next_on": "", "lesson": ""}


def test_a_review_is_due_held_and_no_longer_due(
    decision: Decision, paul: Person, ana: Person, browser_of: BrowserOf
) -> None:
    browser = browser_of(paul)
    page = text_of(browser.get("/learning/reviews/"))
    assert "One page" in page
    assert "late" in page
    assert "One page" in text_of(browser_of(ana).get("/learning/"))
    assert browser_of(ana).get("/learning/reviews/one-page/").status_code == 403
    review = REVIEW | {"lesson": "Test on one region first."}
    page = text_of(browser.post("/learning/reviews/one-page/", review, follow=True))
    assert "The review is kept." in page
    assert Lesson.objects.get().text == "Test on one region first."
    page = text_of(browser.get("/learning/reviews/"))
    assert "No review is due." in page
    assert "Orders rose as forecast." in page
    page = text_of(browser_of(in_french(paul)).get("/learning/reviews/"))
    assert "Revues tenues" in page
    assert "continuer" in page


def test_a_review_shows_the_forecast_beside_the_measurement(
    decision: Decision, paul: Person, browser_of: BrowserOf
) -> None:
    done = Measurement.objects.create(state="done", as_of=date(2026, 6, 30), results={})
    Effect.objects.create(
        measurement=done,
        decision=decision,
        metric=Metric.objects.create(slug="orders", title="Orders"),
        place=0,
        verdict="not_proven",
        grade="D",
        scale="relative",
        forecast_p50=0.04,
        p10=-0.01,
        p50=0.012,
        p90=0.03,
        detail={},
    )
    page = text_of(browser_of(paul).get("/learning/reviews/one-page/"))
    for said in ("+4.0%", "+1.2%", "−1.0% to +3.0%", "○ not proven", "Grade D"):
        assert said in page
    page = text_of(browser_of(in_french(paul)).get("/learning/reviews/one-page/"))
    assert "non prouvé" in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"outcome": ""}, ""),
        ({"seen": ""}, ""),
        ({"outcome": "later"}, "Say on which day to look again."),
    ],
)
def test_a_review_in_which_something_is_wrong_is_not_kept(
    decision: Decision, paul: Person, browser_of: BrowserOf, wrong: dict[str, str], said: str
) -> None:
    answer = browser_of(paul).post(
        "/learning/reviews/one-page/", REVIEW | {"lesson": "Keep this."} | wrong
    )
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert "Keep this." in answer.content.decode()
    assert not Review.objects.exists()
    assert not Lesson.objects.exists()


def test_a_draft_has_no_review(
    company: Company, checkout: Team, paul: Person, eve: Person, browser_of: BrowserOf
) -> None:
    Decision.objects.create(slug="secret", title="Secret", state="draft", team=checkout)
    answer = browser_of(paul).post("/learning/reviews/secret/", REVIEW)
    assert answer.status_code == 422
    assert "not taken yet" in text_of(answer)


def test_long_lists_ask_as_often_as_short_ones(
    company: Company, ana: Person, paul: Person, browser_of: BrowserOf
) -> None:
    browser = browser_of(paul)

    def asked(count: int) -> list[int]:
        start = Decision.objects.count()
        for number in range(start, start + count):
            one = Decision.objects.create(
                slug=f"d{number}", title="D", state="decided", review_on=timezone.localdate()
            )
            write_lesson(ana, "Test first", "One region.", [one])
            Review.objects.create(
                decision=one, held_on=timezone.localdate() - timedelta(9), outcome="go_on", seen="s"
            )
        counts = []
        for page in ("/learning/", "/learning/lessons/", "/learning/reviews/"):
            browser.get(page)
            with CaptureQueriesContext(connection) as seen:
                assert browser.get(page).status_code == 200
            counts.append(len(seen))
        return counts

    assert asked(1) == asked(29)
