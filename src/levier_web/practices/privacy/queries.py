"""What the pages of privacy read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from levier_web.organisation.models import AuditLine, FloorsFounding, Person
from levier_web.practices.privacy.holdings import known_holdings
from levier_web.practices.privacy.models import Erasure, ErasureRequest, MadeFile, Sweep

if TYPE_CHECKING:
    from django.db.models import QuerySet

SHOWN = 10


def files() -> list[tuple[str, list[MadeFile]]]:
    """Give each kind of file with the last ones that were made."""
    made: dict[str, list[MadeFile]] = {kind: [] for kind in MadeFile.Kind.values}
    for one in MadeFile.objects.defer("configuration")[: 10 * SHOWN]:
        if len(made[one.kind]) < SHOWN:
            made[one.kind].append(one)
    return list(made.items())


def erasures() -> QuerySet[Erasure]:
    """Give the erasures asked for, latest first."""
    return Erasure.objects.select_related("person")[:SHOWN]


def open_requests() -> QuerySet[ErasureRequest]:
    """Give the requests of people that nobody has answered yet, what is due first, first."""
    rows = ErasureRequest.objects.filter(refused_at=None, withdrawn_at=None)
    planned = Erasure.objects.filter(request=OuterRef("pk"), called_off_at=None)
    return rows.exclude(Exists(planned)).select_related("person").order_by("due_on", "pk")


def last_request(person: Person) -> ErasureRequest | None:
    """Give the last request of a person that they did not take back."""
    return ErasureRequest.objects.filter(person=person, withdrawn_at=None).first()


def sweeps() -> list[Sweep]:
    """Give the last days on which something was removed."""
    return [one for one in Sweep.objects.all()[: 3 * SHOWN] if one.removed][:SHOWN]


def foundings() -> list[FloorsFounding]:
    """Give the times that groups were founded anew."""
    return list(FloorsFounding.objects.all()[:SHOWN])


def lines() -> tuple[int, str]:
    """Give the number of lines of the audit log, and the fingerprint of the last."""
    last = AuditLine.objects.order_by("-pk").values_list("digest", flat=True).first()
    return AuditLine.objects.count(), last or ""


def counts(person: Person) -> list[tuple[str, int]]:
    """Give how many rows each table holds of a person, whichever of its columns names them."""
    rows: dict[str, set[int]] = {}
    for one in known_holdings():
        rows.setdefault(one.table, set()).update(one.rows(person.pk).values_list("pk", flat=True))
    return [(name, len(found)) for name, found in rows.items() if found]
