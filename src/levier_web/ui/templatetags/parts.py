"""The small parts that pages share: tags, bars of ranges, links that keep their address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from levier_web.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.template.context import RequestContext

register = template.Library()


@register.simple_tag
def grade(letter: str) -> SafeString:
    """Draw the evidence grade of a figure, A to E."""
    if not letter:
        return mark_safe("")
    title = say(f"ui.grade.{letter}")
    return format_html(
        '<span class="grade grade-{}" title="{}"><span class="hidden">{} </span>{}</span>',
        letter,
        title,
        say("ui.grade.word"),
        letter,
    )


@register.simple_tag
def verdict(word: str) -> SafeString:
    """Write a verdict with its sign; "not proven" is as visible as the others."""
    signs = {"gain": "▲", "loss": "▼", "not_proven": "○", "not_measured": "·"}
    return format_html(
        '<span class="verdict verdict-{}"><span aria-hidden="true">{}</span> {}</span>',
        word,
        signs.get(word, "·"),
        say(f"ui.verdict.{word}"),
    )


@register.inclusion_tag("ui/interval_bar.html")
def interval_bar(
    low: float | None,
    mid: float | None,
    high: float | None,
    scale_low: float,
    scale_high: float,
    word: str = "",
) -> dict[str, Any]:
    """Draw one range on a scale shared by the rows of a table; the table holds its numbers."""
    if low is None or mid is None or high is None:
        return {"bar": None}
    return {"bar": IntervalBar.placed(low, mid, high, scale_low, scale_high), "word": word}


@dataclass(frozen=True, slots=True)
class IntervalBar:
    """Positions of one range on a line of 200 units."""

    start: float
    width: float
    mid: float
    zero: float | None

    @classmethod
    def placed(
        cls, low: float, mid: float, high: float, scale_low: float, scale_high: float
    ) -> IntervalBar:
        """Place a range; what leaves the scale is cut at its end."""
        room = (scale_high - scale_low) or 1.0

        def at(value: float) -> float:
            return round(4 + 192 * min(1.0, max(0.0, (value - scale_low) / room)), 2)

        zero = at(0.0) if scale_low <= 0 <= scale_high else None
        return cls(at(low), max(1.0, round(at(high) - at(low), 2)), at(mid), zero)


@register.inclusion_tag("ui/sparkline.html")
def sparkline(values: Sequence[float | None], label: str = "") -> dict[str, Any]:
    """Draw a short line of values, without axis; ``label`` says it in words."""
    points = [(i, v) for i, v in enumerate(values) if v is not None]
    if len(points) < 2:
        return {"path": "", "label": label}
    low, high = min(v for _, v in points), max(v for _, v in points)
    room, last = (high - low) or 1.0, max(1, len(values) - 1)
    path = " ".join(f"{2 + 96 * i / last:.1f},{22 - 20 * (v - low) / room:.1f}" for i, v in points)
    return {"path": path, "label": label}


@register.simple_tag(takes_context=True)
def here_with(context: RequestContext, **changes: object) -> str:
    """Give this page's address with some of its questions changed; the page number starts anew."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else "?"


@register.filter
def begins(path: str, address: str) -> bool:
    """Whether a page lies at or under an address of the menu."""
    return path == address or (address != "/" and path.startswith(address))
