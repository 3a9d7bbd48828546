"""Two at once: on PostgreSQL in threads; on SQLite, which lets one write at a time, in a row."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from django.db import connection, connections
from tests.web.exchange.folders import archive

from levier_web.decisions.models import AgendaItem, Cost, Decision, DecisionVersion
from levier_web.decisions.services import versions
from levier_web.exchange.models import Arrival
from levier_web.exchange.services.bringing import apply, receive
from levier_web.organisation import audit
from levier_web.organisation.models import AuditLine, Person, ProductPhase
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 8


def at_once(jobs: Sequence[Callable[[], object]]) -> list[BaseException]:
    """Run every job in a thread of its own and give what went wrong."""
    wrong: list[BaseException] = []
    start = threading.Barrier(len(jobs))

    def run(job: Callable[[], object]) -> None:
        try:
            start.wait(timeout=30)
            job()
        except BaseException as error:
            wrong.append(error)
        finally:
            connections.close_all()

    if connection.vendor != "postgresql":
        for job in jobs:
            try:
                job()
            except Refusal as refused:
                wrong.append(refused)
        return wrong
    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return wrong


def test_two_apply_the_same_arrival(olga: Person, eve: Person) -> None:
    arrival = receive(olga, "one.zip", archive())
    seen = [Arrival.objects.get(pk=arrival.pk) for _ in range(2)]
    wrong = at_once([lambda: apply(olga, seen[0]), lambda: apply(eve, seen[1])])
    assert [type(one) for one in wrong] == [Refusal]
    assert AuditLine.objects.filter(action="workspace.applied").count() == 1
    _whole()


def test_two_apply_the_same_folder_brought_twice(olga: Person, eve: Person) -> None:
    first, second = (receive(who, "one.zip", archive()) for who in (olga, eve))
    assert at_once([lambda: apply(olga, first), lambda: apply(eve, second)]) == []
    assert AuditLine.objects.filter(action="workspace.applied").count() == 2
    _whole()


def test_the_log_stays_one_chain(olga: Person, eve: Person) -> None:
    def write(who: Person) -> None:
        for number in range(10):
            audit.record(who, "signal.posted", number=number)

    people = [olga, eve] * (THREADS // 2)
    assert at_once([lambda who=who: write(who) for who in people]) == []  # type: ignore[misc]
    assert AuditLine.objects.filter(action="signal.posted").count() == 10 * THREADS
    assert audit.first_broken() is None


def test_versions_and_the_log_written_both_ways_round(olga: Person, company: object) -> None:
    """Who writes to two chains meets nobody who writes to them the other way round."""
    from django.db import transaction

    one = Decision.objects.create(slug="one", title="One", state="decided")

    def log_first() -> None:
        for _ in range(5):
            with transaction.atomic():
                audit.record(olga, "decision.decided", one)
                versions.freeze(one, olga)

    def version_first() -> None:
        for _ in range(5):
            with transaction.atomic():
                versions.freeze(one, olga)
                audit.record(olga, "decision.decided", one)

    assert at_once([log_first, version_first, log_first, version_first]) == []
    assert DecisionVersion.objects.count() == 20
    assert versions.first_broken() is None
    assert audit.first_broken() is None


def _whole() -> None:
    counted = [model.objects.count() for model in (Decision, ProductPhase, AgendaItem, Cost)]
    assert counted == [2, 2, 3, 2]
    assert audit.first_broken() is None
    assert versions.first_broken() is None
