"""What every chapter of the story needs: its words, its people, its days."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from levier_web.decisions.models import Decision
from levier_web.exchange.demonstration.clock import as_if, at
from levier_web.organisation.models import Product

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date, datetime

    from levier.language import Language
    from levier_web.organisation.models import Person

CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that somebody did on some day."""

    moment: datetime
    do: Callable[[], object]


@dataclass(slots=True)
class Story:
    """The demonstration being told, and what was made so far, by key."""

    language: Language
    today: date
    people: Mapping[str, Person]
    made: dict[str, Any] = field(default_factory=dict)

    def chapter(self, name: str) -> dict[str, Any]:
        """Read one chapter, every sentence in the language of the story."""
        whole = tomllib.loads((CONTENT / f"{name}.toml").read_text("utf-8"))
        told: dict[str, Any] = self._told(whole)
        return told

    def _told(self, value: Any) -> Any:  # noqa: ANN401 - any value of a TOML file
        if isinstance(value, dict):
            if value.keys() == {"en", "fr"}:
                return value[self.language]
            return {name: self._told(one) for name, one in value.items()}
        return [self._told(one) for one in value] if isinstance(value, list) else value

    def at(self, days: int, place: int = 0) -> datetime:
        """Give a moment so many days ago."""
        return at(self.today, days, place)

    def product(self, name: str) -> Product | None:
        """Give a product by its name in the language of the story."""
        return Product.objects.get(name=name) if name else None

    def decision(self, key: str) -> Decision:
        """Give a decision as it stands: one of the folder by its id, or one of this story."""
        mine = self.made.get(f"decision {key}")
        return Decision.objects.get(pk=mine.pk) if mine else Decision.objects.get(slug=key)


def live(events: Iterable[Event]) -> None:
    """Let everything happen in the order of the days."""
    for event in sorted(events, key=lambda one: one.moment):
        with as_if(event.moment):
            event.do()
