"""Lists, decision rights, settings and the audit log."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from tests.web.organisation.refused import refused

from levier_web.organisation import audit, queries_rights
from levier_web.organisation.models import (
    AuditLine,
    Company,
    DecisionRight,
    Part,
    Person,
    Team,
    Tribe,
)
from levier_web.organisation.queries_rights import faults, matrix
from levier_web.organisation.services import rights, structure
from levier_web.ui.refusals import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    Browser = Callable[[Person], Client]


def write(actor: Person, kind: str, function: str, part: str, **more: Any) -> DecisionRight:
    threshold = Decimal(more.pop("threshold", 0))
    return rights.write_right(
        actor, kind=kind, threshold=threshold, function=function, part=part, **more
    )


def test_overlaps_and_orphans_are_said(eve: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries_rights, "IN_USE", [lambda: ["pricing", "Security", "security"]])
    write(eve, "pricing", "CPO", Part.DECIDES, escalates_to="CEO", answer_days=5)
    write(eve, "Pricing", "CFO", Part.DECIDES)
    write(eve, "pricing", "CEO", Part.DECIDES, threshold=100_000)
    write(eve, "hiring", "HR", Part.RECOMMENDS)
    found = matrix()
    assert found.orphans == ("Security",)
    assert {(r.kind.lower(), int(r.threshold)): r.faults for r in found.rows} == {
        ("pricing", 0): ("two_decide",),
        ("pricing", 100_000): ("no_escalation",),
        ("hiring", 0): ("nobody_decides",),
    }
    first = next(row for row in found.rows if row.overlaps)
    assert (first.path, first.answer_days) == (("CFO / CPO", "CEO"), 5)


@given(st.lists(st.sampled_from(Part.values), max_size=6), st.booleans())
def test_a_row_is_sound_only_with_one_decider_and_a_way_up(parts: list[str], up: bool) -> None:
    rows = [DecisionRight(part=part, escalates_to="CEO" if up else "") for part in parts]
    sound = parts.count("decides") == 1 and parts.count("recommends") <= 1 and up
    assert (faults(rows) == ()) is sound


def test_writing_again_replaces_and_removing_removes(eve: Person) -> None:
    write(eve, "pricing", "CPO", Part.CONSULTED)
    right = write(eve, "Pricing ", "cpo", Part.DECIDES)
    assert DecisionRight.objects.get().part == Part.DECIDES
    rights.remove_right(eve, right)
    assert not DecisionRight.objects.exists()


def test_what_makes_no_right_is_refused(eve: Person, ana: Person) -> None:
    with refused("right_incomplete"):
        write(eve, " ", "CPO", Part.DECIDES)
    with refused("right_wrong"):
        write(eve, "pricing", "CPO", "rules")
    with refused("escalates_to_itself"):
        write(eve, "pricing", "CPO", Part.DECIDES, escalates_to="cpo")
    with pytest.raises(NotAllowed):
        write(ana, "pricing", "CPO", Part.DECIDES)


def test_the_matrix_says_faults_in_words(eve: Person, ana: Person, browser_of: Browser) -> None:
    form = {"kind": "pricing", "threshold": "0", "function": "CPO", "part": "recommends"}
    assert browser_of(eve).post(reverse("organisation:rights"), form).status_code == 302
    page = browser_of(ana).get(reverse("organisation:rights")).content.decode()
    assert "nobody decides" in page
    assert "Write a part" not in page
    assert browser_of(ana).post(reverse("organisation:rights"), form).status_code == 403


@pytest.mark.parametrize("of", list(structure.STRUCTURE))
def test_each_list_is_added_to_renamed_and_archived(
    of: str, olga: Person, browser_of: Browser
) -> None:
    browser, address = browser_of(olga), reverse("organisation:structure", args=[of])
    assert browser.post(address, {"name": " New  one "}).status_code == 302
    assert browser.post(address, {"name": "new ONE"}).status_code == 422
    thing = structure.STRUCTURE[of]._default_manager.get()
    assert thing.name == "New one"
    browser.post(reverse("organisation:change_structure", args=[of, thing.pk]), {"name": "Other"})
    browser.post(reverse("organisation:archive", args=[of, thing.pk]))
    thing.refresh_from_db()
    assert (thing.name, thing.archived) == ("Other", True)
    assert "Other" in browser.get(address).content.decode()


def test_a_team_belongs_to_a_tribe_by_name(olga: Person, tribe: Tribe) -> None:
    structure.add(olga, "teams", "Payments", "shop")
    assert Team.objects.get().tribe == tribe
    with refused("unknown_parent"):
        structure.add(olga, "teams", "Fraud", "Nowhere")


def test_only_an_owner_changes_the_structure(eve: Person) -> None:
    with pytest.raises(NotAllowed):
        structure.add(eve, "teams", "Payments")


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"floor": 2}, "floor"),
        ({"currency": "€"}, "currency"),
        ({"country": "France"}, "country"),
        ({"name": ""}, "name"),
    ],
)
def test_settings_have_bounds(olga: Person, change: dict[str, Any], key: str) -> None:
    right: dict[str, Any] = {"name": "Us", "currency": "chf", "country": "ch", "floor": 3}
    with refused(key):
        structure.settle(olga, **(right | change))
    structure.settle(olga, **right)
    kept = Company.objects.get()
    assert (kept.currency, kept.country, kept.floor) == ("CHF", "CH", 3)


def test_the_audit_page_says_whole_then_where_it_was_changed(
    olga: Person, ada: Person, browser_of: Browser
) -> None:
    structure.add(olga, "clients", "Maison Ardoise")
    structure.add(olga, "clients", "Autre")
    address = reverse("organisation:audit")
    assert "The log is whole" in browser_of(ada).get(address).content.decode()
    first = AuditLine.objects.values_list("pk", flat=True)[0]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE organisation_auditline SET action = 'nothing' WHERE id = %s", [first]
        )
    assert audit.first_broken() is not None
    assert f"was changed at line {first}" in browser_of(ada).get(address).content.decode()


def test_the_audit_page_names_nobody_of_the_chain(
    olga: Person, ana: Person, ada: Person, browser_of: Browser
) -> None:
    ana.name = "Ana Marchetti"
    ana.save()
    audit.record(ana, "signal.posted", None)
    audit.record(olga, "structure.added", ana)
    browser = browser_of(ada)
    for address in (reverse("organisation:audit"), reverse("organisation:audit") + "?export=csv"):
        page = browser.get(address).content.decode()
        assert "Marchetti" not in page
        assert "developer" not in page
        assert "Olga" in page


PAGES = ["home", "rights", "people", "new_person", "import", "settings", "audit"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_pages_open_in_both_languages(
    name: str, language: str, olga: Person, ana: Person, browser_of: Browser
) -> None:
    olga.language = language
    olga.save()
    answer = browser_of(olga).get(reverse(f"organisation:{name}"))
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.content.decode()


@pytest.mark.parametrize("name", ["home", "rights", "people", "audit"])
def test_lists_ask_as_little_with_thirty_rows_as_with_one(
    name: str, olga: Person, browser_of: Browser, django_assert_max_num_queries: Any
) -> None:
    browser, address = browser_of(olga), reverse(f"organisation:{name}")

    def grown(first: int, last: int) -> None:
        for number in range(first, last):
            tribe = Tribe.objects.create(name=f"Tribe {number}")
            team = Team.objects.create(name=f"Team {number}", tribe=tribe)
            Person.objects.create_user(f"p{number}@example.org", name=f"P {number}", team=team)
            write(olga, f"kind {number}", f"function {number}", Part.DECIDES)

    grown(0, 1)
    browser.get(address)
    with django_assert_max_num_queries(12) as one:
        browser.get(address)
    grown(1, 31)
    with django_assert_max_num_queries(12) as many:
        browser.get(address)
    assert len(one) == len(many)
