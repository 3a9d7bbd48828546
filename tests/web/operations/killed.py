"""What the processes of ``test_killed`` do: one stops in mid-work and waits to be killed.

Each stops at the line of the audit log that ends its work: all is written, nothing is committed.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any, NoReturn

from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from tests.web.exchange.folders import archive

from levier_web.exchange.models import Arrival
from levier_web.exchange.services import bringing
from levier_web.metrics import jobs
from levier_web.metrics.models import Import, Metric, Observation
from levier_web.metrics.services import holding, imports
from levier_web.organisation import audit, chains
from levier_web.organisation.models import AuditLine, Company, Membership, Person, Role
from levier_web.signals.models import Signal
from levier_web.signals.services.posting import Draft, post

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = b"date,metric,value\n2025-01-01,orders-killed,1\n2025-01-02,orders-killed,2\n"
OWNER = "olga@example.org"


def prepare() -> None:
    """Found the company, bring the archive and the values in, apply neither."""
    Company.objects.create(pk=1, name="Killed", currency="EUR", country="FR")
    owner = Person.objects.create_user(OWNER, "a long enough password", name="Olga")
    Membership.objects.create(person=owner, role=Role.OWNER)
    Metric.objects.create(
        slug="orders-killed", title="Orders", unit="orders", grain="day", kind="sum",
        direction="up",
    )  # fmt: skip
    imports.receive(owner, ContentFile(ROWS, "values.csv"))  # type: ignore[arg-type]
    bringing.receive(owner, "folder.zip", archive())


def signal(owner: Person) -> None:
    """Post a signal whose form has a number, so that sending it twice posts it once."""
    post(owner, Draft(text="It was said", token="k" * 20))


def values(owner: Person) -> None:
    """Put the values in force; what a dead process had in hand the worker takes up again."""
    batch = Import.objects.get(name="values.csv")
    if batch.state == Import.State.PREVIEW:
        imports.apply(owner, batch)
        return
    for _ in range(2):  # minutes that pass
        Import.objects.filter(pk=batch.pk).update(beat_at=timezone.now() - holding.SILENT)
        jobs.tick()
        call_command("db_worker", batch=True, interval=0, startup_delay=False, reload=False)


def workspace(owner: Person) -> None:
    """Apply the archive."""
    bringing.apply(owner, Arrival.objects.get())


WORK: dict[str, tuple[Callable[[Person], None], str]] = {
    "signal": (signal, "signal.posted"),
    "values": (values, "import.applied"),
    "workspace": (workspace, "workspace.applied"),
}


def killed(name: str) -> None:
    """Begin, say when the last line is about to be committed, and wait."""
    work, last = WORK[name]
    record = audit.record

    def recorded(actor: Any, action: str, *about: Any, **detail: Any) -> AuditLine:
        line = record(actor, action, *about, **detail)
        if action == last:
            _wait()
        return line

    audit.record = recorded
    work(Person.objects.get(email=OWNER))


def _wait() -> NoReturn:
    print("in the middle", flush=True)
    while True:
        time.sleep(60)


def again() -> None:
    """Tell what stands, do all of the work, tell what stands then."""
    before = _told()
    owner = Person.objects.get(email=OWNER)
    for work, _ in WORK.values():
        work(owner)
    signal(owner)
    print(json.dumps([before, _told()]))


def _told() -> dict[str, object]:
    lines = list(AuditLine.objects.values_list("action", flat=True))
    return {
        "signals": Signal.objects.count(),
        "values": Observation.objects.filter(metric__slug="orders-killed").count(),
        "import": Import.objects.get(name="values.csv").state,
        "workspaces": Arrival.objects.filter(state="applied").count(),
        "lines": {last: lines.count(last) for _, last in WORK.values()},
        "whole": all(chains.verified(chain).broken is None for chain in chains.CHAINS.values()),
    }


def main(step: str) -> None:
    """Do one step."""
    {"prepare": prepare, "again": again}.get(step, lambda: killed(step))()
