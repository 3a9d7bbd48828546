"""Who was closed out comes in nowhere: by no session, token, assistant or link of before."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.calls import program_of
from tests.web.test_api_doors import CALLS
from tests.web.test_doors import GUARDED

from levier_web.identity.models import ScimToken
from levier_web.identity.services import directory
from levier_web.organisation.models import AuditLine, Membership, Role
from levier_web.organisation.services import invitations, people
from levier_web.practices.messages.services import choosing

if TYPE_CHECKING:
    from collections.abc import Callable

    from levier_web.organisation.models import Person


def by_hand(olga: Person, who: Person) -> None:
    people.deactivate(olga, who)


def by_the_directory(olga: Person, who: Person) -> None:
    over = timezone.now() + timedelta(days=1)
    key = ScimToken.objects.create(name="Directory", digest="d", made_by=olga,
        made_at=timezone.now(), expires_at=over)  # fmt: skip
    directory.remove_person(key, who)


@pytest.mark.parametrize(
    ("closed", "every"),
    [(by_hand, 1), (by_the_directory, 20)],  # both close the same row: a few doors tell it
    ids=["by hand", "by the directory"],
)
def test_who_was_closed_out_comes_in_nowhere(
    closed: Callable[[Person, Person], None],
    every: int,
    olga: Person,
    ana: Person,
    browser_of: Callable[[Person], Client],
    settings: Any,
) -> None:
    settings.API_PER_MINUTE = 10_000
    others = set(Role) - {Role.MEMBER}
    Membership.objects.bulk_create(Membership(person=ana, role=role) for role in others)
    browser, program = browser_of(ana), program_of(ana)
    calendar = f"/messages/calendar/{choosing.renew_calendar(ana)}.ics"
    invitation = invitations.invite(olga, ana)
    opens = (browser.get("/signals/"), program.call("GET", "/me"), Client().get(calendar))
    assert [answer.status_code for answer in opens] == [200, 200, 200]
    assert Client().get(invitation).status_code == 200
    closed(olga, ana)
    let_in = [
        f"{route.name}: {answer.status_code}"
        for route in GUARDED[::every]
        for answer in (browser.get(route.path), browser.post(route.path))
        if not answer.get("Location", "").startswith("/sign-in/")
    ] + [
        call.name
        for call in CALLS[::every]
        if program.call(call.method, call.path).status_code != 401
    ]
    assert let_in == []
    key = {"Authorization": f"Bearer {program.secret}"}
    assert Client().post("/mcp", {}, "application/json", headers=key).status_code == 401
    assert Client().get(calendar).status_code == 404
    assert Client().get(invitation).status_code == 410
    kept = AuditLine.objects.filter(action="access_token.refused").values_list("detail", flat=True)
    assert list(kept) == [{"reason": "closed"}]
