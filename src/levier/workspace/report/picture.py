"""The picture of one effect as a PNG file, for those who want it in their own document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import vl_convert

from levier.workspace.report.charts.drawing import DATES, NUMBERS, VEGA_LITE, drawable
from levier.workspace.report.charts.theme import CONFIG, WIDE
from levier.workspace.report.detail import effect_chart, effect_series
from levier.workspace.report.wording import Wording
from levier.workspace.writing.atomic import replacing

if TYPE_CHECKING:
    from pathlib import Path

    from levier.language import Language
    from levier.workspace.results import Results

_SHARPNESS = 2.0


def write_picture(results: Results, path: Path, language: Language) -> bool:
    """Write the first effect that has a picture: the series, the band without it, its start.

    Returns
    -------
    bool
        False, and nothing is written, when no effect was measured on a series.
    """
    wording = Wording(results, language)
    for effect in results.effects:
        series = effect_series(wording, effect)
        if series is not None:
            png = vl_convert.vegalite_to_png(
                drawable(effect_chart(wording, effect, series)(WIDE)),
                vl_version=VEGA_LITE,
                config={**CONFIG, "background": "white"},
                format_locale=NUMBERS[language],
                time_format_locale=DATES[language],
                scale=_SHARPNESS,
            )
            with replacing(path) as unfinished:
                unfinished.write_bytes(png)
            return True
    return False
