"""What every slide needs to be written: the measurement, the language, the reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier.language import numbers
from levier_web.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from levier.language import Language
    from levier_web.decisions.models import CommitteeSession
    from levier_web.impact.models import Effect
    from levier_web.ledger.queries.home import Home
    from levier_web.organisation.models import Person

SCALES = ((1.5e6, "0.0,,", "M"), (1.5e3, "#,##0,", "k"), (0.0, "#,##0", ""))
"""From which amount on, in which shape, with which letter."""
LONGEST = 54
"""Characters of a name beside a drawing."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One pack being written."""

    person: Person
    language: Language
    currency: str
    home: Home
    session: CommitteeSession | None

    @property
    def as_of(self) -> date:
        """The last day of the data."""
        as_of = self.home.measurement.as_of
        assert as_of is not None  # noqa: S101 - a measurement that is done has one
        return as_of

    def money(self, amount: float) -> str:
        """Write an amount, rounded for reading."""
        return numbers.money(amount, self.currency, self.language)

    def money_span(self, low: float, high: float) -> str:
        """Write a range of money."""
        return numbers.money_span(low, high, self.currency, self.language)

    def axis(self, largest: float) -> str:
        """Give the format of amounts along an axis, in thousands or millions where they are."""
        digits, unit = next(
            (shape, unit) for least, shape, unit in SCALES if largest >= least or not least
        )
        symbol = numbers.currency_symbol(self.currency, self.language)
        if self.language == "en":
            amount = f'"{symbol}"{digits}"{unit.lower()}"'
        else:
            amount = f'{digits}"\u202f{unit}{symbol}"'
        return f'{amount};"\u2212"{amount}'

    def share(self, value: float) -> str:
        """Write a share as a percentage."""
        return numbers.percent(value, self.language)

    def day(self, when: date) -> str:
        """Write a day in full."""
        return numbers.day(when, self.language)

    def footnote(self, grades: Iterable[str] = (), *more: str) -> str:
        """Say what the figures rest on: grades, measurement, data, engine, seed, fingerprint."""
        measurement = self.home.measurement
        origin = say(
            "committee_pack.footnote",
            number=measurement.pk,
            day=self.day(self.as_of),
            engine=measurement.engine,
            seed=measurement.seed,
            fingerprint=measurement.fingerprint[:12],
        )
        seen = [say(f"ui.grade.{letter}") for letter in sorted(set(grades) - {""})]
        legend = [" · ".join(seen)] if seen else []
        return " ".join(f"{part.rstrip('.')}." for part in [*more, *legend, origin] if part)


def shortened(name: str, longest: int = LONGEST) -> str:
    """Cut a name that would not stand beside a drawing."""
    return name if len(name) <= longest else f"{name[: longest - 1].rstrip()}…"


def whole_sentences(text: str, longest: int) -> str:
    """Keep the sentences that fit, at least the first one."""
    kept, *others = text.split(". ")
    for sentence in others:
        if len(kept) + len(sentence) + 2 > longest:
            return f"{kept}."
        kept = f"{kept}. {sentence}"
    return kept


def amount_of(asked: Asked, effect: Effect) -> str:
    """Write what an effect is worth, or how large it is where it has no value in money."""
    if effect.money_p10 is not None and effect.money_p90 is not None:
        return asked.money_span(effect.money_p10, effect.money_p90)
    if effect.p10 is None or effect.p90 is None:
        return numbers.NONE
    if effect.scale == "absolute":
        return numbers.quantity_span(effect.p10, effect.p90, effect.metric.unit, asked.language)
    low = numbers.percent(effect.p10, asked.language, signed=True)
    high = numbers.percent(effect.p90, asked.language, signed=True)
    return numbers.span(low, high, asked.language)
