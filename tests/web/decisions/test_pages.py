from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.web.decisions.conftest import values

from levier_web.decisions.models import CommitteeSession, Decision, Opportunity
from levier_web.decisions.services import committee, deciding, forecasts, remarks, sheets, tree

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from django.test import Client

    from levier_web.metrics.models import Metric
    from levier_web.organisation.models import DecisionRight, Person

    Browser = Callable[[Person], Client]
    Queries = Callable[..., AbstractContextManager[object]]


@pytest.fixture
def proposed(stated: Decision, paul: Person) -> Decision:
    deciding.propose(paul, stated)
    return stated


def speaking(person: Person, language: str) -> Person:
    person.language = language
    person.save()
    return person


PAGES = [
    ("list", "Write a decision", "Écrire une décision"),
    ("new", "Write a decision", "Écrire une décision"),
    ("tree", "Opportunities", "Opportunités"),
    ("ranking", "Solutions, ranked", "Solutions classées"),
    ("committee", "Committee", "Comité"),
    ("latency", "How fast answers come", "En combien de temps les réponses viennent"),
    ("proof", "The chain of decisions", "La chaîne des décisions"),
]


@pytest.mark.parametrize(("name", "english", "french"), PAGES)
def test_pages_speak_both_languages(
    name: str, english: str, french: str, paul: Person, browser_of: Browser, stated: Decision
) -> None:
    for language, words in (("en", english), ("fr", french)):
        page = browser_of(speaking(paul, language)).get(reverse(f"decisions:{name}"))
        assert page.status_code == 200
        assert words in page.content.decode()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_of_a_decision_is_shown_in_each_state(
    language: str, proposed: Decision, paul: Person, browser_of: Browser
) -> None:
    browser = browser_of(speaking(paul, language))
    row = proposed.expectations.get()
    remarks.note_gate(paul, proposed, "60 % gate", "failed", "41 %")
    remarks.comment(paul, proposed, "What of small baskets?")
    pages = ["sheet", "edit", "decide", "send_back", "refuse", "forecast_new"]
    for name in pages:
        assert browser.get(reverse(f"decisions:{name}", args=[proposed.slug])).status_code == 200
    assert (
        browser.get(reverse("decisions:forecast", args=[proposed.slug, row.pk])).status_code == 200
    )
    deciding.decide(paul, proposed, "cheapest")
    deciding.amend(paul, proposed, {"owner": "designer"}, "new owner")
    for name in ("sheet", "stop", "reopen", "amend"):
        assert browser.get(reverse(f"decisions:{name}", args=[proposed.slug])).status_code == 200
    deciding.stop(paul, proposed, "no use", timezone.localdate())
    page = browser.get(reverse("decisions:sheet", args=[proposed.slug])).content.decode()
    assert "no use" in page


def test_a_sheet_is_written_proposed_and_decided_through_pages(
    paul: Person, orders: Metric, browser_of: Browser
) -> None:
    browser = browser_of(paul)
    form = values(team="checkout", planned_cost="40000") | {
        "ways-TOTAL_FORMS": "2",
        "ways-INITIAL_FORMS": "0",
        "ways-0-title": "One page",
        "ways-0-pros": "fewer steps",
        "ways-1-title": "Nothing",
    }
    wrong = browser.post(reverse("decisions:new"), form | {"product": "Nowhere"})
    assert wrong.status_code == 422
    assert "half of the baskets are left" in wrong.content.decode()
    assert "Nothing is called “Nowhere”" in wrong.content.decode()
    made = browser.post(reverse("decisions:new"), form)
    decision = Decision.objects.get()
    assert made["Location"] == reverse("decisions:sheet", args=[decision.slug])
    assert decision.team == paul.team
    assert decision.options == "One page; Nothing"
    stated = {"metric": "orders", "scale": "relative", "low": "-1", "mid": "2,5", "high": "5"}
    stated["author"] = "human"
    speaking(paul, "fr")
    browser.post(reverse("decisions:forecast_new", args=[decision.slug]), stated)
    assert decision.expectations.get().mid == 0.025
    browser.post(reverse("decisions:propose", args=[decision.slug]))
    browser.post(reverse("decisions:decide", args=[decision.slug]), {"reason": "cheap"})
    decision.refresh_from_db()
    assert decision.state == "decided"
    assert decision.versions.count() == 1


def test_what_was_typed_stays_when_a_service_refuses(
    proposed: Decision, eve: Person, rights: list[DecisionRight], browser_of: Browser
) -> None:
    to = reverse("decisions:decide", args=[proposed.slug])
    answer = browser_of(eve).post(to, {"reason": "", "starts_on": "2027-03-01"})
    assert answer.status_code == 422
    assert "2027-03-01" in answer.content.decode()
    assert "write why" in answer.content.decode()


def test_another_teams_draft_is_not_there(
    stated: Decision, bob: Person, browser_of: Browser
) -> None:
    browser = browser_of(bob)
    for name in ("sheet", "edit", "forecast_new"):
        assert browser.get(reverse(f"decisions:{name}", args=[stated.slug])).status_code == 404
    assert "One-page" not in browser.get(reverse("decisions:list")).content.decode()
    assert "One-page" not in browser.get("/search/?q=baskets").content.decode()


def test_a_member_not_named_is_forbidden_to_decide(
    proposed: Decision, ana: Person, browser_of: Browser
) -> None:
    to = reverse("decisions:decide", args=[proposed.slug])
    assert browser_of(ana).post(to, {"reason": "yes"}).status_code == 403


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"low": "-1", "mid": "2", "high": "5"}, "8 chances in 10 between −1.0% and +5.0%."),
        ({"low": "3", "mid": "2", "high": "5"}, "The three figures must rise"),
        ({"low": "3", "mid": "", "high": "5"}, "the curve is drawn here"),
    ],
)
def test_the_curve_is_drawn_while_typing(
    typed: dict[str, str], words: str, ana: Person, orders: Metric, browser_of: Browser
) -> None:
    asked = {"metric": "Orders", "scale": "relative"} | typed
    page = browser_of(ana).get(reverse("decisions:curve"), asked).content.decode()
    assert words in page
    assert ("<svg" in page) is ("8 chances" in words)


def test_the_fields_propose_what_they_pick(
    ana: Person, orders: Metric, browser_of: Browser
) -> None:
    browser = browser_of(ana)
    page = browser.get(reverse("decisions:pick", args=["metric"]), {"metric": "ord"})
    assert '<option value="Orders">' in page.content.decode()
    assert browser.get(reverse("decisions:pick", args=["person"])).status_code == 404


def many(paul: Person, orders: Metric, count: int) -> None:
    for number in range(count):
        made = sheets.create(paul, sheets.Sheet(values(title=f"Decision {number}")))
        forecasts.state(paul, made, forecasts.Stated(orders, 0, 0.1, 0.2))
        deciding.propose(paul, made)
        remarks.comment(paul, made, "yes")


def queries_of(page: str, browser: Client, recorded: Queries) -> int:
    browser.get(page)  # what is kept for a while is
    with recorded() as seen:
        assert browser.get(page).status_code == 200
    return len(seen)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["list", "latency", "tree", "ranking", "committee"])
def test_lists_ask_as_often_with_thirty_rows_as_with_one(
    name: str, paul: Person, orders: Metric, browser_of: Browser
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser, page = browser_of(paul), reverse(f"decisions:{name}")

    def grown(count: int) -> int:
        many(paul, orders, count)
        for number in range(count):
            top = tree.add(paul, "outcome", f"Outcome {number}")
            tree.add(paul, "opportunity", "Slow", top)
        committee.convene(paul, "Weekly", timezone.localdate())
        return queries_of(page, browser, lambda: CaptureQueriesContext(connection))

    assert grown(1) == grown(29)


def test_a_sheet_asks_as_often_with_thirty_remarks_as_with_one(
    proposed: Decision, paul: Person, orders: Metric, browser_of: Browser
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser, page = browser_of(paul), reverse("decisions:sheet", args=[proposed.slug])

    def grown(count: int) -> int:
        for number in range(count):
            remarks.comment(paul, proposed, f"remark {number}")
            remarks.note_gate(paul, proposed, f"gate {number}", "passed")
            forecasts.state(paul, proposed, forecasts.Stated(orders, 0, 0.1, 0.2))
        return queries_of(page, browser, lambda: CaptureQueriesContext(connection))

    grown(1)
    assert grown(1) == grown(29)


def test_a_list_is_searched_filtered_and_exported(
    paul: Person, orders: Metric, browser_of: Browser
) -> None:
    many(paul, orders, 30)
    browser, page = browser_of(paul), reverse("decisions:list")
    assert "Page 1 of 2" in browser.get(page).content.decode()
    found = browser.get(page, {"q": "Decision 17"}).content.decode()
    assert "Decision 17" in found
    assert "Decision 18" not in found
    assert "Nothing matches" in browser.get(page, {"q": "zzz"}).content.decode()
    lines = browser.get(page, {"export": "csv"}).content.decode().splitlines()
    assert len(lines) == 31


def test_the_letter_is_composed_changed_and_kept(
    proposed: Decision, paul: Person, browser_of: Browser
) -> None:
    browser, to = browser_of(paul), reverse("decisions:refuse", args=[proposed.slug])
    typed = {"about": "proposal", "criteria": ["value"], "reasons": "Too little a year."}
    bare = browser.post(to, {"about": "proposal", "reasons": "No.", "compose": "1"})
    assert bare.status_code == 422
    shown = browser.post(to, typed | {"compose": "1"})
    assert shown.status_code == 200
    assert "la valeur attendue ne dépasse pas assez son coût" in shown.content.decode()
    assert "the expected value does not exceed" in shown.content.decode()
    kept = browser.post(to, typed | {"french": "Non.", "english": "No.", "keep": "1"})
    assert kept.status_code == 302
    proposed.refresh_from_db()
    assert proposed.state == "refused"
    letter = reverse("decisions:letter", args=[proposed.slug, 1])
    assert browser.get(letter).status_code == 200
    browser.post(letter, {"french": "Non merci.", "english": "No thanks."})
    assert [row.text_en for row in proposed.letters.all()] == ["No.", "No thanks."]
    printed = browser.get(reverse("decisions:letter_print", args=[proposed.slug, 2, "fr"]))
    assert "Non merci." in printed.content.decode()


def test_a_session_is_prepared_held_and_closed(
    proposed: Decision, paul: Person, browser_of: Browser
) -> None:
    browser = browser_of(paul)
    today = timezone.localdate()
    browser.post(reverse("decisions:committee"), {"title": "March", "day": today.isoformat()})
    session = CommitteeSession.objects.get()
    page = reverse("decisions:session", args=[session.pk])
    assert proposed.title in browser.get(page).content.decode()
    browser.post(page, {"decision": [proposed.pk]})
    wall = reverse("decisions:wall", args=[session.pk, 1])
    assert "8 chances in 10" in browser.get(wall).content.decode()
    refused = browser.post(wall, {"outcome": "decided", "reason": ""})
    assert refused.status_code == 422
    answered = {"outcome": "decided", "reason": "go", "next_owner": "product manager"}
    browser.post(wall, answered)
    proposed.refresh_from_db()
    assert proposed.state == "decided"
    browser.post(reverse("decisions:session_close", args=[session.pk]))
    assert "100" in browser.get(reverse("decisions:committee")).content.decode()
    assert browser.get(reverse("decisions:wall", args=[session.pk, 2])).status_code == 404


def test_what_awaits_is_said_to_those_who_decide(
    proposed: Decision, paul: Person, bob: Person, rights: list[DecisionRight]
) -> None:
    from levier_web.ui.registry import awaiting

    CommitteeSession.objects.create(title="March", day=timezone.localdate() + timedelta(days=3))
    sentences = [one.address for one in awaiting(paul)]
    assert reverse("decisions:sheet", args=[proposed.slug]) in sentences
    assert any("/committee/" in one for one in sentences)
    assert reverse("decisions:sheet", args=[proposed.slug]) not in [
        one.address for one in awaiting(bob)
    ]


def test_the_tree_is_built_moved_and_archived_on_its_page(
    paul: Person, orders: Metric, browser_of: Browser
) -> None:
    browser, add = browser_of(paul), reverse("decisions:node_add")
    for title in ("More orders", "Fewer returns"):
        browser.post(add, {"level": "outcome", "title": title})
    first, second = Opportunity.objects.order_by("pk")
    browser.post(reverse("decisions:tree"), {"step": f"up-{second.pk}"})
    assert list(Opportunity.objects.values_list("title", flat=True)) == [
        "Fewer returns",
        "More orders",
    ]
    browser.post(add, {"level": "opportunity", "title": "Slow pages", "parent": first.pk})
    child = Opportunity.objects.get(level="opportunity")
    browser.post(
        reverse("decisions:node_hang", args=[child.pk]),
        {"parent": f"Fewer returns · {second.pk}"},
    )
    child.refresh_from_db()
    assert child.parent == second
    written = {"title": "More orders", "metric": "Orders", "target": "1200"}
    browser.post(reverse("decisions:node", args=[first.pk]), written)
    first.refresh_from_db()
    assert (first.metric, first.target) == (orders, 1200)
    archived = browser.post(reverse("decisions:node_archive", args=[second.pk]))
    assert archived["Location"].endswith(f"?undo={second.pk}")
    page = browser.get(archived["Location"]).content.decode()
    assert "2 nodes were archived" in page
    browser.post(reverse("decisions:node_restore", args=[child.pk]))
    assert Opportunity.objects.filter(archived_at__isnull=True).count() == 3
    renamed = browser.post(
        reverse("decisions:node_rename", args=[first.pk]),
        {"title": "Many more orders"},
        headers={"HX-Request": "true"},
    )
    assert "Many more orders" in renamed.content.decode()
