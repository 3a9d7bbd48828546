"""A company of any size, its rows written in bulk."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal as Amount
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import levier
from levier.workspace.template import write_template
from levier.workspace.writing.json import to_json
from levier_web.decisions.models import (
    AgendaItem,
    CommitteeSession,
    Cost,
    Decision,
    Expectation,
    Opportunity,
)
from levier_web.exchange.models import Arrival
from levier_web.impact.models import Effect, Measurement
from levier_web.learning.models import Lesson, Review
from levier_web.ledger.models import Entry, Loss
from levier_web.metrics.models import Metric, Observation
from levier_web.metrics.models.observations import Import
from levier_web.organisation import audit, chains
from levier_web.organisation.models import (
    AuditLine,
    Client,
    Membership,
    Person,
    Product,
    ProductPhase,
    Role,
    Team,
    Tribe,
)
from levier_web.signals.models import Group, Signal

if TYPE_CHECKING:
    from collections.abc import Sequence

FIRST = date(2023, 1, 2)
NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)
GRADES, VERDICTS = "ABCDE", ("gain", "loss", "not_proven", "not_measured")
STATES = ("decided", "decided", "decided", "stopped", "refused", "proposed", "draft", "sent_back")
MEASUREMENTS = 2


def fill(
    owner: Person,
    decisions: int,
    *,
    teams: int = 4,
    products: int = 4,
    metrics: int = 3,
    signals: int | None = None,
    measurements: int = MEASUREMENTS,
) -> None:
    """Write so many decisions, with all that comes with them, the same shape at any size."""
    tribes = [Tribe(name=f"Tribe {n}") for n in range(2)]
    Tribe.objects.bulk_create(tribes)
    units = Team.objects.bulk_create(
        [Team(name=f"Team {n:03}", tribe=tribes[n % 2]) for n in range(teams)]
    )
    goods = Product.objects.bulk_create(
        [Product(name=f"Product {n:03}", team=units[n % teams]) for n in range(products)]
    )
    ProductPhase.objects.bulk_create(
        [ProductPhase(product=one, phase="Build", starts_on=FIRST) for one in goods]
    )
    Client.objects.bulk_create([Client(name=f"Client {n}") for n in range(products)])
    people = _people(units)
    measures = _metrics(metrics)
    sheets = _decisions(decisions, units, goods, people)
    _around(sheets, measures, goods, owner)
    _signals(decisions if signals is None else signals, people, goods)
    _measured(sheets, measures, measurements)
    for _ in range(decisions):
        if AuditLine.objects.count() < 50:
            audit.record(owner, "decision.proposed")


def _people(units: Sequence[Team]) -> list[Person]:
    made = Person.objects.bulk_create(
        [
            Person(
                email=f"p{n}@example.org",
                name=f"Person {n}",
                function=("developer", "designer", "product manager")[n % 3],
                team=units[n % len(units)],
            )
            for n in range(6 * len(units))
        ]
    )
    Membership.objects.bulk_create([Membership(person=one, role=Role.MEMBER) for one in made])
    return made


def _metrics(count: int) -> list[Metric]:
    made = Metric.objects.bulk_create(
        [
            Metric(
                slug=f"metric-{n}", title=f"Metric {n}", unit="orders", grain="month",
                kind="sum", direction="up", value_low=1, value_mid=2, value_high=3, position=n,
            )
            for n in range(count)
        ]
    )  # fmt: skip
    brought = Import.objects.create(name="values.csv", state="applied", fingerprint="f")
    Observation.objects.bulk_create(
        [
            Observation(
                metric=one, day=date(2023 + m // 12, 1 + m % 12, 1), value=100.0 + m, batch=brought
            )
            for one in made
            for m in range(24)
        ]
    )
    return made


def _decisions(
    count: int, units: Sequence[Team], goods: Sequence[Product], people: Sequence[Person]
) -> list[Decision]:
    return Decision.objects.bulk_create(
        [
            Decision(
                slug=f"d{n:05}",
                title=f"Decision {n:05}",
                state=STATES[n % len(STATES)],
                kind=("feature", "price", "technical")[n % 3],
                origin=("team", "client")[n % 2],
                team=units[n % len(units)],
                product=goods[n % len(goods)],
                owner="product",
                stage="revenue",
                context="Why",
                starts_on=FIRST + timedelta(days=n * 15 % 1200),
                decided_on=FIRST + timedelta(days=n * 15 % 1200),
                review_on=FIRST + timedelta(days=60 + n * 15 % 1200),
                proposed_at=NOW - timedelta(days=40 + n % 300),
                awaiting_since=NOW if STATES[n % len(STATES)] == "proposed" else None,
                settled_at=NOW - timedelta(days=n % 30),
                created_by=people[n % len(people)],
                position=n,
            )
            for n in range(count)
        ],
        batch_size=500,
    )


def _around(
    sheets: Sequence[Decision], measures: Sequence[Metric], goods: Sequence[Product], owner: Person
) -> None:
    Expectation.objects.bulk_create(
        [
            Expectation(
                decision=one, metric=measures[n % len(measures)], low=0.01, mid=0.02, high=0.05
            )
            for n, one in enumerate(sheets)
        ],
        batch_size=500,
    )
    Cost.objects.bulk_create(
        [Cost(day=FIRST, amount=Amount(1000), decision=one) for one in sheets], batch_size=500
    )
    session = CommitteeSession.objects.create(title="Committee", day=FIRST, closed_at=NOW)
    AgendaItem.objects.bulk_create(
        [AgendaItem(session=session, decision=one, outcome="decided") for one in sheets[:30]]
    )
    outcome = Opportunity.objects.create(slug="o", title="Outcome", level="outcome")
    Opportunity.objects.bulk_create(
        [
            Opportunity(slug=f"o{n}", title=f"Solution {n}", level="solution", parent=outcome)
            for n in range(min(len(sheets), 200))
        ]
    )
    lessons = Lesson.objects.bulk_create(
        [Lesson(title=f"Lesson {n}", text="Text", author=owner) for n in range(len(sheets) // 5)]
    )
    for lesson, sheet in zip(lessons[:200], sheets, strict=False):
        lesson.decisions.add(sheet)
    Review.objects.bulk_create(
        [Review(decision=one, held_on=FIRST, outcome="continue", seen="x") for one in sheets[::7]]
    )
    Loss.objects.bulk_create(
        [
            Loss(
                title=f"Loss {n}", amount=10, found_on=FIRST, cause="c", lesson="l",
                product=goods[0], written_by=owner,
            )
            for n in range(len(sheets) // 5)
        ]
    )  # fmt: skip
    Arrival.objects.bulk_create(
        [Arrival(name=f"{n}.zip", fingerprint="f", by=owner) for n in range(len(sheets) // 5)]
    )


def _signals(count: int, people: Sequence[Person], goods: Sequence[Product]) -> None:
    groups = Group.objects.bulk_create(
        [Group(title=f"Group {n}") for n in range(count // 3 + 1)], batch_size=500
    )
    Signal.objects.bulk_create(
        [
            Signal(
                text=f"Signal {n} was heard",
                function="support",
                author=people[n % len(people)],
                team=people[n % len(people)].team,
                product=goods[n % len(goods)],
                token=f"{n:064}",
                group=groups[n % len(groups)],
                created_at=NOW - timedelta(hours=n),
                fate=("received", "studied")[n % 2],
            )
            for n in range(count)
        ],
        batch_size=500,
    )


def _measured(sheets: Sequence[Decision], measures: Sequence[Metric], measurements: int) -> None:
    told = [one for one in sheets if one.state in {"decided", "stopped"}]
    link = chains.START
    for round_ in range(measurements):
        done = Measurement.objects.create(
            state="done", finished_at=NOW, as_of=date(2026, 6, 30), fingerprint=f"{round_:064}",
            engine="1", results=_results(told),
        )  # fmt: skip
        effects = Effect.objects.bulk_create(
            [_effect(done, one, measures[n % len(measures)], n) for n, one in enumerate(told)],
            batch_size=500,
        )
        entries = []
        for n, effect in enumerate(effects):
            entry = Entry(
                sort="effect", effect=effect, decision_id=effect.decision_id,
                metric_id=effect.metric_id, p10=50, p50=100, p90=200, grade=effect.grade,
                verdict=effect.verdict, in_total=True, at=NOW, previous=link,
            )  # fmt: skip
            link = entry.digest = f"{round_:010}{n:054}"
            entries.append(entry)
        if round_ == measurements - 1:
            Entry.objects.bulk_create(entries, batch_size=500)
        else:
            link = chains.START


def _results(told: Sequence[Decision]) -> dict[str, object]:
    money = {"p10": 50.0, "p50": 100.0, "p90": 200.0, "low95": 20.0, "high95": 300.0}
    total = {"value": money, "proven": money, "cost": 1.0, "net": money, "effects": 2}
    by = {
        "by_grade": list(GRADES),
        "by_team": sorted({one.team.name for one in told if one.team}),
        "by_product": sorted({one.product.name for one in told if one.product}),
        "by_quarter": ["2025-Q1", "2025-Q2"],
    }
    grouped = {name: dict.fromkeys(names, total) for name, names in by.items()}
    forecasts = {"scored": 2, "coverage80": 0.8}
    return {"portfolio": {**total, **grouped, "forecasts": forecasts}, "reconciliation": []}


@cache
def _detail() -> dict[str, Any]:
    """Give the entry of one effect as the engine writes it."""
    with TemporaryDirectory() as name:
        folder = Path(name) / "company"
        write_template(folder, "en")
        entry: dict[str, Any] = to_json(levier.measure(folder, draws=200))["effects"][0]
    return entry


def _effect(done: Measurement, one: Decision, metric: Metric, n: int) -> Effect:
    return Effect(
        measurement=done, decision=one, metric=metric, place=n, design="series",
        grade=GRADES[n % 5], verdict=VERDICTS[n % 3], scale="relative",
        p10=-0.01, p50=0.02, p90=0.05, money_p10=50.0, money_p50=100.0, money_p90=200.0,
        in_total=True, forecast_p50=0.02, inside80=True,
        detail={**_detail(), "decision": one.slug, "metric": metric.slug},
    )  # fmt: skip
