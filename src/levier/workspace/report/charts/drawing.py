"""From a chart to SVG in a page: no browser, no network, names that do not collide."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import vl_convert
from markupsafe import Markup, escape

from levier.workspace.harmless import harmless
from levier.workspace.report.charts.theme import CONFIG, NARROW, WIDE

if TYPE_CHECKING:
    from collections.abc import Callable

    from vl_convert import FormatLocaleName, TimeFormatLocaleName

    from levier.language import Language
    from levier.workspace.report.charts.rows import Spec

NUMBERS: dict[Language, FormatLocaleName] = {"fr": "fr-FR", "en": "en-GB"}
DATES: dict[Language, TimeFormatLocaleName] = {"fr": "fr-FR", "en": "en-GB"}
VEGA_LITE = "6.4"


@dataclass(frozen=True, slots=True)
class Picture:
    """One chart drawn twice: for a screen or paper, and for a phone."""

    wide: Markup
    narrow: Markup


def draw(chart: Callable[[int], Spec], name: str, language: Language) -> Picture:
    """Draw a chart at both widths.

    Parameters
    ----------
    chart
        Builds the chart for a width in pixels.
    name
        What the picture shows, for those who do not see it.
    language
        Of numbers and months on the axes.
    """
    wide, narrow = (_svg(chart(width), name, language) for width in (WIDE, NARROW))
    return Picture(wide, narrow)


def drawable(chart: Spec) -> Spec:
    """Give a chart whose texts can be drawn: a control character in a name would end the process.

    What draws texts takes them for XML, which has no such characters, and stops whatever runs it.
    """
    return {key: _harmless(value) for key, value in chart.items()}


def _harmless(value: Any) -> Any:  # noqa: ANN401 - JSON values
    if isinstance(value, str):
        return harmless(value, kept="\n")
    if isinstance(value, dict):
        return {key: _harmless(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_harmless(one) for one in value]
    return value


def _svg(chart: Spec, name: str, language: Language) -> Markup:
    drawn = vl_convert.vegalite_to_svg(
        drawable(chart),
        vl_version=VEGA_LITE,
        config=CONFIG,
        format_locale=NUMBERS[language],
        time_format_locale=DATES[language],
    )
    return Markup(_named(_compact(drawn), name))  # noqa: S704 - drawn here, text is escaped


def _named(svg: str, name: str) -> str:
    """Make the drawing one image with a name; its size then follows the page."""
    opening = re.compile(r"<svg[^>]*?viewBox=\"([^\"]+)\"[^>]*>")
    match = opening.search(svg)
    box = match.group(1) if match else ""
    width = box.split()[2] if box else "0"
    head = f'<svg role="img" aria-label="{escape(harmless(name))}" viewBox="{box}" width="{width}">'
    return opening.sub(lambda _: head, svg, count=1)


_GEOMETRY = re.compile(r' (?:d|transform|[xy][12]?|width|height)="[^"]*"')
_NOISE = re.compile(
    r' (?:font-family|role|aria-[a-z]+|class|xmlns:xlink|xml:space|pointer-events)="[^"]*"'
)


def _compact(svg: str) -> str:
    """Drop what the page does not need: fonts are the page's, a tenth of a pixel is enough."""
    svg = _NOISE.sub("", svg)
    return _GEOMETRY.sub(lambda found: re.sub(r"(\d\.\d)\d+", r"\1", found.group()), svg)
