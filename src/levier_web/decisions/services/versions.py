"""The chain of versions: what was decided, kept whole, each fingerprint over the one before."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.utils import timezone

from levier_web.decisions.models import Decision, DecisionVersion
from levier_web.organisation.models import Company

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from levier_web.organisation.models import Person

START = "0" * 64
"""What the first version follows."""
FIELDS = (
    "slug",
    "title",
    "state",
    "status",
    "kind",
    "origin",
    "owner",
    "stage",
    "context",
    "options",
    "reason",
    "planned_cost",
    "starts_on",
    "decided_on",
    "ends_on",
    "review_on",
    "stop_reason",
)
FORECAST = (
    "shape",
    "ramp_days",
    "half_life_days",
    "scale",
    "low",
    "mid",
    "high",
    "author",
    "stated_on",
    "design",
)


def freeze(decision: Decision, person: Person | None, note: str = "") -> DecisionVersion:
    """Keep the sheet as it stands as the next version of its decision."""
    with transaction.atomic():
        _one_at_a_time()
        last = DecisionVersion.objects.order_by("-pk").values_list("digest", flat=True).first()
        held = decision.versions.order_by("-number").values_list("number", flat=True).first()
        number, previous, at = (held or 0) + 1, last or START, timezone.now()
        content = content_of(decision)
        author = person.pk if person else None
        return DecisionVersion.objects.create(
            decision=decision,
            number=number,
            content=content,
            note=note,
            author=person,
            at=at,
            previous=previous,
            digest=fingerprint(previous, at, author, decision.pk, number, note, content),
        )


def content_of(decision: Decision) -> dict[str, Any]:
    """Give the whole sheet as plain values, read anew from the tables."""
    fresh = Decision.objects.select_related("team", "product").get(pk=decision.pk)
    found = {name: getattr(fresh, name) for name in FIELDS}
    found["team"] = fresh.team.name if fresh.team else ""
    found["product"] = fresh.product.name if fresh.product else ""
    found["covers"] = sorted(fresh.covers.values_list("slug", flat=True))
    found["ways"] = list(fresh.ways.values("title", "pros", "cons"))
    found["gates"] = list(fresh.gates.values("name", "verdict", "figure", "link", "stated_on"))
    found["expectations"] = list(fresh.expectations.values("metric__slug", *FORECAST))
    return json.loads(json.dumps(found, default=str))  # type: ignore[no-any-return]


def fingerprint(
    previous: str,
    at: datetime,
    author: int | None,
    decision: int,
    number: int,
    note: str,
    content: Mapping[str, Any],
) -> str:
    """Give the fingerprint of a version, over its content and the version before."""
    whole = [previous, at.isoformat(), author, decision, number, note, content]
    text = json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def first_broken() -> DecisionVersion | None:
    """Give the first version that does not follow the one before; None when all is whole."""
    previous = START
    for one in DecisionVersion.objects.order_by("pk").iterator(chunk_size=500):
        expected = fingerprint(
            previous, one.at, one.author_id, one.decision_id, one.number, one.note, one.content
        )
        if one.previous != previous or one.digest != expected:
            return one  # type: ignore[no-any-return]
        previous = one.digest
    return None


def _one_at_a_time() -> None:
    """Hold the others back until this transaction ends (SQLite already does)."""
    if connection.vendor == "postgresql":
        list(Company.objects.select_for_update().filter(pk=1).values_list("pk"))
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(7305808869229539)")
