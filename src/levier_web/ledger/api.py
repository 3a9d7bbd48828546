"""Calls of programs about the ledger: what stands, its entries, costs, losses, the five axes."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Schema
from pydantic import Field

from levier_web.decisions.models import Cost, Decision
from levier_web.decisions.queries.visible import visible
from levier_web.impact.queries import latest
from levier_web.ledger.forms import CostForm, LossForm
from levier_web.ledger.models import Entry, Loss
from levier_web.ledger.queries import home as read
from levier_web.ledger.queries.losses import on_record, recovered, standing_losses
from levier_web.ledger.queries.told import accounts_told
from levier_web.ledger.services import costs, losses, position
from levier_web.ledger.services.entries import first_broken
from levier_web.ledger.services.rebound import rebound
from levier_web.ledger.views import entries as entries_page
from levier_web.ledger.views import losses as losses_page
from levier_web.ledger.views import money as money_page
from levier_web.organisation.api_groups import Grouped
from levier_web.organisation.queries import company
from levier_web.ui.api.addresses import addressed
from levier_web.ui.api.pages import Asked, Page, paged
from levier_web.ui.api.problems import Missing, filled
from levier_web.ui.api.rooms import Room, caller
from levier_web.ui.api.shapes import Answer, Done, In, Key, Line, Named, Range, Slugged, found
from levier_web.ui.words import current_language

room = Room("ledger")
addressed(
    ledger_entry="/ledger/entries/{id}",
    ledger_loss="/ledger/losses/{id}",
    decisions_cost="/ledger/costs/{id}",
)
Money = Annotated[Decimal, Field(description="In the company's currency.")]


class TotalOut(Schema):
    """Value and cost of one team, product, origin, tag, quarter or grade."""

    name: str
    value: Range
    cost: float
    net: float
    effects: int


class StandingOut(Schema):
    """What stands: value against cost, over everything that was measured."""

    currency: str
    measurement: int
    as_of: date | None
    value: Range
    net: Range
    cost: float
    sentences: list[str] = Field(description="The same, as the first page says it.")
    counts: dict[str, int] = Field(description="Effects by verdict, and decisions.")
    grades: list[TotalOut]


class EntryOut(Schema):
    """One entry: never changed, only reversed."""

    id: int
    sort: str
    decision: Slugged
    metric: Slugged
    arm: str
    p10: Money
    p50: Money
    p90: Money
    grade: str
    verdict: str
    in_total: bool
    effect: int = Field(validation_alias="effect_id")
    reverses: int | None = Field(validation_alias="reverses_id")
    at: datetime
    previous: str
    digest: str


class EntriesAsked(Asked):
    """Which entries; teams and products by their numbers."""

    team: Annotated[str, Field(max_length=20)] = ""
    product: Annotated[str, Field(max_length=20)] = ""
    origin: Annotated[str, Field(max_length=60)] = ""
    stage: Annotated[str, Field(max_length=20)] = ""
    year: Annotated[str, Field(max_length=4)] = ""
    standing: Literal["yes", ""] = ""


class CostOut(Schema):
    """One line of what was spent."""

    id: int
    day: date
    amount: Money
    category: str
    decision: Slugged
    product: Named
    team: Grouped
    reverses: int | None = Field(validation_alias="reverses_id")


class CostIn(In):
    """A cost on one decision (its slug), one product or one team (their names)."""

    day: date
    amount: Annotated[Decimal, Field(max_digits=16, decimal_places=6)]
    category: Annotated[str, Field(max_length=60)] = ""
    decision: Annotated[str, Field(max_length=80)] = ""
    product: Line = ""
    team: Line = ""


class ReuseOut(Schema):
    """One later decision that drew on a loss."""

    decision: Slugged
    what: str
    share: Decimal
    counted: bool = Field(description="Written before the first entry of the decision.")
    low: Money
    mid: Money
    high: Money


class LossOut(Schema):
    """One loss with what was recovered."""

    id: int
    title: str
    decision: Slugged
    product: Named
    amount: Money
    found_on: date
    cause: str
    lesson: str
    withdrawn_at: datetime | None
    recovered_low: Money
    recovered_mid: Money
    recovered_high: Money
    days_to_rebound: int | None
    lines: list[ReuseOut]


class LossIn(In):
    """A loss to put on record."""

    title: Annotated[str, Field(min_length=1, max_length=200)]
    amount: Annotated[Decimal, Field(ge=0, max_digits=16, decimal_places=2)]
    found_on: date
    decision: Annotated[str, Field(max_length=80)] = ""
    product: Line = ""
    cause: Annotated[str, Field(min_length=1, max_length=20_000)]
    lesson: Annotated[str, Field(min_length=1, max_length=20_000)]


class ReuseIn(In):
    """A decision that draws on a loss, and what part of its value is owed to it."""

    decision: Annotated[str, Field(min_length=1, max_length=80)]
    what: Annotated[str, Field(min_length=1, max_length=300)]
    share: Annotated[Decimal, Field(gt=0, le=1, max_digits=4, decimal_places=3)]


class LossWithdrawnIn(In):
    """Off the list, or back on it."""

    withdrawn: bool


class ReboundOut(Schema):
    """The median number of days from a loss to the first gain drawn from it."""

    median_days: float | None


class AxisOut(Schema):
    """One axis: a share, its range, and what it is made of."""

    name: str
    share: float | None
    low: float | None
    high: float | None
    counted: int
    of: int


class QuarterOut(Schema):
    """The axes over the decisions that started in one quarter."""

    name: str
    axes: list[AxisOut]


class PositionOut(Schema):
    """Where technology and product stand."""

    axes: list[AxisOut]
    trend: list[QuarterOut]


class StanceIn(In):
    """Where the leaders see themselves, and the fact on which they rest it."""

    level: Annotated[int, Field(ge=0, le=position.TOP)]
    fact: Annotated[str, Field(min_length=10, max_length=10_000)]


class AccountsOut(Schema):
    """The accounts of the products, as the page says them and as figures."""

    sentences: list[str]
    figures: dict[str, Any]


class EntriesChainOut(Schema):
    """Whether no entry was changed."""

    whole: bool
    entries: int
    first_broken: int | None


@room.get("/ledger", "ledger.read", StandingOut)
def read_ledger(request: HttpRequest) -> Answer:
    """Read what stands, from the last measurement."""
    shown = read.home(current_language())
    if shown is None:
        raise Missing
    whole = shown.portfolio
    return {
        "currency": company().currency,
        "measurement": shown.measurement.pk,
        "as_of": shown.measurement.as_of,
        "value": _range(whole["value"]),
        "net": _range(whole["net"]),
        "cost": whole["cost"],
        "sentences": shown.sentences,
        "counts": shown.counts,
        "grades": [_group(one) for one in shown.grades],
    }


@room.get("/ledger/by/{by}", "ledger.read", list[TotalOut])
def read_ledger_by(
    request: HttpRequest,
    by: Literal["grade", "team", "product", "origin", "stage", "quarter"],
) -> Answer:
    """Read the totals by group; no team under the floor is among them."""
    measurement = latest()
    return [_group(one) for one in read.groups(measurement, by)] if measurement else []


@room.get("/ledger/position", "ledger.read", PositionOut)
def read_position(request: HttpRequest) -> Answer:
    """Read the five axes, and quarter by quarter."""
    rows = position.started()
    return {"axes": position.position(rows=rows), "trend": position.trend(rows=rows)}


@room.post("/ledger/position", "ledger.stance", Done)
def take_stance(request: HttpRequest, said: StanceIn) -> Answer:
    """Put down where the leaders see themselves."""
    position.take_stance(caller(request), said.level, said.fact)
    return {}


@room.get("/ledger/entries", "ledger.read", Page[EntryOut])
def list_entries(request: HttpRequest, asked: Query[EntriesAsked]) -> Answer:
    """List every entry; those that were reversed stay readable."""
    return paged(request, asked, entries_page.rows(), entries_page.tools())


@room.get("/ledger/entries/chain", "ledger.read", EntriesChainOut)
def check_entries(request: HttpRequest) -> Answer:
    """Check the chain of entries from its beginning."""
    broken = first_broken()
    first = broken.pk if broken else None
    return {"whole": broken is None, "entries": Entry.objects.count(), "first_broken": first}


@room.get("/ledger/entries/{pk}", "ledger.read", EntryOut)
def read_entry(request: HttpRequest, pk: Key) -> Answer:
    """Read one entry."""
    return found(Entry.objects.select_related("decision", "metric"), pk=pk)


@room.get("/ledger/accounts", "ledger.finance", AccountsOut)
def read_accounts(request: HttpRequest) -> Answer:
    """Read the account of each product."""
    told = accounts_told(current_language())
    return told or {"sentences": [], "figures": {}}


@room.get("/ledger/costs", "ledger.finance", Page[CostOut])
def list_costs(request: HttpRequest, asked: Query[Asked]) -> Answer:
    """List what was spent."""
    rows = Cost.objects.select_related("decision", "product", "team", "reverses")
    return paged(request, asked, rows, money_page.TOOLS)


@room.post("/ledger/costs", "ledger.costs", CostOut, status=201)
def put_cost_down(request: HttpRequest, said: CostIn) -> Answer:
    """Add a cost."""
    told = {name: str(value) for name, value in said.model_dump().items()}
    told["amount"] = f"{said.amount:f}"
    data = filled(CostForm(told))
    return costs.put_down(
        caller(request),
        day=data["day"],
        amount=data["amount"],
        category=data["category"],
        spent_on=data["spent_on"],
    )


@room.get("/ledger/costs/{pk}", "ledger.finance", CostOut)
def read_cost(request: HttpRequest, pk: Key) -> Answer:
    """Read one line of what was spent."""
    return found(Cost.objects.select_related("decision", "product", "team"), pk=pk)


@room.post("/ledger/costs/{pk}/take-back", "ledger.costs", CostOut)
def take_cost_back(request: HttpRequest, pk: Key) -> Answer:
    """Write the same cost the other way."""
    return costs.take_back(caller(request), found(Cost, pk=pk))


@room.get("/ledger/losses", "ledger.finance", Page[LossOut])
def list_losses(request: HttpRequest, asked: Query[Asked]) -> Answer:
    """List the losses, with what was recovered."""
    return paged(request, asked, standing_losses(), losses_page.TOOLS, _losses)


@room.post("/ledger/losses", "ledger.losses", LossOut, status=201)
def write_loss(request: HttpRequest, said: LossIn) -> Answer:
    """Put a loss on record."""
    told = {name: str(value) for name, value in said.model_dump().items()}
    told["amount"] = f"{said.amount:f}"
    return _losses([losses.write_loss(caller(request), **filled(LossForm(told)))])[0]


@room.get("/ledger/losses/rebound", "ledger.finance", ReboundOut)
def read_rebound(request: HttpRequest) -> Answer:
    """Say how long losses take to be recovered."""
    return {"median_days": rebound(on_record())}


@room.get("/ledger/losses/{pk}", "ledger.finance", LossOut)
def read_loss(request: HttpRequest, pk: Key) -> Answer:
    """Read one loss and its lineage."""
    return _losses([found(Loss.objects.select_related("decision", "product"), pk=pk)])[0]


@room.post("/ledger/losses/{pk}/reuses", "ledger.losses", LossOut)
def write_reuse(request: HttpRequest, pk: Key, said: ReuseIn) -> Answer:
    """Note that a decision draws on a loss."""
    loss = found(Loss.objects.select_related("decision", "product"), pk=pk)
    settled = visible(caller(request)).exclude(state=Decision.State.DRAFT)
    decision = found(settled, slug=said.decision)
    losses.write_reuse(caller(request), loss, decision, said.what, said.share)
    return _losses([loss])[0]


@room.post("/ledger/losses/{pk}/withdraw", "ledger.losses", Done)
def withdraw_loss(request: HttpRequest, pk: Key, said: LossWithdrawnIn) -> Answer:
    """Take a loss off the list, or put it back."""
    losses.withdraw_loss(caller(request), found(Loss, pk=pk), back=not said.withdrawn)
    return {}


def _losses(rows: list[Loss]) -> list[dict[str, Any]]:
    plain = ("id", "title", "decision", "product", "amount", "found_on", "cause", "lesson")
    return [
        {
            **{name: getattr(one.loss, name) for name in (*plain, "withdrawn_at")},
            "recovered_low": one.low,
            "recovered_mid": one.mid,
            "recovered_high": one.high,
            "days_to_rebound": one.days_to_rebound,
            "lines": [
                {
                    **{name: getattr(line.reuse, name) for name in ("decision", "what", "share")},
                    **{name: getattr(line, name) for name in ("counted", "low", "mid", "high")},
                }
                for line in one.lines
            ],
        }
        for one in recovered(rows)
    ]


def _range(drawn: dict[str, Any]) -> dict[str, Any]:
    return {"low": drawn["p10"], "mid": drawn["p50"], "high": drawn["p90"]}


def _group(one: read.Group) -> dict[str, Any]:
    value = {"low": one.low, "mid": one.mid, "high": one.high}
    plain = {name: getattr(one, name) for name in ("name", "cost", "net", "effects")}
    return plain | {"value": value}
