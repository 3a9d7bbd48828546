"""The one theme of every chart.

Colours are fixed values, each with one meaning: the page's style sheet maps the same values
to variables, so that one drawing serves light, dark and print.
"""

from __future__ import annotations

from typing import Any

INK = "#1c2024"
MUTED = "#5c626b"
GRID = "#e3e5e8"
RULE = "#9097a1"
ACCENT = "#0b5cad"
BAND = "#c9def4"
GAIN = "#14754a"
LOSS = "#b3261e"
OPEN = "#6e747e"
PAPER = "#ffffff"

COLOURS = {
    "ink": INK,
    "muted": MUTED,
    "grid": GRID,
    "rule": RULE,
    "accent": ACCENT,
    "band": BAND,
    "gain": GAIN,
    "loss": LOSS,
    "open": OPEN,
    "paper": PAPER,
}
"""By the name of the style sheet's variable."""

WIDE = 900
"""Width in pixels of a drawing on a screen and on paper."""
NARROW = 328
"""Width in pixels of the same drawing on a phone."""

CONFIG: dict[str, Any] = {
    "background": None,
    # The drawing library carries it: no search for a font, and the same widths on every machine.
    "font": "Liberation Sans, sans-serif",
    # The drawing as a whole has a name and a table: names on each mark would only be noise.
    "aria": False,
    "view": {"stroke": None},
    "axis": {
        "domain": False,
        "ticks": False,
        "gridColor": GRID,
        "labelColor": MUTED,
        "titleColor": MUTED,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelPadding": 6,
        # Without a browser the width of a label is overestimated: few ticks, all labelled.
        "labelOverlap": False,
        "labelFlush": False,
    },
    "text": {"fontSize": 12.5, "fill": INK},
}

PLAIN_ZERO = "datum.value ? datum.label : '0'"
"""Labels of an axis in thousands or millions, whose zero has no unit."""

BELOW_ZERO = 9
"""Pixels from an axis to its labels, so that its first one is clear of the zero at its side."""
