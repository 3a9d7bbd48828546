"""A company with something in every room."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.test import TestCase
from django.utils import timezone
from tests.web.exchange.folders import archive
from tests.web.routes import every_route

from levier_web.decisions.models import (
    Comment,
    Decision,
    DecisionOption,
    GateResult,
    Opportunity,
    RefusalLetter,
    StateChange,
)
from levier_web.exchange.services.bringing import apply, receive
from levier_web.impact.models import Measurement
from levier_web.impact.services.asking import ask_measurement
from levier_web.learning.services.lessons import write_lesson
from levier_web.ledger.services.losses import write_loss
from levier_web.metrics.models import Metric
from levier_web.organisation.models import Client, Team, Tribe
from levier_web.signals.services.posting import Draft, post

if TYPE_CHECKING:
    from collections.abc import Iterator

    from levier_web.organisation.models import Person

FEW = 4
"""Numbers that are tried in an address."""


def furnish(owner: Person, author: Person) -> None:
    """Put something into every room."""
    apply(owner, receive(owner, "folder.zip", archive()))
    checkout = Decision.objects.get(slug="checkout")
    orders, today = Metric.objects.get(slug="orders"), timezone.localdate()
    Client.objects.create(name="Client")
    Team.objects.update(tribe=Tribe.objects.first())
    draft = Decision.objects.create(
        slug="draft", title="Draft", state="proposed", team=author.team, created_by=author,
        proposed_at=timezone.now(), awaiting_since=timezone.now(), context="Why",
    )  # fmt: skip
    for one in (checkout, draft):
        DecisionOption.objects.create(decision=one, title="Way", pros="Good", cons="Bad")
        GateResult.objects.create(
            decision=one, name="Gate", verdict="passed", figure="70 %", stated_on=today
        )
        Comment.objects.create(decision=one, author=author, voice="developer", text="Said")
        StateChange.objects.create(
            decision=one,
            before="draft",
            after="proposed",
            reason="So",
            voice="x",
            at=timezone.now(),
        )
        RefusalLetter.objects.create(
            decision=one, number=1, text_fr="Non", text_en="No", author=author, at=timezone.now()
        )
    outcome = Opportunity.objects.create(slug="o", title="Outcome", level="outcome", metric=orders)
    Opportunity.objects.create(slug="s", title="Solution", level="solution", parent=outcome)
    post(author, Draft(text="Something was seen", token="t" * 20, detail="More"))
    write_loss(
        owner, title="Loss", amount=Decimal(10), found_on=today, cause="Cause", lesson="Lesson"
    )  # fmt: skip
    write_lesson(author, "Lesson", "Learnt", [checkout])


def measured() -> None:
    """Measure it as it stands; everything that follows a measurement is told too."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        ask_measurement("asked")
    assert Measurement.objects.filter(state="done").exists()


def tables() -> list[type[models.Model]]:
    """Give the application's own tables."""
    return [model for model in apps.get_models() if model.__module__.startswith("levier_web.")]


def addresses() -> Iterator[str]:
    """Give every address with every number and id that might be there."""
    numbers = sorted(
        {
            pk
            for model in tables()
            for pk in model._default_manager.values_list("pk", flat=True)[:FEW]
            if isinstance(pk, int)
        }
    )[:FEW]
    decisions = list(Decision.objects.values_list("slug", flat=True))
    words = {"metrics": ["orders"], "ledger": ["team", "grade"], "organisation": ["products"]}
    for route in every_route():
        if route.name == "account_logout":
            continue
        slugs = words.get(route.path.split("/")[1], decisions)
        holes = re.findall("999999|nothing-here", route.path)
        for values in product(*(numbers if hole == "999999" else slugs for hole in holes)):
            path = route.path
            for hole, value in zip(holes, values, strict=True):
                path = path.replace(hole, str(value), 1)
            yield path
