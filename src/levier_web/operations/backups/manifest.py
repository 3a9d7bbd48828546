"""What a backup says of itself: which Levier made it, what is in it, by which it is checked."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Sum

from levier_web.decisions.models import DecisionVersion
from levier_web.ledger.models import Entry
from levier_web.organisation.models import AuditLine

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = "levier.backup/1"
CHAINS = {"audit": AuditLine, "versions": DecisionVersion, "entries": Entry}


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns, its rows, the fingerprint of its lines."""

    columns: list[str]
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The first part of a backup.

    Attributes
    ----------
    migrations
        The last migration of each room when it was made: it is restored as of then, then upgraded.
    chains
        Number of rows and last fingerprint of each chain.
    ledger
        The sum of all entries, to the cent, as text.
    files
        Fingerprint of each file brought in, by its path.
    """

    format: str
    made_at: str
    levier: str
    migrations: dict[str, list[str]]
    tables: dict[str, Table]
    chains: dict[str, tuple[int, str]]
    ledger: str
    files: dict[str, str]

    def as_json(self) -> dict[str, Any]:
        """Give it as it is written."""
        return asdict(self)

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> Manifest:
        """Read it back."""
        return cls(
            format=given["format"],
            made_at=given["made_at"],
            levier=given["levier"],
            migrations={name: list(found) for name, found in given["migrations"].items()},
            tables={name: Table(**one) for name, one in given["tables"].items()},
            chains={name: (one[0], one[1]) for name, one in given["chains"].items()},
            ledger=given["ledger"],
            files=dict(given["files"]),
        )


def chains() -> dict[str, tuple[int, str]]:
    """Give the number of rows and the last fingerprint of each chain, as they stand."""
    found = {}
    for name, model in CHAINS.items():
        last = model.objects.order_by("-pk").values_list("digest", flat=True).first()
        found[name] = (model.objects.count(), last or "")
    return found


def ledger_total() -> str:
    """Give the sum of the middles of all entries, to the cent."""
    total = Entry.objects.aggregate(total=Sum("p50"))["total"]
    return f"{total or 0:.2f}"
