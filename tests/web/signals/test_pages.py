"""Pages of the signals: read in both languages, used without a script, as fast with many rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from levier_web.organisation.models import Client as Customer
from levier_web.organisation.models import Person
from levier_web.signals import services
from levier_web.signals.models import Fate, Group, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    Said = Callable[..., Signal]
    Browser = Callable[[Person], Client]

LISTS = ["signals:list", "signals:every", "signals:mine", "signals:figures", "signals:post"]


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def post_form(**more: str) -> dict[str, str]:
    return {"text": "Promo codes are refused", "token": "a-fresh-token", "kind": ""} | more


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_pages_open_empty_and_full_in_both_languages(
    name: str, language: str, paul: Person, browser_of: Browser, said: Said
) -> None:
    paul.language = language
    paul.save()
    browser = browser_of(paul)
    empty = browser.get(reverse(name))
    said(paul, "Promo codes are refused")
    full = browser.get(reverse(name))
    assert empty.status_code == full.status_code == 200
    assert f'<html lang="{language}">' in text_of(full)
    if name not in {"signals:post", "signals:figures"}:
        assert "Promo codes are refused" in text_of(full)


def test_a_signal_is_posted_in_one_line(ana: Person, browser_of: Browser) -> None:
    answer = browser_of(ana).post(reverse("signals:post"), post_form())
    signal = Signal.objects.get()
    assert answer["Location"] == reverse("signals:signal", args=[signal.pk])
    assert (signal.text, signal.kind) == ("Promo codes are refused", "observation")


def test_what_cannot_be_kept_stays_in_the_form(ana: Person, browser_of: Browser) -> None:
    answer = browser_of(ana).post(
        reverse("signals:post"), post_form(client="Nobody Inc", detail="Seen on <b>Tuesday</b>")
    )
    assert answer.status_code == 422
    page = text_of(answer)
    assert "Promo codes are refused" in page
    assert "Nothing is called “Nobody Inc”" in page
    assert "Seen on &lt;b&gt;Tuesday&lt;/b&gt;" in page
    assert not Signal.objects.exists()


def test_it_may_be_about_a_client_and_join_a_group(
    ana: Person, bob: Person, browser_of: Browser, said: Said
) -> None:
    Customer.objects.create(name="Maison Ardoise")
    group = said(bob, "Promo codes do not work").group
    more = {"client": "maison ardoise", "group": str(group.pk)}
    browser_of(ana).post(reverse("signals:post"), post_form(**more))
    signal = Signal.objects.get(author=ana)
    assert (str(signal.client), signal.group) == ("Maison Ardoise", group)


def test_similar_signals_appear_as_one_types(
    ana: Person, bob: Person, browser_of: Browser, said: Said
) -> None:
    said(bob, "Les codes promo sont refusés sur mobile")
    browser = browser_of(ana)
    asked = reverse("signals:similar")
    assert "codes promo" in text_of(browser.get(asked, {"text": "code promo refusé"}))
    assert text_of(browser.get(asked, {"text": "code"})).strip() == ""


def test_names_are_proposed_as_one_types(ana: Person, browser_of: Browser) -> None:
    Customer.objects.bulk_create(Customer(name=f"Client {n}") for n in range(30))
    answer = browser_of(ana).get(reverse("signals:names", args=["client"]), {"client": "nt 1"})
    assert text_of(answer).count("<option") == 11
    assert browser_of(ana).get(reverse("signals:names", args=["person"])).status_code == 404


def test_no_name_of_a_person_is_on_any_page_of_others(
    ana: Person, paul: Person, eve: Person, browser_of: Browser, said: Said
) -> None:
    for person, name in ((ana, "Ana Marchetti"), (paul, "Paul Delorme")):
        person.name = name
        person.save()
    signal = said(ana, "Promo codes are refused")
    services.set_fate(paul, signal, Fate.ANSWERED, "Repaired.")
    browser = browser_of(eve)
    addresses = [reverse(name) for name in LISTS]
    addresses += [signal_page(signal), reverse("signals:group", args=[signal.group_id])]
    for address in [*addresses, reverse("signals:every") + "?export=csv"]:
        page = text_of(browser.get(address))
        assert "Marchetti" not in page
        assert "Delorme" not in page


def signal_page(signal: Signal) -> str:
    return reverse("signals:signal", args=[signal.pk])


def test_a_withdrawn_signal_is_nowhere_for_others(
    ana: Person, paul: Person, browser_of: Browser, said: Said
) -> None:
    signal = said(ana, "Never mind")
    answer = browser_of(ana).post(reverse("signals:withdraw", args=[signal.pk]))
    assert answer.status_code == 302
    assert browser_of(paul).get(signal_page(signal)).status_code == 404
    assert browser_of(ana).get(signal_page(signal)).status_code == 200
    assert "Never mind" not in text_of(browser_of(paul).get(reverse("signals:every")))


def test_a_fate_is_said_on_a_page_and_read_by_its_author(
    ana: Person, paul: Person, browser_of: Browser, said: Said
) -> None:
    signal = said(ana, "Promo codes are refused")
    address = reverse("signals:group_fate", args=[signal.group_id])
    wrong = browser_of(paul).post(address, {"fate": "declined", "sentence": ""})
    assert wrong.status_code == 422
    right = browser_of(paul).post(address, {"fate": "declined", "sentence": "Two cases a year."})
    assert right.status_code == 302
    assert "1 new" in text_of(browser_of(ana).get(reverse("signals:list")))
    first = text_of(browser_of(ana).get(reverse("signals:mine")))
    assert "Two cases a year." in first
    assert "1 new" not in text_of(browser_of(ana).get(reverse("signals:list")))


def test_groups_are_merged_undone_renamed_and_split_on_pages(
    ana: Person, bob: Person, paul: Person, browser_of: Browser, said: Said
) -> None:
    one, other = said(ana, "Promo codes are refused"), said(bob, "A promo code was refused")
    browser = browser_of(paul)
    page = text_of(browser.get(reverse("signals:group", args=[one.group_id])))
    assert "A promo code was refused" in page
    browser.post(reverse("signals:merge", args=[one.group_id]), {"other": other.group_id})
    merged = browser.get(reverse("signals:group", args=[other.group_id]))
    assert merged["Location"] == reverse("signals:group", args=[one.group_id])
    done = Group.objects.get(pk=one.group_id).merges.get()
    browser.post(reverse("signals:undo_merge", args=[done.pk]))
    browser.post(reverse("signals:rename", args=[other.group_id]), {"title": "Refused codes"})
    assert Group.objects.get(pk=other.group_id).title == "Refused codes"
    browser.post(reverse("signals:move", args=[other.pk]), {"group": str(one.group_id)})
    browser.post(reverse("signals:move", args=[other.pk]))
    other.refresh_from_db()
    assert other.group_id not in {one.group_id}


def test_signals_are_filtered_and_exported(ana: Person, browser_of: Browser, said: Said) -> None:
    said(ana, "=1+1 is no formula", kind=Signal.Kind.IDEA)
    said(ana, "A friction", kind=Signal.Kind.FRICTION)
    browser = browser_of(ana)
    page = text_of(browser.get(reverse("signals:every"), {"kind": "idea"}))
    assert "A friction" not in page
    table = text_of(browser.get(reverse("signals:every"), {"export": "csv"}))
    assert "'=1+1 is no formula" in table
    assert len(table.strip().splitlines()) == 3


def test_signals_are_found_by_the_search_of_the_whole(
    ana: Person, browser_of: Browser, said: Said
) -> None:
    said(ana, "Promo codes are refused")
    assert "Promo codes" in text_of(browser_of(ana).get("/search/", {"q": "refused promo"}))


@pytest.mark.parametrize(("name", "most"), [("list", 12), ("every", 12), ("mine", 12)])
def test_lists_ask_as_little_with_thirty_rows_as_with_one(
    name: str,
    most: int,
    ana: Person,
    browser_of: Browser,
    said: Said,
    django_assert_max_num_queries: Any,
) -> None:
    browser, address = browser_of(ana), reverse(f"signals:{name}")
    said(ana, "The first one")
    browser.get(address)  # what is kept for a while is
    with django_assert_max_num_queries(most) as one:
        browser.get(address)
    for number in range(30):
        said(ana, f"Something else, number {number}")
    with django_assert_max_num_queries(most) as many:
        browser.get(address)
    assert len(one) == len(many)


def test_a_group_asks_as_little_with_thirty_voices_as_with_one(
    ana: Person, paul: Person, browser_of: Browser, said: Said, django_assert_max_num_queries: Any
) -> None:
    first = said(ana, "The first one")
    browser, address = browser_of(paul), reverse("signals:group", args=[first.group_id])
    services.set_fate(paul, first, Fate.LOOKED_AT, "We are looking.")
    browser.get(address)
    with django_assert_max_num_queries(20) as one:
        browser.get(address)
    for number in range(30):
        said(ana, f"Number {number}", group=first.group)
        services.set_fate(paul, first, Fate.ANSWERED, f"Sentence {number}.")
    browser.get(address)
    with django_assert_max_num_queries(20) as many:
        browser.get(address)
    assert len(one) == len(many)
