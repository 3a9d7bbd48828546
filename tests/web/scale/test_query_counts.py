"""How many questions each page asks the database: the same for a company ten times as large."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.scale.company import fill

from levier_web.decisions.models import CommitteeSession, Decision
from levier_web.impact.models import Effect
from levier_web.signals.models import Group

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from levier_web.organisation.models import Person

SMALL, LARGE = 80, 800
QUESTIONS = {
    "/ledger/": 34,
    "/ledger/by/team/": 7,
    "/ledger/by/grade/": 5,
    "/ledger/by/quarter/": 5,
    "/ledger/position/": 22,
    "/ledger/entries/": 12,
    "/ledger/accounts/": 6,
    "/ledger/costs/": 8,
    "/ledger/losses/": 9,
    "/impact/": 10,
    "/impact/effect/{effect}/": 8,
    "/learning/": 10,
    "/learning/lessons/": 7,
    "/learning/reviews/": 9,
    "/signals/": 10,
    "/signals/all/": 9,
    "/signals/figures/": 8,
    "/signals/groups/{group}/": 14,
    "/impact/measurements/": 6,
    "/impact/why/": 6,
    "/decisions/tree/ranking/": 5,
    "/decisions/committee/{session}/": 13,
    "/decisions/proof/": 6,
    "/decisions/": 12,
    "/decisions/{decision}/": 25,
    "/decisions/tree/": 8,
    "/decisions/committee/": 10,
    "/decisions/latency/": 9,
    "/metrics/": 6,
    "/metrics/tree/": 5,
    "/metrics/definition/metric-0/": 15,
    "/metrics/imports/": 6,
    "/metrics/sources/": 5,
    "/organisation/": 7,
    "/organisation/people/": 7,
    "/organisation/list/products/": 7,
    "/organisation/list/teams/": 7,
    "/organisation/audit/": 9,
    "/exchange/": 5,
    "/search/?q=decision": 9,
}
"""As counted; a page that asks more or fewer is looked at before its number is changed here."""


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_a_page_asks_as_often_whatever_the_size(
    size: int, olga: Person, browser_of: Callable[[Person], Client]
) -> None:
    fill(olga, size)
    browser = browser_of(olga)
    browser.get("/organisation/")
    asked = {}
    for path in QUESTIONS:
        address = path.format(
            group=Group.objects.earliest("pk").pk,
            session=CommitteeSession.objects.earliest("pk").pk,
            effect=Effect.objects.earliest("pk").pk,
            decision=Decision.objects.filter(state="decided").earliest("pk").slug,
        )
        assert browser.get(address).status_code == 200, address  # what is kept for a while is
        with CaptureQueriesContext(connection) as captured:
            browser.get(address)
        asked[path] = len(captured)
    assert asked == QUESTIONS
