"""``[metrics.ID.unit_economics]``: a unit's value worked out from what makes it.

Customers are worth their margin over a lifetime; hours saved, the share of them that is put to use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.valuation.unit_economics import lifetime_value, saved_time_value
from levier.valuation.unit_value import unit_value_draws

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from levier.workspace.reading.settings.section import Section

    Range = tuple[float, float, float]

CUSTOMER = ("monthly_margin", "monthly_churn")
CUSTOMER_OPTIONS = ("discount_rate", "most_months")
TIME = ("hourly_cost", "realisation")
KEYS = (*CUSTOMER, *CUSTOMER_OPTIONS, *TIME)
DRAWS = 20_000
SEED = 20_261_122
"""Fixed: the value of a unit is the same whatever the seed of the measurement."""


def read_unit_economics(section: Section) -> Range | None:
    """Work out P10, P50 and P90 of what one more unit brings; None, noted, when it cannot be."""
    section.check_keys((), KEYS)
    ranges = {key: section.amount_range(key) for key in (*CUSTOMER, *TIME)}
    if all(ranges[key] for key in CUSTOMER) and not any(ranges[key] for key in TIME):
        return _customer(section, ranges)
    if all(ranges[key] for key in TIME) and not any(ranges[key] for key in CUSTOMER):
        return _time(section, ranges)
    if all(key not in section.values or ranges[key] for key in ranges):
        section.fault("", ", ".join(section.values), "unit_economics_incomplete")
    return None


def _customer(section: Section, ranges: dict[str, Range | None]) -> Range | None:
    churn = ranges["monthly_churn"]
    rate, most = section.number("discount_rate") or 0.0, section.number("most_months")
    if churn and not 0 < churn[0] <= churn[2] <= 1:
        section.fault("monthly_churn", section.values["monthly_churn"], "outside_share")
        return None
    if not 0 <= rate <= 1:
        section.fault("discount_rate", rate, "outside_zero_one")
        return None
    if most is not None and not (most >= 1 and most == int(most)):
        section.fault("most_months", most, "not_positive")
        return None
    margin, leaving = _draws(ranges, CUSTOMER)
    months = None if most is None else int(most)
    return _landmarks(lifetime_value(margin, np.minimum(leaving, 1.0), rate, months))


def _time(section: Section, ranges: dict[str, Range | None]) -> Range | None:
    realisation = ranges["realisation"]
    if realisation and not 0 <= realisation[0] <= realisation[2] <= 1:
        section.fault("realisation", section.values["realisation"], "outside_zero_one")
        return None
    cost, used = _draws(ranges, TIME)
    return _landmarks(saved_time_value(1.0, cost, np.clip(used, 0.0, 1.0)))


def _draws(ranges: dict[str, Range | None], keys: tuple[str, ...]) -> list[NDArray[np.float64]]:
    generator = np.random.default_rng(SEED)
    return [
        unit_value_draws(*(ranges[key] or (0.0, 0.0, 0.0)), generator.standard_normal(DRAWS))
        for key in keys
    ]


def _landmarks(values: NDArray[np.float64]) -> Range:
    low, mid, high = (float(f"{value:.4g}") for value in np.quantile(values, [0.1, 0.5, 0.9]))
    return low, mid, high
