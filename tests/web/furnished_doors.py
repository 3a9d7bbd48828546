"""What is somebody's own, and what else stands behind an address: keys, sessions, drafts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import DateTimeField
from django.utils import timezone
from tests.web.calls import program_of
from tests.web.equipped import equip

from levier_web.decisions.models import Cost, Decision, Expectation, GateResult
from levier_web.identity.models import FailureCount, Group, ScimToken
from levier_web.integrations.models import Preview
from levier_web.metrics.models import Metric
from levier_web.organisation.models import PeopleImport, Person
from levier_web.organisation.services import invitations
from levier_web.signals.services.posting import Draft, post, withdraw

if TYPE_CHECKING:
    from django.db.models import Model


def furnish_doors(owner: Person, author: Person) -> None:
    """Put something behind every address of a furnished company; the author has their own."""
    equip(owner, author)
    withdraw(author, post(author, Draft(text="Said too early", token="e" * 20)))
    today = timezone.localdate()
    draft = made(Decision, slug="own-draft", title="Own draft", team=author.team, created_by=author)
    for decision in (draft, Decision.objects.get(slug="draft")):
        orders = Metric.objects.get(slug="orders")
        made(Expectation, decision=decision, metric=orders, low=1, mid=2, high=3)
        made(GateResult, decision=decision, name="Gate", verdict="passed", stated_on=today)
    made(Cost, day=today, amount=10, category="other")
    made(PeopleImport, content="email\nx@example.org\n", by=owner, applied_at=timezone.now())
    _ways_in(owner, author)


def _ways_in(owner: Person, author: Person) -> None:
    now = timezone.now()
    made(UserSession, user=author, ip="192.0.2.1", user_agent="", session_key="s" * 32)
    passkey = {"name": "Key", "passwordless": True, "credential": {}}
    for one in Person.objects.exclude(pk=owner.pk):
        made(Authenticator, user=one, type=Authenticator.Type.WEBAUTHN, data=passkey)
    program_of(author)
    said, over = {"text": "Seen by an assistant"}, now + timedelta(days=1)
    made(Preview, person=author, tool="post_signal", arguments=said, outcome=said, expires_at=over)
    made(FailureCount, kind="account", digest="f" * 64, failures=9, locked_until=now)
    made(ScimToken, name="Directory", digest="s" * 64, made_by=owner, expires_at=over)
    made(Group, name="Finance", role="finance")
    invitations.invite(owner, author)


def made(model: type[Model], **values: object) -> Any:
    """Make a row of today."""
    days = {
        field.name: timezone.now()
        for field in model._meta.concrete_fields
        if isinstance(field, DateTimeField) and not (field.null or field.has_default())
    }
    return model._default_manager.create(**days | values)
