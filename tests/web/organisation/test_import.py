"""A file of people is shown, applied as a whole or not at all, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from tests.web.organisation.refused import refused

from levier_web.organisation.models import AuditLine, PeopleImport, Person, Role, Team
from levier_web.organisation.services import import_people as services
from levier_web.organisation.services.import_file import LARGEST, decoded, read_people

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

FRENCH = (
    "Adresse e-mail;Nom;Fonction;Équipe;Tribu;Rôle(s);Langue\r\n"
    "claire@exemple.fr;Claire Morel;product manager;Panier;Boutique;Produit;fr\r\n"
    "ana@example.org;;développeuse;;;;\r\n"
    "bob@example.org;Bob;developer;Search;Shop;Membre d’équipe;en\r\n"
)


def seen(actor: Person, text: str) -> services.Preview:
    return services.preview(services.keep_file(actor, text.encode("utf-8-sig")))


def test_new_changed_and_unchanged_are_told_apart(olga: Person, ana: Person, bob: Person) -> None:
    shown = seen(olga, FRENCH)
    assert [line.email for line in shown.new] == ["claire@exemple.fr"]
    ((line, changes),) = shown.changed
    assert (line.email, [c.column for c in changes]) == ("ana@example.org", ["function"])
    assert [line.email for line in shown.unchanged] == ["bob@example.org"]
    assert shown.teams == ("Panier",)
    assert shown.ready
    assert not Person.objects.filter(email="claire@exemple.fr").exists()


def test_it_is_applied_whole_and_taken_back_whole(olga: Person, ana: Person, bob: Person) -> None:
    brought = services.keep_file(olga, FRENCH.encode())
    assert services.apply(olga, brought) == 2
    claire = Person.objects.get(email="claire@exemple.fr")
    assert claire.role_names == {Role.PRODUCT}
    assert str(claire.team.tribe) == "Boutique"  # type: ignore[union-attr]
    ana.refresh_from_db()
    assert ana.function == "développeuse"
    with refused("applied_already"):
        services.apply(olga, brought)
    services.undo(olga, brought)
    ana.refresh_from_db()
    claire.refresh_from_db()
    assert (ana.function, claire.is_active) == ("developer", False)
    with refused("nothing_to_undo"):
        services.undo(olga, brought)
    assert PeopleImport.objects.get().content == ""
    actions = AuditLine.objects.values_list("action", flat=True)
    assert {"people.imported", "people.import_undone"} <= set(actions)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("email,name\nnot-an-address,X\n", 2, "email"),
        ("email,name\na@b.fr,A\n\nA@B.fr,A\n", 4, "email"),
        ("email,name\na@b.fr,\n", 2, "name"),
        ("email,name,role\na@b.fr,A,king\n", 2, "role"),
        ("email,name,language\na@b.fr,A,de\n", 2, "language"),
        ("email,name,salary\na@b.fr,A,1\n", 1, "salary"),
        ("name\nA\n", 1, "email"),
        (f"email,name\na@b.fr,{'A' * 201}\n", 2, "name"),
        ("email,name\na@b.fr,A\x07\n", 2, "name"),
    ],
)
def test_each_fault_says_where_and_what_to_do(
    olga: Person, text: str, line: int, column: str
) -> None:
    brought = services.keep_file(olga, text.encode())
    (fault,) = services.preview(brought).faults
    assert (fault.line, fault.column) == (line, column)
    assert fault.cure
    people = Person.objects.count()
    with refused("file_faults"):
        services.apply(olga, brought)
    assert Person.objects.count() == people


def test_every_fault_is_listed_at_once(olga: Person) -> None:
    shown = seen(olga, "email,name,Rôle\nx,,king\ny,B,member\n")
    assert [(f.line, f.column) for f in shown.faults] == [(2, "email"), (2, "Rôle"), (3, "email")]


@pytest.mark.parametrize(
    ("content", "key"),
    [(b" \n", "file_empty"), (b"%PDF\0", "file_type"), (b"a" * (LARGEST + 1), "file_large")],
)
def test_what_is_no_file_of_people_is_refused(olga: Person, content: bytes, key: str) -> None:
    with refused(key):
        services.keep_file(olga, content)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_a_file_may_come_from_an_old_spreadsheet(encoding: str) -> None:
    text = decoded("email;équipe\na@b.fr;Réseau\n".encode(encoding))
    assert read_people(text).lines[0].team == "Réseau"


def test_a_cell_that_looks_like_a_formula_stays_text(
    olga: Person, browser_of: Callable[[Person], Client]
) -> None:
    services.apply(olga, services.keep_file(olga, b"email,name\na@b.fr,=HYPERLINK(1)\n"))
    answer = browser_of(olga).get(reverse("organisation:people"), {"export": "csv"})
    assert "'=HYPERLINK(1)" in answer.content.decode()


def test_an_import_makes_no_owner_unless_an_owner_applies_it(olga: Person, eve: Person) -> None:
    text = b"email,name,role\na@b.fr,A,owner\n"
    with refused("owner_only"):
        services.apply(eve, services.keep_file(eve, text))
    assert not Person.objects.filter(email="a@b.fr").exists()
    services.apply(olga, services.keep_file(olga, text))


def test_an_import_leaves_an_owner(olga: Person) -> None:
    with refused("last_owner"):
        services.apply(olga, services.keep_file(olga, b"email,role\nolga@example.org,member\n"))
    assert olga.memberships.get().role == Role.OWNER


def test_the_page_shows_before_it_applies(
    olga: Person, ana: Person, browser_of: Callable[[Person], Client]
) -> None:
    browser = browser_of(olga)
    file = SimpleUploadedFile("people.csv", FRENCH.encode(), "text/csv")
    answer = browser.post(reverse("organisation:import"), {"file": file})
    shown = browser.get(answer["Location"])
    assert "Claire Morel" in shown.content.decode()
    assert not Team.objects.filter(name="Panier").exists()
    assert browser.post(answer["Location"]).status_code == 302
    assert Team.objects.filter(name="Panier").exists()


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    found = read_people("email,name,role\n" + text)
    assert all(fault.cure for fault in found.faults)
    assert all("@" in line.email for line in found.lines)
