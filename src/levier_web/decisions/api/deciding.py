"""From a draft to an answer, and what comes after: the same steps as on the pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Schema

from levier_web.decisions.api.shapes import (
    AmendIn,
    DecideIn,
    DecisionRead,
    LetterIn,
    LetterOut,
    ReasonIn,
    RefuseIn,
    StopIn,
    TextsIn,
    TextsOut,
    room,
)
from levier_web.decisions.api.sheets import shown
from levier_web.decisions.forms import AmendForm, LetterForm, as_typed
from levier_web.decisions.models import Decision, DecisionVersion
from levier_web.decisions.queries.sheets import sheet_or_404
from levier_web.decisions.services import deciding, letters, permitted, versions
from levier_web.decisions.services.latency import latency
from levier_web.ui.api.problems import filled
from levier_web.ui.api.rooms import caller
from levier_web.ui.api.shapes import Answer, Slug, Slugged, changes


class WaitOut(Schema):
    """How long the proposals of one group waited for an answer, in days."""

    name: str
    proposals: int
    answered: int
    median: float | None
    low: float | None
    high: float | None


class LateOut(Schema):
    """One proposal whose answer is late."""

    decision: Slugged
    days: int


class LatencyOut(Schema):
    """How long answers take: over the company, by kind, by amount, by team that may be shown."""

    company: WaitOut | None
    by_kind: list[WaitOut]
    by_level: list[WaitOut]
    by_team: list[WaitOut]
    late: list[LateOut]
    late_count: int


class ProofOut(Schema):
    """Whether no frozen version was changed."""

    whole: bool
    versions: int
    first_broken: int | None


@room.get("/decision-latency", "decisions.read", LatencyOut)
def read_decision_latency(request: HttpRequest) -> Answer:
    """Say how long proposals wait for an answer."""
    return latency()


@room.get("/decision-versions/chain", "decisions.read", ProofOut)
def check_decision_versions(request: HttpRequest) -> Answer:
    """Check the chain of versions from its beginning."""
    broken = versions.first_broken()
    count = DecisionVersion.objects.count()
    return {
        "whole": broken is None,
        "versions": count,
        "first_broken": broken.pk if broken else None,
    }


@room.post("/decisions/{slug}/propose", "decisions.write", DecisionRead)
def propose_decision(request: HttpRequest, slug: Slug) -> Answer:
    """Put a sheet before those who decide."""
    deciding.propose(caller(request), _sheet(request, slug))
    return shown(request, slug)


@room.post("/decisions/{slug}/withdraw", "decisions.write", DecisionRead)
def withdraw_decision(request: HttpRequest, slug: Slug) -> Answer:
    """Take a proposal back."""
    deciding.withdraw(caller(request), _sheet(request, slug))
    return shown(request, slug)


@room.post("/decisions/{slug}/decide", "decisions.decide", DecisionRead)
def decide_decision(request: HttpRequest, slug: Slug, said: DecideIn) -> Answer:
    """Say yes: the sheet and its forecasts are frozen."""
    deciding.decide(caller(request), _sheet(request, slug), said.reason, said.starts_on)
    return shown(request, slug)


@room.post("/decisions/{slug}/letter", "decisions.decide", TextsOut)
def compose_letter(request: HttpRequest, slug: Slug, said: LetterIn) -> Answer:
    """Compose a refusal letter in both languages; nothing is refused yet."""
    return letters.compose(_sheet(request, slug), _arguments(said.model_dump()))


@room.post("/decisions/{slug}/refuse", "decisions.decide", DecisionRead)
def refuse_decision(request: HttpRequest, slug: Slug, said: RefuseIn) -> Answer:
    """Refuse a proposal, with its letter."""
    told = said.model_dump()
    french, english = told.pop("french"), told.pop("english")
    decision, arguments = _sheet(request, slug), _arguments(told)
    permitted.demand_may_decide(caller(request), decision)
    composed = letters.compose(decision, arguments)
    letter = letters.Letter(french or composed.french, english or composed.english)
    letters.refuse_with_letter(caller(request), decision, arguments, letter)
    return shown(request, slug)


@room.post("/decisions/{slug}/letters", "decisions.decide", LetterOut, status=201)
def rewrite_letter(request: HttpRequest, slug: Slug, said: TextsIn) -> Answer:
    """Keep changed texts as the next letter; those before stay."""
    letter = letters.Letter(said.french, said.english)
    return letters.rewrite(caller(request), _sheet(request, slug), letter)


@room.post("/decisions/{slug}/send-back", "decisions.decide", DecisionRead)
def send_decision_back(request: HttpRequest, slug: Slug, said: ReasonIn) -> Answer:
    """Say what is missing."""
    deciding.send_back(caller(request), _sheet(request, slug), said.reason)
    return shown(request, slug)


@room.post("/decisions/{slug}/stop", "decisions.decide", DecisionRead)
def stop_decision(request: HttpRequest, slug: Slug, said: StopIn) -> Answer:
    """Stop what runs."""
    deciding.stop(caller(request), _sheet(request, slug), said.reason, said.ends_on)
    return shown(request, slug)


@room.post("/decisions/{slug}/reopen", "decisions.decide", DecisionRead)
def reopen_decision(request: HttpRequest, slug: Slug, said: ReasonIn) -> Answer:
    """Open a settled decision again."""
    deciding.reopen(caller(request), _sheet(request, slug), said.reason)
    return shown(request, slug)


@room.post("/decisions/{slug}/amend", "decisions.write", DecisionRead)
def amend_decision(request: HttpRequest, slug: Slug, said: AmendIn) -> Answer:
    """Add a version to a settled decision."""
    decision = _sheet(request, slug)
    now = {name: as_typed(getattr(decision, name)) for name in deciding.AMENDED}
    told = {name: "" if value is None else value for name, value in changes(said).items()}
    values = filled(AmendForm(now | told))
    deciding.amend(caller(request), decision, values, said.note)
    return shown(request, slug)


def _sheet(request: HttpRequest, slug: str) -> Decision:
    return sheet_or_404(caller(request), slug)


def _arguments(told: dict[str, Any]) -> letters.Arguments:
    return letters.Arguments(**filled(LetterForm(told, criteria=letters.CRITERIA)))
