"""What one comparison between units says of one decision, or why it says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from levier.language import LANGUAGES, translate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.workspace.results import Check, Design, PathPoint

NORMAL_95 = 1.959963984540054


class Method(StrEnum):
    """How units were compared."""

    GROUP_TIME = "group_time"
    """Group-time effects of Callaway and Sant'Anna."""
    DEALT = "dealt"
    """The same with few units: the dates dealt again among them."""
    DONORS = "donors"
    """A weighted mix of units never reached."""
    CONTRASTS = "contrasts"
    """All decisions jointly on the differences between units, through time."""


@dataclass(frozen=True, slots=True)
class UnitReading:
    """One answer, on the scale on which effects add up.

    Attributes
    ----------
    design, method
        Of the result's closed lists.
    mean, sd
        The full effect on a unit reached: Gaussian, its 95 % interval that of the method.
    reached, compared, left_out
        Numbers of units.
    path
        The effect by periods since exposure, before it too; empty where the method has none.
    checks
        Those of the method.
    """

    design: Design
    method: Method
    mean: float
    sd: float
    reached: int
    compared: int
    left_out: int
    path: tuple[PathPoint, ...]
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class NoReading:
    """Why a design gives no answer, in both languages."""

    design: Design
    sentence: Mapping[str, str]


def said(key: str, **fields: object) -> dict[str, str]:
    """Give the sentence of ``units.<key>`` in every language."""
    return {language: translate(f"units.{key}", language, **fields) for language in LANGUAGES}
