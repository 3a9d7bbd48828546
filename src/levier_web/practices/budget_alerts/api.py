"""Calls of programs about budgets: lines, alerts, answers."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Schema
from pydantic import Field

from levier_web.organisation.models import Product
from levier_web.organisation.queries import groups_shown, spoken
from levier_web.practices.budget_alerts import queries
from levier_web.practices.budget_alerts.forms import AlertForm, AnswerForm, LineForm
from levier_web.practices.budget_alerts.models import Alert, BudgetLine
from levier_web.practices.budget_alerts.services import alerts as services
from levier_web.practices.budget_alerts.services import figures
from levier_web.practices.budget_alerts.services import lines as line_services
from levier_web.practices.budget_alerts.views import TOOLS, alert_tools
from levier_web.ui.api.addresses import addressed
from levier_web.ui.api.pages import Asked, Page, paged
from levier_web.ui.api.problems import filled
from levier_web.ui.api.rooms import Room, caller
from levier_web.ui.api.shapes import Answer, Done, In, Key, Line, Named, Word, changes, found

room = Room("budget_alerts")
addressed(budget_alerts_alert="/budgets/alerts/{id}")
KindWord = Literal["overrun", "unexpected", "wrong", "saving"]
AnswerWord = Literal["corrected", "accepted", "stopped", "explained"]
Amount = Annotated[Decimal, Field(ge=0, max_digits=16, decimal_places=2)]


class BudgetLineOut(Schema):
    """One budget line; amounts are null where they are not open to the caller."""

    id: int
    title: str
    starts_on: date
    ends_on: date
    category: str
    product: Named
    owner: str = Field(description="The function that answers.")
    answer_days: int
    waiting: int
    amount: Decimal | None
    spent: Decimal | None
    share: float = Field(description="Of the budget that is spent.")


class AlertOut(Schema):
    """One alert; of whoever raised it only the group."""

    id: int
    line: int = Field(validation_alias="line_id")
    kind: str
    text: str
    amount: Decimal | None
    voice: str
    raised_at: datetime
    due_on: date
    answer: str
    answer_text: str
    answered_at: datetime | None


class AnsweringOut(Schema):
    """How long alerts wait for an answer, in days, and the share answered when due."""

    raised: int
    answered: int
    median: int | None
    low: int | None
    high: int | None
    on_time: float | None


class NewBudgetLineIn(In):
    """A new line; its product is named by its name."""

    title: Annotated[str, Field(min_length=1, max_length=160)]
    amount: Amount
    starts_on: date
    ends_on: date
    category: Annotated[str, Field(max_length=60)] = ""
    product: Line = ""
    owner: Annotated[str, Field(min_length=1, max_length=120)]
    answer_days: Annotated[int, Field(ge=1, le=365)] = 5
    open_amounts: bool = True


class BudgetLineIn(In):
    """What changes of a line."""

    title: Annotated[str, Field(min_length=1, max_length=160)] | None = None
    amount: Amount | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    category: Annotated[str, Field(max_length=60)] | None = None
    product: Line | None = None
    owner: Word | None = None
    answer_days: Annotated[int, Field(ge=1, le=365)] | None = None
    open_amounts: bool | None = None


class AlertIn(In):
    """What was seen."""

    kind: KindWord
    text: Annotated[str, Field(min_length=1, max_length=500)]
    amount: Amount | None = None


class AlertAnswerIn(In):
    """What is done about it, and why."""

    answer: AnswerWord
    text: Annotated[str, Field(min_length=1, max_length=2000)]


class BudgetArchivedIn(In):
    """Off the list, or back on it."""

    archived: bool


class AlertsAsked(Asked):
    """Which alerts."""

    kind: KindWord | Literal[""] = ""
    own: bool = False


@room.get("/budgets", "budget_alerts.read", Page[BudgetLineOut])
def list_budget_lines(request: HttpRequest, asked: Query[Asked]) -> Answer:
    """List the budget lines."""
    return paged(request, asked, queries.lines(), TOOLS, lambda part: _lines(request, part))


@room.post("/budgets", "budget_alerts.lines", BudgetLineOut, status=201)
def make_budget_line(request: HttpRequest, said: NewBudgetLineIn) -> Answer:
    """Make a line."""
    data = filled(LineForm(_typed(said.model_dump())))
    return _line(request, line_services.keep(caller(request), None, **data).pk)


@room.get("/budgets/answering", "budget_alerts.read", AnsweringOut | None)
def read_answering(request: HttpRequest) -> Answer:
    """Say how long alerts wait for an answer."""
    return figures.answering()


@room.get("/budgets/alerts", "budget_alerts.read", Page[AlertOut])
def list_alerts(request: HttpRequest, asked: Query[AlertsAsked]) -> Answer:
    """List the alerts."""
    rows = queries.alerts()
    if asked.own:
        rows = rows.filter(raised_by=caller(request))
    return paged(request, asked, rows, alert_tools(), _voiced)


@room.post("/budgets/alerts/seen", "budget_alerts.raise", Done)
def note_answers_read(request: HttpRequest) -> Answer:
    """Note that the answers to one's own alerts were read."""
    services.seen(caller(request))
    return {}


@room.get("/budgets/alerts/{pk}", "budget_alerts.read", AlertOut)
def read_alert(request: HttpRequest, pk: Key) -> Answer:
    """Read one alert."""
    return _voiced([found(queries.alerts(), pk=pk)])[0]


@room.post("/budgets/alerts/{pk}/answer", "budget_alerts.answer", AlertOut)
def answer_alert(request: HttpRequest, pk: Key, said: AlertAnswerIn) -> Answer:
    """Answer an alert."""
    data = filled(AnswerForm(said.model_dump()))
    alert = found(Alert.objects.select_related("line"), pk=pk)
    return _voiced([services.answer(caller(request), alert, data["answer"], data["text"])])[0]


@room.post("/budgets/alerts/{pk}/withdraw", "budget_alerts.raise", Done)
def withdraw_alert(request: HttpRequest, pk: Key) -> Answer:
    """Take one's own alert back."""
    services.withdraw(caller(request), found(Alert, pk=pk))
    return {}


@room.get("/budgets/{pk}", "budget_alerts.read", BudgetLineOut)
def read_budget_line(request: HttpRequest, pk: Key) -> Answer:
    """Read one line."""
    return _line(request, pk)


@room.patch("/budgets/{pk}", "budget_alerts.lines", BudgetLineOut)
def change_budget_line(request: HttpRequest, pk: Key, said: BudgetLineIn) -> Answer:
    """Change a line."""
    line = found(BudgetLine, pk=pk)
    before = {name: getattr(line, name) for name in LineForm.Meta.fields}
    before["product"] = line.product_id
    data = filled(LineForm(before | _typed(changes(said)), instance=line))
    line_services.keep(caller(request), found(BudgetLine, pk=pk), **data)
    return _line(request, pk)


@room.post("/budgets/{pk}/archive", "budget_alerts.lines", Done)
def archive_budget_line(request: HttpRequest, pk: Key, said: BudgetArchivedIn) -> Answer:
    """Take a line off the list, or put it back."""
    line_services.archive(caller(request), found(BudgetLine, pk=pk), archived=said.archived)
    return {}


@room.post("/budgets/{pk}/alerts", "budget_alerts.raise", AlertOut, status=201)
def raise_alert(request: HttpRequest, pk: Key, said: AlertIn) -> Answer:
    """Say what was seen on a line."""
    data = filled(AlertForm(said.model_dump()))
    return _voiced([services.send(caller(request), found(BudgetLine, pk=pk), **data)])[0]


def _line(request: HttpRequest, pk: int) -> dict[str, Any]:
    row: Any = found(BudgetLine.objects.select_related("product"), pk=pk)
    row.waiting = queries.alerts().filter(line=row, answered_at__isnull=True).count()
    return _lines(request, [row])[0]


def _lines(request: HttpRequest, rows: list[Any]) -> list[dict[str, Any]]:
    spent, may_see = queries.spent(rows), caller(request).has_perm("ledger.finance")
    hidden = ("amount", "spent", "share")
    plain = [name for name in BudgetLineOut.model_fields if name not in hidden]
    return [
        {
            **{name: getattr(one, name) for name in plain},
            "amount": one.amount if one.open_amounts or may_see else None,
            "spent": spent[one.pk] if one.open_amounts or may_see else None,
            "share": float(spent[one.pk]) / float(one.amount),
        }
        for one in rows
    ]


def _voiced(rows: list[Any]) -> list[Any]:
    shown = groups_shown()
    for row in rows:
        row.voice = spoken(row.function, row.team_id, shown)
    return rows


def _typed(told: dict[str, Any]) -> dict[str, Any]:
    typed = {name: "" if value is None else value for name, value in told.items()}
    if typed.get("product"):
        typed["product"] = found(Product.objects.filter(archived=False), name=typed["product"]).pk
    return typed
