"""Budget alerts: anybody raises one, somebody answers by a day, and how long it took is shown."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from levier_web.decisions.models import Cost
from levier_web.organisation.models import AuditLine, Role
from levier_web.practices.budget_alerts import queries
from levier_web.practices.budget_alerts.models import Alert, BudgetLine
from levier_web.practices.budget_alerts.services import alerts, figures, lines
from levier_web.ui.refusals import NotAllowed, Refusal
from levier_web.ui.registry import awaiting

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from levier_web.organisation.models import Company, Person


@pytest.fixture
def hosting(company: Company) -> BudgetLine:
    return BudgetLine.objects.create(
        title="Hosting",
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
        amount=Decimal(12000),
        category="cloud",
        owner="controller",
        answer_days=3,
    )


def spend(month: int, amount: int, category: str = "cloud") -> Cost:
    return Cost.objects.create(day=date(2026, month, 15), amount=amount, category=category)


@pytest.mark.parametrize("role", list(Role))
def test_any_role_raises_an_alert_that_is_open_at_once(
    hosting: BudgetLine, by_role: dict[Role, Person], role: Role
) -> None:
    made = alerts.send(by_role[role], hosting, "overrun", "The bill doubled", Decimal(900))
    assert queries.alerts().filter(answered_at__isnull=True).get() == made
    assert AuditLine.objects.order_by("-pk")[0].action == "budget_alert.raised"
    assert "doubled" not in str(AuditLine.objects.order_by("-pk")[0].detail)


def test_its_answer_is_due_after_working_days() -> None:
    friday = date(2026, 11, 20)
    assert alerts.working_days_after(friday, 3) == date(2026, 11, 25)
    assert alerts.working_days_after(friday, 0) == friday


def test_it_awaits_the_function_named_on_the_line_and_then_its_author(
    hosting: BudgetLine, ana: Person, fatou: Person, bob: Person
) -> None:
    made = alerts.send(ana, hosting, "wrong", "Two lines for one server")
    assert any("Hosting" in one.sentence and one.due == made.due_on for one in awaiting(fatou))
    assert not any("Hosting" in one.sentence for one in awaiting(bob))
    with pytest.raises(NotAllowed):
        alerts.answer(bob, made, "explained", "No")
    alerts.answer(fatou, made, "corrected", "One line is removed")
    assert any("budg" in one.sentence for one in awaiting(ana))
    alerts.seen(ana)
    assert not any("budg" in one.sentence for one in awaiting(ana))


def test_it_is_answered_once_and_with_a_reason(
    hosting: BudgetLine, ana: Person, fatou: Person
) -> None:
    made = alerts.send(ana, hosting, "saving", "A smaller machine would do")
    with pytest.raises(Refusal):
        alerts.answer(fatou, made, "accepted", "  ")
    alerts.answer(fatou, made, "accepted", "From December on")
    with pytest.raises(Refusal):
        alerts.answer(fatou, made, "stopped", "Again")
    with pytest.raises(Refusal):
        alerts.withdraw(ana, made)


def test_only_its_author_takes_it_back(hosting: BudgetLine, ana: Person, bob: Person) -> None:
    made = alerts.send(ana, hosting, "saving", "A smaller machine would do")
    with pytest.raises(NotAllowed):
        alerts.withdraw(bob, made)
    alerts.withdraw(ana, made)
    assert not queries.alerts().exists()


def test_lines_are_set_by_finance_only(company: Company, paul: Person, fatou: Person) -> None:
    given = {
        "title": "Trips",
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 12, 31),
        "amount": Decimal(100),
        "owner": "controller",
    }
    with pytest.raises(NotAllowed):
        lines.keep(paul, None, **given)
    line = lines.keep(fatou, None, **given)
    with pytest.raises(Refusal):
        lines.keep(fatou, line, ends_on=date(2025, 1, 1))
    line.refresh_from_db()
    with pytest.raises(Refusal):
        lines.keep(fatou, line, amount=Decimal(0))
    lines.archive(fatou, line, archived=True)
    with pytest.raises(Refusal):
        alerts.send(paul, line, "wrong", "Anything")


def test_spending_is_that_of_the_category_and_period(hosting: BudgetLine) -> None:
    for month in (1, 2, 3):
        spend(month, 1000)
    spend(3, 500, "travel")
    Cost.objects.create(day=date(2025, 12, 31), amount=700, category="Cloud")
    assert queries.spent([hosting]) == {hosting.pk: Decimal(3000)}
    shown = figures.outlook(hosting, date(2026, 4, 2))
    assert shown.spent == 3000
    assert shown.end is not None
    assert (shown.end.mid, shown.left) == (12000, 9)
    assert [month.amount for month in shown.months] == [1000, 1000, 1000]  # April is not known


def test_two_months_do_not_tell_where_a_line_ends(hosting: BudgetLine) -> None:
    spend(1, 1000)
    assert figures.outlook(hosting, date(2026, 3, 2)).end is None


def test_time_to_answer_counts_those_that_still_wait(
    hosting: BudgetLine, ana: Person, fatou: Person
) -> None:
    assert figures.answering() is None
    made = [alerts.send(ana, hosting, "overrun", f"Number {n}") for n in range(4)]
    Alert.objects.update(
        raised_at=timezone.now() - timedelta(days=10),
        due_on=timezone.localdate() - timedelta(days=5),
    )
    for one in made[:1]:
        alerts.answer(fatou, one, "explained", "Late, but said")
    found = figures.answering()
    assert found is not None
    assert (found.raised, found.answered, found.median, found.on_time) == (4, 1, None, 0.0)
    for one in made[1:]:
        alerts.answer(fatou, one, "explained", "Said")
    found = figures.answering()
    assert found is not None
    assert found.median == 10


@pytest.mark.parametrize("language", ["fr", "en"])
def test_pages_open_in_both_languages(
    hosting: BudgetLine,
    ana: Person,
    browser_of: Callable[[Person], Client],
    language: str,
) -> None:
    ana.language = language
    ana.save()
    spend(1, 1000)
    browser = browser_of(ana)
    for path in ("/budget-alerts/", "/budget-alerts/alerts/", f"/budget-alerts/{hosting.pk}/"):
        answer = browser.get(path)
        assert answer.status_code == 200
    assert ("<li>janv.<br>" if language == "fr" else "<li>Jan<br>") in answer.content.decode()
    sent = browser.post(
        f"/budget-alerts/{hosting.pk}/", {"kind": "overrun", "text": "<b>Too much</b>"}
    )
    assert sent.status_code == 302
    page = browser.get("/budget-alerts/alerts/").content.decode()
    assert "&lt;b&gt;Too much&lt;/b&gt;" in page
    assert "Ana" not in page.split("<main")[1]
    assert browser.post(f"/budget-alerts/{hosting.pk}/", {"kind": "overrun"}).status_code == 422
    assert b"Too much" in browser.get("/budget-alerts/alerts/?export=csv").content
    assert browser.get("/budget-alerts/new/").status_code == 403


def test_amounts_that_are_closed_are_shown_to_finance_alone(
    hosting: BudgetLine, ana: Person, fatou: Person, browser_of: Callable[[Person], Client]
) -> None:
    spend(1, 7777)
    hosting.open_amounts = False
    hosting.save()
    for path in ("/budget-alerts/", f"/budget-alerts/{hosting.pk}/"):
        assert b"\xe2\x82\xac" in browser_of(fatou).get(path).content
        assert b"\xe2\x82\xac" not in browser_of(ana).get(path).content


def test_the_list_asks_as_often_whatever_its_length(
    hosting: BudgetLine,
    ana: Person,
    browser_of: Callable[[Person], Client],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    browser = browser_of(ana)
    browser.get("/budget-alerts/")
    for number in range(20):
        BudgetLine.objects.create(
            title=f"Line {number}",
            starts_on=date(2026, 1, 1),
            ends_on=date(2026, 12, 31),
            amount=1,
            owner="controller",
        )
        alerts.send(ana, hosting, "overrun", f"Number {number}")
    with django_assert_max_num_queries(16):
        browser.get("/budget-alerts/")
    with django_assert_max_num_queries(16):
        browser.get("/budget-alerts/alerts/")
