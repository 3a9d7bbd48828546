"""What the processes of ``test_killed_sender`` do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.db.models import F

from levier_web.integrations.models import Delivery
from levier_web.integrations.services import sending, webhooks
from levier_web.organisation.models import Company, Membership, Person, Role
from levier_web.signals.services import Draft, post

if TYPE_CHECKING:
    from collections.abc import Callable


def prepare(address: str) -> None:
    """Register an address and let something happen."""
    Company.objects.create(pk=1, name="Killed", currency="EUR", country="FR")
    owner = Person.objects.create_user("olga@example.org", "a long enough password", name="Olga")
    Membership.objects.create(person=owner, role=Role.OWNER)
    webhooks.register(owner, "our chat", address, ["signal.posted"])
    post(owner, Draft("The cart is slow", "a token of a form"))


def later() -> None:
    """Let the minutes pass after which a delivery is no longer in a worker's hand."""
    Delivery.objects.update(due_at=F("due_at") - sending.LEASE)


def tell() -> None:
    """Say what became of it."""
    rows = Delivery.objects.order_by("pk")
    print(json.dumps([[one.message, one.state, one.attempts.count()] for one in rows]))


def main(step: str, *given: str) -> None:
    """Do one step."""
    steps: dict[str, Callable[..., None]] = {"prepare": prepare, "later": later, "tell": tell}
    steps[step](*given)
