"""Panels to test with: drawn from a factor model, or read from a published table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.impact.designs.synthetic_control import Panel

if TYPE_CHECKING:
    import polars as pl

NOISE = 0.3
"""Standard deviation of what no factor explains."""


def factor_panel(
    seed: int,
    *,
    units: int = 16,
    treated: int = 1,
    before: int = 24,
    after: int = 8,
    effect: float = 0.0,
) -> Panel:
    """Draw units that share two wandering factors, each with its own loadings and level."""
    generator = np.random.default_rng(seed)
    factors = generator.normal(size=(2, before + after)).cumsum(axis=1)
    loadings = generator.uniform(size=(units, 2))
    levels = 20 + generator.normal(size=(units, 1))
    outcomes = levels + loadings @ factors + NOISE * generator.normal(size=(units, before + after))
    reached = np.arange(units) < treated
    outcomes[reached, before:] += effect
    return Panel(outcomes, reached, before, tuple(f"unit {one}" for one in range(units)))


def panel_from_rows(
    rows: pl.DataFrame,
    unit: str,
    period: str,
    outcome: str,
    *,
    treated: set[str],
    first_after: object,
) -> Panel:
    """Turn rows of (unit, period, outcome) into a panel."""
    wide = rows.sort(period).pivot(on=unit, index=period, values=outcome)
    units = tuple(name for name in wide.columns if name != period)
    return Panel(
        wide.select(units).to_numpy().T.astype(np.float64),
        np.array([name in treated for name in units]),
        wide[period].to_list().index(first_after),
        units,
    )


def reordered(panel: Panel, seed: int) -> Panel:
    """Give the same panel with its units in another order."""
    order = np.random.default_rng(seed).permutation(len(panel.units))
    names = tuple(panel.units[one] for one in order)
    return Panel(panel.outcomes[order], panel.treated[order], panel.first_after, names)
