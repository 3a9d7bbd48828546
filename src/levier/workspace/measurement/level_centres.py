"""How much a metric wanders from one period to the next, by the length of its periods."""

from __future__ import annotations

from levier.workspace.model import Grain

LEVEL_CENTRES = {
    Grain.DAY: 0.04,
    Grain.WEEK: 0.2,
    Grain.MONTH: 0.4,
    Grain.QUARTER: 0.5,
    Grain.YEAR: 0.6,
}
"""Prior median of the level's step over the noise: longer periods average noise, not wandering."""
