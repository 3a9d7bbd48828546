"""Things that a form names: found while they are typed, and again by the words kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from levier_web.decisions.models import Opportunity
from levier_web.metrics.models import Metric
from levier_web.organisation.models import Client, Product, Team

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST = 20
NUMBERED = re.compile(r" · (\d+)$")


@dataclass(frozen=True, slots=True)
class Picked:
    """One kind of thing: its rows, the field that people know it by, whether titles may repeat."""

    rows: Callable[[], QuerySet[Any]]
    title: str
    numbered: bool = False
    """Its number is written behind its title, since several may have the same."""

    def proposed(self, words: str) -> list[str]:
        """Give the first ones whose title holds every word."""
        rows = self.rows().order_by(self.title)
        for word in NUMBERED.sub("", words).split()[:8]:
            rows = rows.filter(**{f"{self.title}__icontains": word})
        return [self.written(row) for row in rows[:MOST]]

    def found(self, words: str) -> Any | None:  # noqa: ANN401 - a row of any kind
        """Give the one that these words name; None when none or several do."""
        number = NUMBERED.search(words) if self.numbered else None
        if number:
            return self.rows().filter(pk=int(number[1])).first()
        rows = list(self.rows().filter(**{f"{self.title}__iexact": words.strip()})[:2])
        return rows[0] if len(rows) == 1 else None

    def written(self, row: Any | None) -> str:  # noqa: ANN401 - a row of any kind
        """Give the words that name a row."""
        if row is None:
            return ""
        title = str(getattr(row, self.title))
        return f"{title} · {row.pk}" if self.numbered else title


PICKED: Mapping[str, Picked] = {
    "metric": Picked(lambda: Metric.objects.filter(archived=False), "title"),
    "team": Picked(lambda: Team.objects.filter(archived=False), "name"),
    "product": Picked(lambda: Product.objects.filter(archived=False), "name"),
    "client": Picked(lambda: Client.objects.filter(archived=False), "name"),
    "parent": Picked(
        lambda: Opportunity.objects.filter(archived_at__isnull=True).exclude(
            level=Opportunity.Level.TEST
        ),
        "title",
        numbered=True,
    ),
}
"""By the name of the field that picks it."""
