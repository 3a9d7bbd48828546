"""A company whose small teams do the same things in two worlds, each time another team of a group.

In the first world a team does something; in the second it is another team that Levier tells
together with it. People, sizes, moves, words, amounts, days and whoever reads are the same.
Whatever a door shows must be the same too: else it tells of fewer people than the floor.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from unittest.mock import patch

from django.test import TestCase
from django.utils import timezone
from tests.web.privacy.measuring import measured
from tests.web.privacy.sendings import chosen

from levier_web.decisions.models import Cost, Decision, Expectation, Opportunity
from levier_web.decisions.services.deciding import decide, propose
from levier_web.decisions.services.remarks import comment
from levier_web.impact.models import KeptFile
from levier_web.integrations.events import ALL
from levier_web.integrations.models import Webhook
from levier_web.integrations.services.secrets import fingerprint, signing_secret
from levier_web.learning.services.lessons import hold_review, write_lesson
from levier_web.ledger.services.costs import put_down
from levier_web.metrics.models import Metric, MetricVersion
from levier_web.organisation.floors.partition import blocks, coarsened
from levier_web.organisation.floors.reading import teams_with_sizes, unit_of
from levier_web.organisation.floors.settling import settle
from levier_web.organisation.models import Company, Membership, Person, Product, Role, Team, Tribe
from levier_web.practices.budget_alerts.models import Alert, BudgetLine
from levier_web.practices.budget_alerts.services import alerts
from levier_web.practices.messages.models import CaptureLink, Channel
from levier_web.signals.models import Group, Signal
from levier_web.signals.services.fates import set_fate
from levier_web.signals.services.posting import Draft, post
from levier_web.signals.services.receiving import receive

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

BEGUN = datetime(2025, 3, 3, 9, 0, tzinfo=UTC)
SIZES = {"Alder": 6, "Birch": 3, "Cedar": 2, "Douglas": 4, "Elm": 8}
READERS = {role: f"{role}@readers.example" for role in Role}
"""One person for each role, none of them in a small team."""
ACTS = ("signal", "heard", "decision", "cost", "alert", "remark", "lesson", "review", "fate",
        "metric", "forecast", "rate")  # fmt: skip
CHANGES = ("move", "move", "leave", "come", "floor", "found", "merge")


class Clock:
    """The hour of the company, which passes when the life says so and never by itself."""

    def __init__(self) -> None:
        self.now = BEGUN

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass(frozen=True)
class Doer:
    """A team, and one of its people."""

    team: Team
    who: Person


class Life:
    """One company in one of its two worlds; ``chance`` must begin alike in both."""

    def __init__(self, chance: Random, clock: Clock, *, other: bool) -> None:
        self.chance, self.clock, self.other = chance, clock, other
        self.acts, self.swapped = 0, 0
        self._founded()

    def _founded(self) -> None:
        Company.objects.create(pk=1, name="Compas", currency="EUR", country="FR")
        tribes = [Tribe.objects.create(name=name) for name in ("North", "South")]
        for place, (name, size) in enumerate(SIZES.items()):
            team = Team.objects.create(name=name, tribe=tribes[place % 2])
            for number in range(size):
                self._hired(f"{name.lower()}{number}", team)
        elm = Team.objects.get(name="Elm")
        for role, email in READERS.items():
            where = elm if role in {Role.MEMBER, Role.PRODUCT} else None
            one = Person.objects.create(email=email, name=f"The {role}", function=f"{role}s",
                team=where, language="en")  # fmt: skip
            Membership.objects.create(person=one, role=role)
        self.reader = {role: Person.objects.get(email=email) for role, email in READERS.items()}
        Product.objects.create(name="Shop")
        self.metric = Metric.objects.create(slug="orders", title="Orders", unit="orders")
        BudgetLine.objects.create(title="Cloud", starts_on=date(2025, 1, 1), amount=Decimal(900000),
            ends_on=date(2025, 12, 31), owner="finances", category="cloud")  # fmt: skip
        outcome = Opportunity.objects.create(slug="o", title="Outcome", level="outcome",
            metric=self.metric)  # fmt: skip
        Opportunity.objects.create(slug="n", title="Need", level="opportunity", parent=outcome)
        Webhook.objects.create(name="All", address="https://hooks.example/x", kinds=sorted(ALL),
            salt="s", secret_digest=fingerprint(signing_secret("s")))  # fmt: skip
        rooms: list[Team | None] = [None, *Team.objects.all()]
        for hung in rooms:
            Channel.objects.create(name=f"Room {hung or ''}", kind="slack", kinds=sorted(ALL),
                address=f"https://hooks.example/room/{hung or ''}", team=hung)  # fmt: skip
            CaptureLink.objects.create(name=f"Link {hung or ''}", team=hung, salt="s",
                digest=f"{hung.pk if hung else 0:064}", made_at=timezone.now())  # fmt: skip
        chosen(self.reader.values())
        settle(at_once=True)

    def _hired(self, name: str, team: Team) -> None:
        one = Person.objects.create(email=f"{name}@teams.example", name=name.title(), team=team,
            function="developer", language="en")  # fmt: skip
        Membership.objects.create(person=one, role=Role.PRODUCT)

    # What changes in the organisation: alike in both worlds.

    def change(self) -> None:
        """Let people come, leave or move, a team be founded or put away, the floor be raised."""
        what = self.chance.choice(CHANGES)
        teams = list(Team.objects.filter(archived=False).exclude(name="Elm").order_by("pk"))
        team, to = self.chance.sample(teams, 2)
        here = list(Person.objects.filter(team=team, is_active=True).order_by("pk"))
        if what == "move":
            self._moved(here[: self.chance.randint(1, 2)], to)
        elif what == "leave":
            for one in here[:1]:
                one.is_active = False
                one.save()
        elif what == "come":
            self._hired(f"new{Person.objects.count()}", team)
        elif what == "floor":
            Company.objects.update(floor=self.chance.randint(4, 7))
        elif what == "found":
            made = Team.objects.create(name=f"Fir {Team.objects.count()}", tribe=team.tribe)
            for number in range(self.chance.randint(1, 3)):
                self._hired(f"fir{made.pk}{number}", made)
        elif what == "merge":
            self._moved(here, to)
            Team.objects.filter(pk=team.pk).update(archived=True)

    def _moved(self, people: list[Person], to: Team) -> None:
        for one in people:
            one.team = to
            one.save()

    # What people do: by one team in this world, by another of its group in that one.

    def act(self, wanted: str = "") -> None:
        """Let a team do something."""
        what = wanted or self.chance.choice(ACTS)
        team = self.chance.choice(list(Team.objects.order_by("pk")))
        there = self._partner(team) if self.other else team
        self.acts += 1
        self.swapped += there != team
        with TestCase.captureOnCommitCallbacks():
            getattr(self, f"_{what}")(Doer(there, self._somebody(there)))

    def _partner(self, team: Team) -> Team:
        """Give the next team of those told together with this one, or to be, as they stand now."""
        floor = Company.objects.get().floor
        found = coarsened(blocks(map(unit_of, teams_with_sizes())), floor)
        block = next(b for b in found.values() if team.pk in {unit.team for unit in b})
        keys = sorted(unit.team for unit in block if self._somebody_of(unit.team))
        if team.pk not in keys:
            return team
        return Team.objects.get(pk=keys[(keys.index(team.pk) + 1) % len(keys)])

    @staticmethod
    def _somebody_of(team: int) -> Person | None:
        return Person.objects.filter(team=team, is_active=True).order_by("pk").first()

    def _somebody(self, team: Team) -> Person:
        return self._somebody_of(team.pk) or self.reader[Role.PRODUCT]

    def _signal(self, by: Doer) -> None:
        joined = self.chance.choice([None, *Group.objects.order_by("pk")[:2]])
        post(by.who, self._draft(group=joined, kind=self.chance.choice(Signal.Kind.values)))

    def _heard(self, by: Doer) -> None:
        receive(f"Heard thing {self.acts}", f"token-heard-{self.acts}", team=by.team)

    def _draft(self, **more: object) -> Draft:
        return Draft(text=f"Seen thing {self.acts}", token=f"token-{self.acts:04}", **more)  # type: ignore[arg-type]

    def _decision(self, by: Doer) -> None:
        made = Decision.objects.create(slug=f"d-{self.acts}", title=f"Choice {self.acts}",
            kind="roadmap", origin="team", team=by.team, stage="discover", owner="product manager",
            context="Why", starts_on=self.clock.now.date() + timedelta(days=2),
            review_on=self.clock.now.date() + timedelta(days=20), planned_cost=100)  # fmt: skip
        Expectation.objects.create(decision=made, metric=self.metric, low=0.01, mid=0.02, high=0.03)
        propose(self.reader[Role.PRODUCT], made)
        self.clock.pass_(hours=self.chance.randint(1, 60))
        if self.chance.random() < 0.8:
            decide(self.reader[Role.OWNER], made, "It is worth it")

    def _cost(self, by: Doer) -> None:
        put_down(self.reader[Role.FINANCE], day=self.clock.now.date(), category="cloud",
            amount=str(1000 + self.acts), spent_on=by.team)  # fmt: skip

    def _alert(self, by: Doer) -> None:
        line = BudgetLine.objects.get()
        made = alerts.send(
            by.who, line, Alert.Kind.OVERRUN, f"Alert {self.acts}", Decimal(self.acts)
        )
        self.clock.pass_(hours=self.chance.randint(1, 60))
        alerts.answer(self.reader[Role.FINANCE], made, Alert.Answer.ACCEPTED, "It was foreseen")

    def _remark(self, by: Doer) -> None:
        about = Decision.objects.order_by("pk").first()
        if about is not None:
            comment(by.who, about, f"Remark {self.acts}")

    def _lesson(self, by: Doer) -> None:
        taught = list(Decision.objects.order_by("pk")[:1])
        if taught:
            write_lesson(by.who, f"Lesson {self.acts}", "Learnt", taught)

    def _review(self, by: Doer) -> None:
        about = Decision.objects.filter(state="decided").order_by("pk").first()
        if about is not None:
            hold_review(by.who, about, outcome="confirmed", seen="It held")

    def _fate(self, by: Doer) -> None:
        about = Group.objects.order_by("-pk").first()
        if about is not None and about.signals.exists():
            set_fate(by.who, about, "looked_at", f"Looked at {self.acts}")

    def _metric(self, by: Doer) -> None:
        number = self.metric.versions.count() + 1
        MetricVersion.objects.create(metric=self.metric, number=number, author=by.who,
            definition={"title": f"Orders {number}"}, reason=f"Reason {self.acts}")  # fmt: skip

    def _forecast(self, by: Doer) -> None:
        """A file of a practice that was brought in names teams as it came."""
        kept, _ = KeptFile.objects.get_or_create(name="past_forecasts.csv", defaults={
            "content": b"decision,author,outcome,stated_on,measured_on,metric,team\n"})  # fmt: skip
        line = f"past-{self.acts},human,0.{self.acts},2024-01-02,2024-06-03,orders,{by.team.name}\n"
        kept.content = bytes(kept.content) + line.encode()
        kept.save()

    def _rate(self, by: Doer) -> None:
        """Settings brought in price the days of a team, and count those that it has."""
        owner = Company.objects.get()
        rates = [*owner.settings.get("rates", []), {"starts_on": "2025-01-01",
            "amount": 300 + self.acts, "team": by.team.name}]  # fmt: skip
        held = owner.settings.get("portfolio", {}).get("capacity", {})
        held = held | {by.team.name: 10 + held.get(by.team.name, 0)}
        owner.settings = {**owner.settings, "rates": rates, "portfolio": {"capacity": held}}
        owner.save()

    def measured(self) -> None:
        """Let the worker measure what was decided."""
        measured(self.clock.now.date())


@contextmanager
def at_the_hour_of(clock: Clock) -> Iterator[None]:
    """Let the whole application read this clock."""
    with patch.object(timezone, "now", clock):
        yield


def amounts() -> int:
    """Count the rows that hang on a team: a life that did nothing proves nothing."""
    return sum(
        model.objects.exclude(team=None).count() for model in (Signal, Decision, Cost, Alert)
    )
