"""What the processes of ``test_killed_server`` do, and what is told of it to its clients."""

from __future__ import annotations

import json
from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from levier_web.integrations.services import tokens
from levier_web.metrics.models import Import, Metric, Observation, Source
from levier_web.metrics.services import holding, imports
from levier_web.metrics.services import tokens as push_tokens
from levier_web.organisation import chains
from levier_web.organisation.models import AuditLine, Company, Membership, Person, Role
from levier_web.signals.models import Signal
from levier_web.ui.api.rooms import known_scopes

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ROWS = 40_000
"""Enough to be applied for a second, few enough to be applied while somebody waits."""


def prepare() -> None:
    """Found the company, bring a file in; say with what its clients come in."""
    Company.objects.create(pk=1, name="Killed", currency="EUR", country="FR")
    fatou = Person.objects.create_user("fatou@example.org", "a long enough password", name="Fatou")
    Membership.objects.create(person=fatou, role=Role.FINANCE)
    for slug in ("pushed", "filed"):
        Metric.objects.create(
            slug=slug, title=slug, unit="n", grain="day", kind="sum", direction="up"
        )
    source = Source.objects.create(name="Till", kind=Source.Kind.PUSH, applies_alone=True)
    first = date(1990, 1, 1)
    lines = (f"{first + timedelta(n % 8000)},filed,{n},u{n // 8000}\n" for n in range(ROWS))
    content = "date,metric,value,unit\n" + "".join(lines)
    batch = imports.receive(fatou, ContentFile(content.encode(), "filed.csv"))  # type: ignore[arg-type]
    assert (batch.state, batch.rows) == (Import.State.PREVIEW, ROWS), batch.faults
    client = Client()
    client.force_login(fatou, backend=BACKEND)
    last = timezone.localdate() + timedelta(days=30)
    _, secret = tokens.create(fatou, "a program", known_scopes(), last)
    _, sends = push_tokens.create(fatou, source, "a till", "send", 30)
    session = client.cookies["sessionid"].value
    told = {"session": session, "token": secret, "sends": sends, "source": source.pk}
    print(json.dumps({**told, "batch": batch.pk}))


def later() -> None:
    """Let the minutes pass after which a silent process is taken for dead."""
    Import.objects.filter(state__in=holding.BUSY).update(beat_at=timezone.now() - holding.SILENT)


def tell() -> None:
    """Say what stands."""
    applied = AuditLine.objects.filter(action="import.applied")
    said = {
        "signals": sorted(Signal.objects.values_list("text", flat=True)),
        "posted": AuditLine.objects.filter(action="signal.posted").count(),
        "pushed": sorted(
            Observation.objects.filter(metric__slug="pushed").values_list("value", flat=True)
        ),
        "filed": Observation.objects.filter(metric__slug="filed").count(),
        "imports": sorted(Import.objects.values_list("state", flat=True)),
        "applied": applied.count(),
        "applied_once": applied.values("object_id").distinct().count(),
        "whole": all(chains.verified(chain).broken is None for chain in chains.CHAINS.values()),
    }
    print(json.dumps(said))


def main(step: str) -> None:
    """Do one step."""
    {"prepare": prepare, "later": later, "tell": tell}[step]()
