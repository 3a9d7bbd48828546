"""What stands behind the addresses that no workspace fills: links, keys, letters, requests."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import DateTimeField
from django.utils import timezone
from tests.web.calls import program_of

from levier_web.decisions.models import Cost, Decision, Expectation, GateResult
from levier_web.identity.models import FailureCount, Group, ScimToken
from levier_web.impact.services.asking import outlook_wanted
from levier_web.integrations.models import Delivery, Preview, Webhook
from levier_web.metrics.models import Metric, PushToken, Source
from levier_web.metrics.services import imports
from levier_web.organisation.models import DecisionRight, PeopleImport, Person
from levier_web.organisation.services import invitations
from levier_web.practices.budget_alerts.models import Alert, BudgetLine
from levier_web.practices.messages.models import CaptureLink, Channel, Choice, MailFile, Notice
from levier_web.practices.privacy.models import Erasure, ErasureRequest
from levier_web.practices.privacy.services import files
from levier_web.signals.models import Group as Heap
from levier_web.signals.models import Merge
from levier_web.signals.services.posting import Draft, post, withdraw

if TYPE_CHECKING:
    from django.db.models import Model

NO_HOST = "https://chat.example.org/nothing"


def furnish_doors(owner: Person, author: Person, other: Person) -> None:
    """Put something behind every address: what is one's own belongs to the author."""
    _ways_in(owner, author)
    _ways_out(owner)
    _said(owner, author)
    _about_people(owner, author, other)
    draft = made(
        Decision,
        slug="own-draft",
        title="Own draft",
        team=author.team,
        created_by=author,
        context="Why",
    )
    proposed = Decision.objects.get(slug="draft")
    for decision in (draft, proposed):
        made(
            Expectation,
            decision=decision,
            metric=Metric.objects.get(slug="orders"),
            low=1,
            mid=2,
            high=3,
        )
    GateResult.objects.create(
        decision=draft, name="Gate", verdict="passed", stated_on=timezone.localdate()
    )
    outlook_wanted(owner, Decision.objects.get(slug="checkout"))
    made(Cost, day=date(2025, 1, 1), amount=Decimal(10), category="other")
    rows = b"date,metric,value\n2025-01-01,orders,1\n"
    imports.receive(owner, SimpleUploadedFile("values.csv", rows))
    source = made(Source, name="Till", kind="push", created_by=owner)
    made(PushToken, source=source, name="till", digest="d" * 64, hint="till",
        expires_at=timezone.now() + timedelta(days=9), created_by=owner,
    )  # fmt: skip


def made(model: type[Model], **values: object) -> Any:
    """Make a row of today."""
    days = {
        field.name: timezone.now()
        for field in model._meta.concrete_fields
        if isinstance(field, DateTimeField) and not (field.null or field.has_default())
    }
    return model._default_manager.create(**days | values)


def _ways_in(owner: Person, author: Person) -> None:
    now = timezone.now()
    made(UserSession, user=author, ip="192.0.2.1", user_agent="", session_key="s" * 32)
    passkey = {"name": "Key", "passwordless": True, "credential": {}}
    for one in Person.objects.exclude(pk=owner.pk):
        made(Authenticator, user=one, type=Authenticator.Type.WEBAUTHN, data=passkey)
    program_of(author)
    made(Preview, person=author, tool="post_signal", arguments={"text": "Seen by an assistant"},
        outcome={"text": "Seen by an assistant"}, expires_at=now + timedelta(days=1),
    )  # fmt: skip
    made(FailureCount, kind="account", digest="f" * 64, failures=9, last_at=now, locked_until=now)
    made(
        ScimToken,
        name="Directory",
        digest="s" * 64,
        made_by=owner,
        expires_at=now + timedelta(days=9),
    )
    made(Group, name="Finance", role="finance")
    invitations.invite(owner, author)


def _ways_out(owner: Person) -> None:
    now = timezone.now()
    hook = made(
        Webhook, name="Chat", address=NO_HOST, kinds=["signal.posted"], salt="s", created_by=owner
    )
    made(
        Delivery,
        webhook=hook,
        message="m" * 26,
        kind="signal.posted",
        payload={},
        due_at=now,
        state="failed",
    )
    room = made(Channel, name="Room", kind="slack", address=NO_HOST, kinds=[])
    made(Notice, channel=room, kind="signal.posted", address="/", due_at=now)
    made(CaptureLink, name="Wall", salt="s", digest="w" * 64, made_by=owner)


def _said(owner: Person, author: Person) -> None:
    today = timezone.localdate()
    made(MailFile, brought_by=author, digest="m" * 64, line="A mail", detail="Its words")
    withdraw(author, post(author, Draft(text="Said too early", token="e" * 20)))
    kept, emptied = (made(Heap, title=title) for title in ("Kept", "Emptied"))
    made(Merge, kept=kept, emptied=emptied, moved=[], by=owner)
    line = made(BudgetLine, title="Hosting", starts_on=today, ends_on=today + timedelta(days=300),
        amount=Decimal(1000), owner="controller",
    )  # fmt: skip
    made(Alert, line=line, kind="overrun", text="Too much", raised_by=author,
        function=author.function, team=author.team, due_on=today,
    )  # fmt: skip
    made(Choice, person=author, digest="weekly")
    made(DecisionRight, kind="run", function="chief of staff", part="consulted")


def _about_people(owner: Person, author: Person, other: Person) -> None:
    now = timezone.now()
    for applied in (None, now):
        made(PeopleImport, content="email\nx@example.org\n", by=owner, applied_at=applied)
    asked = made(ErasureRequest, person=author, due_on=timezone.localdate())
    made(Erasure, person=other, asked_by=owner, request=asked, due_at=now + timedelta(days=9))
    files.make(owner, "register")
