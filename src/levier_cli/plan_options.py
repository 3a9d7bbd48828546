"""The options of ``levier plan`` that are not read like others."""

from __future__ import annotations

import re

from levier_cli.options import refuse

_EFFECT = re.compile(r"([+\-−]?\d+(?:[.,]\d+)?)\s*(%?)")


def effect_option(text: str | None) -> tuple[float | None, str]:
    """Read an effect: 3% (or 3 %, 2,5%) is a share, 8.5 is in the metric's own unit."""
    if text is None:
        return None, "relative"
    found = _EFFECT.fullmatch(text.strip())
    value = float(found[1].replace("−", "-").replace(",", ".")) if found else 0.0
    if found is None or value == 0:
        raise refuse(
            f"--effect: expected a share like 3% or a number like 8.5 in the metric's unit, "
            f"other than zero; got {text!r}."
        )
    return (value / 100, "relative") if found[2] else (value, "absolute")


def names_option(text: str | None) -> tuple[str, ...] | None:
    """Read names separated by commas."""
    if text is None:
        return None
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    if not names:
        raise refuse(f"--units: expected names separated by commas, got {text!r}.")
    return names
