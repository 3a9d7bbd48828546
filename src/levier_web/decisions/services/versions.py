"""The chain of versions: what was decided, kept whole, each fingerprint over the one before."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from levier_web.decisions.models import Decision, DecisionVersion
from levier_web.organisation import chains

if TYPE_CHECKING:
    from levier_web.organisation.models import Person

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
        chains.one_at_a_time()
        last = DecisionVersion.objects.order_by("-pk").values_list("digest", flat=True).first()
        held = decision.versions.order_by("-number").values_list("number", flat=True).first()
        made = DecisionVersion(
            decision=decision,
            number=(held or 0) + 1,
            content=content_of(decision),
            salt=secrets.token_hex(16),
            note=note,
            author=person,
            at=timezone.now(),
            previous=last or chains.START,
        )
        made.digest = expected(made, made.previous)
        made.save()
        return made


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


def first_broken() -> DecisionVersion | None:
    """Give the first version that does not follow the one before; None when all is whole."""
    rows = DecisionVersion.objects.order_by("pk").iterator(chunk_size=500)
    return chains.first_broken(rows, expected)


def expected(one: DecisionVersion, previous: str) -> str:
    """Give the fingerprint that a version must have after the one before it."""
    return chains.fingerprint(
        [
            previous,
            one.at.isoformat(),
            one.author_id,
            one.decision_id,
            one.number,
            one.note,
            one.content,
            *([one.salt] if one.salt else []),
        ]
    )
