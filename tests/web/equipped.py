"""What programs, rooms and practices keep in a company: something at each number of an address."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile

from levier_web.decisions.models import (
    AgendaItem,
    Comment,
    CommitteeSession,
    Cost,
    Decision,
    Expectation,
    GateResult,
    Opportunity,
)
from levier_web.exchange.models import Arrival
from levier_web.impact.models import Effect, Measurement
from levier_web.integrations.models import AccessToken, Delivery, Webhook
from levier_web.integrations.services import webhooks
from levier_web.learning.models import Lesson
from levier_web.learning.services.lessons import hold_review
from levier_web.ledger.models import Entry, Loss
from levier_web.metrics.models import Import, PushToken, Source
from levier_web.metrics.services import imports, sources, tokens
from levier_web.organisation.models import DecisionRight, PeopleImport, Person, Team
from levier_web.organisation.services import import_people, people, rights
from levier_web.practices.budget_alerts.models import Alert, BudgetLine
from levier_web.practices.budget_alerts.services import alerts, lines
from levier_web.practices.messages.models import CaptureLink, Channel, MailFile
from levier_web.practices.messages.services import capture, channels, mail_box
from levier_web.practices.privacy.models import Erasure, ErasureRequest, MadeFile
from levier_web.practices.privacy.services import erasing, files, requests
from levier_web.signals.models import Group, Merge, Signal
from levier_web.signals.services.groups import merge
from levier_web.signals.services.posting import Draft, post

if TYPE_CHECKING:
    from django.db.models import Model

HELD: dict[str, type[Model]] = {
    "budgets/alerts": Alert,
    "budgets": BudgetLine,
    "committee/lines": AgendaItem,
    "committee": CommitteeSession,
    "decisions/by-number": Decision,
    "decisions/{slug}/comments": Comment,
    "decisions/{slug}/forecasts": Expectation,
    "decisions/{slug}/gates": GateResult,
    "exchange/arrivals": Arrival,
    "impact/effects": Effect,
    "impact/measurements": Measurement,
    "integrations/deliveries": Delivery,
    "integrations/tokens": AccessToken,
    "integrations/webhooks": Webhook,
    "learning/lessons": Lesson,
    "ledger/costs": Cost,
    "ledger/entries": Entry,
    "ledger/losses": Loss,
    "messages/channels": Channel,
    "messages/links": CaptureLink,
    "messages/mails": MailFile,
    "metrics/imports": Import,
    "metrics/source-tokens": PushToken,
    "metrics/sources": Source,
    "opportunities": Opportunity,
    "organisation/people/imports": PeopleImport,
    "organisation/people": Person,
    "organisation/rights": DecisionRight,
    "organisation/{of}": Team,
    "privacy/erasures": Erasure,
    "privacy/files": MadeFile,
    "privacy/people": Person,
    "privacy/requests": ErasureRequest,
    "signals/groups": Group,
    "signals/merges": Merge,
    "signals": Signal,
}
"""Whose number follows these words in an address."""

VALUES = b"metric,date,value\norders,2026-01-05,110\n"
PEOPLE = b"email;name\nnew@example.org;New\n"
MAIL = b"From: client@example.org\nSubject: Slow\n\nThe basket is slow.\n"


def equip(owner: Person, author: Person) -> None:
    """Give the furnished company what its programs, rooms and practices keep."""
    _programs(owner)
    _people(owner, author)
    _messages(owner)
    line = lines.keep(
        owner, None, title="Cloud", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31),
        amount=Decimal(900), category="cloud", answer_days=5, open_amounts=True,
    )  # fmt: skip
    alerts.send(author, line, Alert.Kind.OVERRUN, "It grows")
    files.make(owner, "register")
    signals = [post(author, Draft(text=f"Seen {n}", token=str(n) * 20)) for n in range(2)]
    merge(owner, *(one.group for one in signals))
    waiting = CommitteeSession.objects.create(title="Next", day=date(2026, 12, 1))
    AgendaItem.objects.create(session=waiting, decision=Decision.objects.get(slug="draft"))
    hold_review(owner, Decision.objects.get(slug="checkout"), outcome="continue",
        seen="As expected")  # fmt: skip


def _programs(owner: Person) -> None:
    hook, _ = webhooks.register(owner, "Told", "https://hooks.example/x", ["decision.decided"])
    webhooks.try_out(owner, hook)
    wish = sources.SourceWish(name="Shop", kind=Source.Kind.PUSH)
    tokens.create(owner, sources.declare(owner, wish), "Nightly", PushToken.Scope.SEND, 30)
    imports.receive(owner, SimpleUploadedFile("values.csv", VALUES))


def _people(owner: Person, author: Person) -> None:
    import_people.keep_file(owner, PEOPLE)
    rights.write_right(
        owner, kind="price", threshold=Decimal(100), function="sales director", part="decides"
    )
    requests.request(author)
    gone, _ = people.add_person(owner, email="gone@example.org", name="Gone")
    erasing.ask(owner, gone, gone.email)


def _messages(owner: Person) -> None:
    channels.register(owner, "Committee", "slack", "https://hooks.example/y", "en",
        ["decision.decided"])  # fmt: skip
    capture.open_link(owner, "Wall")
    mail_box.bring(owner, MAIL)
