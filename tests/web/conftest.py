"""The cast of every test of the application.

Olga owns Levier, Eve sits on the executive committee, Fatou is in finance, Paul is a product
manager and Ana a developer, both of team Checkout; Bob is a developer of team Search; Obi is the
works council's observer, Ada the auditor.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from django.test import Client
from tests.web.apart import Apart, apart

from levier_web.impact.services.pictures import effect_drawn
from levier_web.organisation.models import Company, Membership, Person, Role, Team, Tribe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ONCE = {
    "test_api_doors.py",
    "test_api_pages.py",
    "test_api_schemathesis.py",
    "test_assistants.py",
    "test_client.py",
    "test_closed_out.py",
    "test_demonstration.py",
    "test_demonstration_again.py",
    "test_documented_calls.py",
    "test_documents.py",
    "test_doors.py",
    "test_empty_pages.py",
    "test_headers.py",
    "test_hostile_input.py",
    "test_mails.py",
    "test_many_lives_through_the_doors.py",
    "test_mcp_doors.py",
    "test_nothing_through_the_doors.py",
    "test_outgoing.py",
    "test_pack.py",
    "test_query_counts.py",
    "test_reading.py",
    "test_round_trip.py",
    "test_scim.py",
    "test_stored_text.py",
    "test_sums_through_the_doors.py",
    "test_text.py",
    "test_tutorial.py",
    "test_whose.py",
}
"""What is about roles, documents, protocols and figures: the same rows on either database."""


SLOW = {
    "test_api_schemathesis.py",
    "test_dead_worker.py",
    "test_demonstration_again.py",
    "test_killed.py",
    "test_killed_sender.py",
    "test_killed_server.py",
    "test_many_lives_through_the_doors.py",
    "test_query_counts.py",
    "test_round_trip.py",
    "test_same_call_at_once.py",
}
"""Long, or of what seldom changes: run by ``make test-slow``, before a release or when touched."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.name in SLOW:
            item.add_marker(pytest.mark.slow)
        if item.path.name in ONCE:
            item.add_marker(pytest.mark.once)


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Apart]:
    """Give an installation of its own, whose processes may be killed."""
    with apart(tmp_path / "apart") as made:
        yield made


PASSWORD = "a long enough password"  # noqa: S105 - of the tests only


@pytest.fixture(autouse=True)
def remembered_for_one_test(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a page keeps for a minute lasts the test, on a slow machine too, and ends with it."""
    monkeypatch.setattr(LocMemCache, "get_backend_timeout", lambda *_: None)
    cache.clear()
    effect_drawn.cache_clear()  # the next test's rows have the same keys
    yield
    cache.clear()


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw no page: for tests that go to all of them and ask only whether they open."""
    monkeypatch.setattr("django.template.backends.django.Template.render", lambda *_, **__: "")


@pytest.fixture(scope="session")
def pango() -> None:
    """Leave out, for a user without Pango, what draws a PDF; it is demanded in CI."""
    try:
        import weasyprint  # noqa: F401 - whether it can be loaded at all
    except OSError:
        message = "this test draws a PDF with Pango, which is not installed"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)


@pytest.fixture
def company(db: None) -> Company:
    return Company.objects.create(pk=1, name="Compas & Filoche", currency="EUR", country="FR")


@pytest.fixture
def tribe(company: Company) -> Tribe:
    return Tribe.objects.create(name="Shop")


@pytest.fixture
def checkout(tribe: Tribe) -> Team:
    return Team.objects.create(name="Checkout", tribe=tribe)


@pytest.fixture
def search_team(tribe: Tribe) -> Team:
    return Team.objects.create(name="Search", tribe=tribe)


def person(name: str, role: Role, function: str, team: Team | None = None) -> Person:
    made = Person.objects.create_user(
        f"{name.lower()}@example.org",
        PASSWORD,
        name=name,
        function=function,
        team=team,
        language="en",
    )
    Membership.objects.create(person=made, role=role)
    return made


@pytest.fixture
def olga(company: Company) -> Person:
    return person("Olga", Role.OWNER, "chief of staff")


@pytest.fixture
def eve(company: Company) -> Person:
    return person("Eve", Role.EXECUTIVE, "chief product officer")


@pytest.fixture
def fatou(company: Company) -> Person:
    return person("Fatou", Role.FINANCE, "controller")


@pytest.fixture
def paul(checkout: Team) -> Person:
    return person("Paul", Role.PRODUCT, "product manager", checkout)


@pytest.fixture
def ana(checkout: Team) -> Person:
    return person("Ana", Role.MEMBER, "developer", checkout)


@pytest.fixture
def bob(search_team: Team) -> Person:
    return person("Bob", Role.MEMBER, "developer", search_team)


@pytest.fixture
def obi(company: Company) -> Person:
    return person("Obi", Role.OBSERVER, "works council")


@pytest.fixture
def ada(company: Company) -> Person:
    return person("Ada", Role.AUDITOR, "auditor")


@pytest.fixture
def browser_of() -> Callable[[Person], Client]:
    """Give a browser in which a person is signed in."""

    def signed_in(who: Person) -> Client:
        client = Client()
        client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in


def lowered(who: Person, use: Callable[[], object]) -> None:
    """Have somebody come in with every role, then leave them their own: each door asks anew."""
    own = set(who.memberships.values_list("role", flat=True))
    more = [Membership(person=who, role=role) for role in set(Role) - own]
    Membership.objects.bulk_create(more)
    use()
    Membership.objects.filter(person=who).exclude(role__in=own).delete()


@pytest.fixture
def by_role(
    olga: Person, eve: Person, fatou: Person, paul: Person, ana: Person, obi: Person, ada: Person
) -> dict[Role, Person]:
    """One person for each role."""
    return {
        Role.OWNER: olga,
        Role.EXECUTIVE: eve,
        Role.FINANCE: fatou,
        Role.PRODUCT: paul,
        Role.MEMBER: ana,
        Role.OBSERVER: obi,
        Role.AUDITOR: ada,
    }
