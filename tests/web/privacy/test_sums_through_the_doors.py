"""Whoever adds up what pages, exports, calls and tools show learns of no group under the floor.

The same lives and the same exact algebra as in ``test_nothing_under_the_floor``; here each number
is read off an answer to a request.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st
from tests.web.calls import program_of
from tests.web.privacy.test_nothing_under_the_floor import CHANGES, KINDS, Life

from levier_web.decisions.models import Decision
from levier_web.organisation.floors import groups
from levier_web.organisation.models import Membership, Person, Role, Team
from levier_web.signals.models import Signal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from levier_web.organisation.models import Company

VIEWS = st.lists(
    st.tuples(
        st.sampled_from(["figures", "signals", "decisions", "latency", "tool", "folder"]),
        st.integers(0, 4),
        st.integers(0, 2),
    ),
    min_size=2,
    max_size=4,
)
LIVES = st.lists(st.tuples(CHANGES, VIEWS), min_size=2, max_size=3)


class Outside(Life):
    """A life seen by an owner with a browser, a program and an assistant."""

    def __init__(self, owner: Person) -> None:
        super().__init__()
        self.browser, self.program = Client(), program_of(owner)
        self.browser.force_login(
            owner, backend="allauth.account.auth_backends.AuthenticationBackend"
        )

    def _figures(self, _which: int, _number: int) -> None:
        told = self.program.get("/signals/figures")
        self._sums(told["by_team"], "signals", Signal.objects.all())

    def _latency(self, _which: int, _number: int) -> None:
        told = self.program.get("/decision-latency")
        self._sums(told["by_team"], "proposals", Decision.objects.all())

    def _sums(self, told: list[dict[str, Any]], named: str, rows: Iterable[Any]) -> None:
        """Note each number by the rows of the teams whose name it bears."""
        teams = {one.label: one.teams for one in groups().every}
        for line in told:
            behind = [self.cell(row) for row in rows if row.team_id in teams[line["name"]]]
            assert len(behind) == line[named]
            self.reader.note(behind)

    def _signals(self, _which: int, number: int) -> None:
        asked = f"&kind={KINDS[number]}" if number < 2 else ""
        rows = list(self._csv(f"/signals/all/?export=csv{asked}"))
        self._counted((row[3], self._cell_of(Signal, row[1])) for row in rows)

    def _decisions(self, which: int, number: int) -> None:
        team = list(Team.objects.order_by("pk"))[which % Team.objects.count()]
        asked = (f"team={team.pk}", f"q={team.name[:3]}", f"q={team.name}&sort=team")[number]
        head, *rows = self._csv(f"/decisions/?export=csv&{asked}", head=True)
        at, named = head.index("Team"), 0
        cells = [self._cell_of(Decision, row[named]) for row in rows]
        self.reader.note(cells)
        self._counted((row[at], cell) for row, cell in zip(rows, cells, strict=True))

    def _tool(self, which: int, _number: int) -> None:
        """Decisions as an assistant is told them, filtered by a team's own name."""
        team = list(Team.objects.order_by("pk"))[which % Team.objects.count()]
        body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {
            "name": "list_decisions", "arguments": {"q": team.name, "limit": 200}}}  # fmt: skip
        answer = self.browser.post(
            "/mcp",
            json.dumps(body),
            content_type="application/json",
            headers={
                "Authorization": f"Bearer {self.program.secret}",
                "Accept": "application/json, text/event-stream",
                "MCP-Protocol-Version": "2025-06-18",
            },
        )
        items = json.loads(answer.content)["result"]["structuredContent"]["items"]
        cells = [self._cell_of(Decision, one["slug"]) for one in items]
        self.reader.note(cells)
        self._counted((one["team"], cell) for one, cell in zip(items, cells, strict=True))

    def _folder(self, _which: int, _number: int) -> None:
        answer = self.browser.post("/exchange/out/")
        with zipfile.ZipFile(io.BytesIO(answer.content)) as kept:
            name = next(one for one in kept.namelist() if one.endswith("decisions.csv"))
            rows = list(csv.DictReader(io.StringIO(kept.read(name).decode())))
        self._counted((row["team"], self._cell_of(Decision, row["id"])) for row in rows)

    def _csv(self, address: str, *, head: bool = False) -> list[list[str]]:
        answer = self.browser.get(address)
        assert answer.status_code == 200
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        return rows if head else rows[1:]

    def _cell_of(self, model: type[Signal | Decision], name: str) -> Any:
        return (model.__name__, *self.cells[name])


@pytest.mark.django_db
@settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(life=LIVES)
def test_nothing_follows_from_the_answers_to_requests(
    company: Company, life: list[tuple[list[Any], list[Any]]]
) -> None:
    with transaction.atomic():
        owner = Person.objects.create(email="owner@example.org", name="Owner", language="en")
        Membership.objects.create(person=owner, role=Role.OWNER)
        lived = Outside(owner)
        for changes, views in life:
            for change in changes:
                lived.change(*change)
            lived.work()
            for view in views:
                lived.look(*view)
        told = lived.reader.worked_out()
        note(f"people {lived.reader.sizes}, floors {lived.reader.floors}")
        transaction.set_rollback(True)
    assert lived.reader.seen
    assert told == []
