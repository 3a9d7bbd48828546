"""The demonstration company founds itself in both languages, and names nobody where it must not."""

from __future__ import annotations

import re
import tomllib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from levier_web.decisions.models import AgendaItem, CommitteeSession, Decision, Opportunity
from levier_web.decisions.queries.tree import tree
from levier_web.decisions.services import versions
from levier_web.exchange.demonstration import company
from levier_web.exchange.demonstration.story import CONTENT
from levier_web.integrations.models import AccessToken, Delivery, Webhook
from levier_web.learning.models import Lesson, Review
from levier_web.ledger.models import Loss, Reuse
from levier_web.organisation import audit
from levier_web.organisation.floors import groups
from levier_web.organisation.models import AuditLine, Person
from levier_web.organisation.queries_rights import matrix
from levier_web.practices.budget_alerts.models import Alert, BudgetLine
from levier_web.signals.models import Fate, Group, Signal
from levier_web.signals.services import trends

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import DjangoDbBlocker

    from levier.language import Language

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "fr")


@pytest.fixture(scope="module", params=LANGUAGES)
def founded(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Language]:
    """Found the company once for every test of a language, without measuring it."""
    with django_db_blocker.unblock(), told_and_forgotten(request.param):
        yield request.param


@contextmanager
def told_and_forgotten(language: Language) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(company, "measure", lambda: None)
        people = company.found(language, lambda _line: None)
        assert [email.split("@")[0] for _, email, _ in people] == ["claire", "malik", "ines"]
        yield
        transaction.set_rollback(True)


def test_every_room_has_something_to_show(founded: Language) -> None:
    assert Signal.objects.count() >= 40
    assert Group.objects.count() == 12
    assert {kind for (kind,) in Signal.objects.order_by().values_list("kind").distinct()} == set(
        Signal.Kind.values
    )
    assert {fate for (fate,) in Signal.objects.order_by().values_list("fate").distinct()} == set(
        Fate.values
    )
    levels = [Opportunity.objects.filter(level=level).count() for level in Opportunity.Level]
    assert levels == [3, 8, 12, 6]
    states = dict.fromkeys(Decision.State.values, 0)
    for one in Decision.objects.all():
        states[one.state] += 1
    assert states["draft"] == 3
    assert states["proposed"] == 3
    assert states["stopped"] == 1
    assert Decision.objects.get(letters__isnull=False).state == Decision.State.REFUSED
    assert CommitteeSession.objects.filter(closed_at__isnull=True).get().items.count() == 4
    assert CommitteeSession.objects.filter(closed_at__isnull=False).count() == 2
    assert AgendaItem.objects.filter(outcome="postponed").count() == 1
    assert (Loss.objects.count(), Reuse.objects.count()) == (2, 3)
    assert Lesson.objects.count() >= 4
    assert Review.objects.count() >= 3
    assert BudgetLine.objects.count() == 3
    assert Alert.objects.filter(answered_at=None).count() == 2
    assert Alert.objects.exclude(answered_at=None).count() == 2


def test_a_program_may_read_and_nothing_is_sent(founded: Language) -> None:
    assert AccessToken.objects.get().alive(timezone.now())
    assert Webhook.objects.get().paused_at is not None
    assert not Delivery.objects.exclude(state=Delivery.State.WAITING).exists()


def test_what_is_wrong_on_purpose_shows(founded: Language) -> None:
    found = matrix()
    assert [row.kind for row in found.rows if row.overlaps] == [
        {"en": "pricing", "fr": "tarif"}[founded]
    ]
    assert {"en": "process", "fr": "organisation"}[founded] in found.orphans
    assert not groups().pending
    assert any(len(one.teams) > 1 for one in groups().every)
    faults = [fault for node in tree().faulty for fault in node.faults]
    assert faults == 4 * ["decisions.fault.solution_without_test"]


def test_one_subject_grows_and_one_fades(founded: Language) -> None:
    groups = {one.title: one.pk for one in Group.objects.all()}
    found = trends(list(groups.values()), timezone.now())
    words = {title: found[pk].word for title, pk in groups.items()}
    grows = {"en": "Deposit invoices take too many steps", "fr": "Trop d’étapes pour une facture"}
    fades = {"en": "Questions about electronic", "fr": "Questions sur la facture"}
    assert [t[:20] for t, word in words.items() if word == "up"] == [grows[founded][:20]]
    assert [t[:20] for t, word in words.items() if word == "down"] == [fades[founded][:20]]


def test_the_past_was_lived_in_order(founded: Language) -> None:
    moments = list(AuditLine.objects.order_by("pk").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert audit.first_broken() is None
    assert versions.first_broken() is None
    assert all(
        one.answered_at is not None and one.answered_at >= one.created_at
        for one in Signal.objects.exclude(answered_at=None)
    )


PLACES = (
    "/signals/",
    "/signals/all/",
    "/signals/figures/",
    "/decisions/",
    "/decisions/tree/",
    "/decisions/latency/",
    "/decisions/committee/",
    "/learning/lessons/",
    "/ledger/losses/",
    "/budget-alerts/",
    "/budget-alerts/alerts/",
)


def test_no_name_stands_beside_what_people_say(founded: Language) -> None:
    reader = Person.objects.get(email__startswith="solene")
    names = [one.name for one in Person.objects.exclude(pk=reader.pk) if " " in one.name]
    client = Client()
    client.force_login(reader, backend="allauth.account.auth_backends.AuthenticationBackend")
    pages = [*PLACES, *_single_pages()]
    for path in pages:
        answer = client.get(path)
        assert answer.status_code == 200, path
        page = answer.content.decode()
        assert not [name for name in names if name in page], path
        assert "bruno" not in page.lower(), path


def _single_pages() -> Iterator[str]:
    for group in Group.objects.all():
        yield f"/signals/groups/{group.pk}/"
    for signal in Signal.objects.all()[::6]:
        yield f"/signals/{signal.pk}/"
    for decision in Decision.objects.exclude(proposed_at=None):
        yield f"/decisions/{decision.slug}/"
    for session in CommitteeSession.objects.all():
        yield f"/decisions/committee/{session.pk}/"


def test_every_sentence_is_written_in_both_languages() -> None:
    for path in sorted(CONTENT.glob("*.toml")):
        for pair in _pairs(tomllib.loads(path.read_text("utf-8"))):
            assert all(pair.values()), (path.name, pair)
            assert not re.search(r"(?<!\u202f)[;:!?»](?=\s|$)", pair["fr"]), pair["fr"]
            assert "'" not in pair["fr"], pair["fr"]


def _pairs(value: Any) -> Iterator[dict[str, str]]:
    if isinstance(value, dict):
        if value.keys() == {"en", "fr"}:
            yield value
        else:
            for one in value.values():
                yield from _pairs(one)
    elif isinstance(value, list):
        for one in value:
            yield from _pairs(one)
