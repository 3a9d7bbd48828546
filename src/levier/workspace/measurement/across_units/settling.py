"""What would settle a comparison between units that proves nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.impact.checks.power import SEEN_FOUR_TIMES_IN_FIVE
from levier.language import LANGUAGES, translate
from levier.workspace.measurement.settling import size
from levier.workspace.results import Settling

if TYPE_CHECKING:
    from levier.workspace.results import ScaledInterval


def settle_units(measured: ScaledInterval) -> Settling:
    """Say what these units would have shown, and by how much more of them it would shrink."""
    relative = measured.scale == "relative"
    sd = (measured.high95 - measured.low95) / 3.92
    detectable = SEEN_FOUR_TIMES_IN_FIVE * sd
    times = (detectable / abs(measured.p50)) ** 2 if measured.p50 else None
    key = "settling" if times is None or times > 100 else "settling_more"
    return Settling(
        detectable=detectable,
        assumed=measured.p50,
        more_periods=None,
        users_per_arm=None,
        sentence={
            language: translate(
                f"units.{key}",
                language,
                detectable="±" + size(detectable, language, relative=relative).lstrip("+"),
                assumed=size(measured.p50, language, relative=relative),
                times="" if times is None else f"{max(times, 1.0):.0f}",
            )
            for language in LANGUAGES
        },
    )
