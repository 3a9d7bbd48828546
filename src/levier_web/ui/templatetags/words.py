"""Words, numbers and dates in the language of the page."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape, format_html

from levier.language import numbers
from levier_web.ui import naming
from levier_web.ui.words import current_language, known, say, say_many

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def t(key: str, **fields: object) -> str:
    """Write a sentence of the catalogue; what is put into it is escaped by the template."""
    return str(conditional_escape(say(key, **fields)))


@register.simple_tag
def tn(key: str, count: float, **fields: object) -> str:
    """Write the sentence for one or for many."""
    return str(conditional_escape(say_many(key, count, **fields)))


@register.simple_tag
def t_choice(prefix: str, value: object) -> str:
    """Write the word of a closed list: ``decisions.status`` and ``draft``; the value if unknown."""
    key = f"{prefix}.{value}"
    return say(key) if value and known(key) else str(value or "")


@register.filter
def number(value: float | None, digits: int = 3) -> str:
    """Write a number with so many significant digits."""
    return numbers.NONE if value is None else numbers.number(value, current_language(), digits)


@register.filter
def percent(share: float | None) -> str:
    """Write a share as a percentage."""
    return numbers.NONE if share is None else numbers.percent(share, current_language())


@register.filter
def signed_percent(share: float | None) -> str:
    """Write a change as a percentage with its sign."""
    if share is None:
        return numbers.NONE
    return numbers.percent(share, current_language(), signed=True)


@register.filter
def money(amount: float | None, currency: str) -> str:
    """Write an amount, rounded for reading."""
    if amount is None:
        return numbers.NONE
    return numbers.money(float(amount), currency, current_language())


@register.filter
def exact_money(amount: float | None, currency: str) -> str:
    """Write an amount to the cent."""
    if amount is None:
        return numbers.NONE
    return numbers.exact_money(float(amount), currency, current_language())


@register.simple_tag
def money_span(low: float | None, high: float | None, currency: str) -> str:
    """Write a range of money."""
    if low is None or high is None:
        return numbers.NONE
    return numbers.money_span(float(low), float(high), currency, current_language())


@register.filter
def day(when: date | datetime | None) -> str:
    """Write a day in full."""
    return numbers.NONE if when is None else numbers.day(_date(when), current_language())


@register.filter
def quarter(name: str) -> str:
    """Write a quarter as people do: ``2026-Q2`` is Q2 2026, T2 2026."""
    year, _, number = name.partition("-Q")
    return say("ui.quarter", year=year, number=number) if number else name


@register.filter
def month(when: date) -> str:
    """Write the month of a day shortly, under a bar."""
    return numbers.month(when, current_language())


@register.filter
def short_day(when: date | datetime | None) -> str:
    """Write a day shortly, in an element that machines read too."""
    if when is None:
        return numbers.NONE
    on = _date(when)
    return format_html(
        '<time datetime="{}">{}</time>', on.isoformat(), numbers.short_day(on, current_language())
    )


@register.filter
def iso_day(text: str) -> str:
    """Write in full a day that is stored as text."""
    return numbers.day(date.fromisoformat(text), current_language())


@register.filter
def moment(when: datetime | None) -> SafeString | str:
    """Write a day and an hour."""
    if when is None:
        return numbers.NONE
    local = timezone.localtime(when)
    text = f"{numbers.short_day(local.date(), current_language())} {local:%H:%M}"
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), text)


def _date(when: date | datetime) -> date:
    if not isinstance(when, datetime):
        return when
    return timezone.localtime(when).date() if timezone.is_aware(when) else when.date()


@register.filter
def thing(label: str) -> str:
    """Name a table as people do."""
    return naming.thing(label)


@register.filter
def happened(action: str) -> str:
    """Say what an action of the audit log is."""
    return naming.happened(action)
