"""What the processes of ``test_dead_worker`` do: a worker that stops at one point of a measurement.

``kept``: all is written, nothing is committed. ``told``: the figures are committed, what the rooms
above say of them is not written yet.
"""

from __future__ import annotations

import json
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from django.utils import timezone

from levier.workspace.template import write_template
from levier_web.config import worker
from levier_web.exchange.services.bringing import bring_folder
from levier_web.impact.events import answered, measured
from levier_web.impact.models import Effect, Measurement
from levier_web.impact.services.asking import revive
from levier_web.ledger.models import Entry, Told
from levier_web.organisation import chains
from levier_web.organisation.models import AuditLine, Membership, Person, Role

if TYPE_CHECKING:
    from collections.abc import Callable


def prepare(folder: str) -> None:
    """Bring a small company in, which asks for a measurement."""
    write_template(Path(folder), "en")
    olga = Person.objects.create_user("olga@example.org", "a long enough password", name="Olga")
    Membership.objects.create(person=olga, role=Role.OWNER)
    bring_folder(olga, Path(folder))


def die(point: str) -> None:
    """Work, stop at the point, say so and wait."""
    if point == "kept":
        measured.connect(_wait, dispatch_uid="dying")
    else:
        for room in ("ledger.told", "learning.board"):
            answered.disconnect(dispatch_uid=room)
        answered.connect(_wait, dispatch_uid="dying")
    worker.run()


def _wait(**_sent: object) -> NoReturn:
    print("in the middle", flush=True)
    while True:
        time.sleep(60)


def later(minutes: str) -> None:
    """Do what a worker's clock does after some minutes."""
    revive(timezone.now() + timedelta(minutes=int(minutes)))


def tell() -> None:
    """Say what stands."""
    done = Measurement.objects.filter(state="done").order_by("pk")
    said = {
        "effects": [Effect.objects.filter(measurement=one).count() for one in done],
        "told": [Told.objects.filter(measurement=one).count() for one in done],
        "entries": Entry.objects.count(),
        "lines": AuditLine.objects.filter(action="measurement.done").count(),
        "whole": all(chains.verified(chain).broken is None for chain in chains.CHAINS.values()),
    }
    print(json.dumps(said))


def main(step: str, *given: str) -> None:
    """Do one step."""
    steps: dict[str, Callable[..., None]] = {
        "prepare": prepare,
        "die": die,
        "later": later,
        "tell": tell,
    }
    steps[step](*given)
