"""``[products.NAME]`` and ``[accounts]``: what the accounts of products need to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.workspace.inputs.products import AccountOptions, Product

if TYPE_CHECKING:
    from levier.workspace.reading.settings.section import Section

PRODUCT_KEYS = ("margin", "opened_on", "funds", "needs")
ACCOUNT_KEYS = ("horizon_months", "discount_rate", "sure", "half_life_months", "yearly_drift")
LONGEST_HORIZON = 120


def read_product(section: Section) -> Product:
    """Read one product; faults stop the reading."""
    section.check_keys((), PRODUCT_KEYS)
    margin = section.amount_range("margin")
    if margin is not None and not 0 < margin[0] <= margin[2] <= 1:
        section.fault("margin", section.values["margin"], "bad_margin")
    needs = section.number("needs") or 0.0
    if needs < 0:
        section.fault("needs", needs, "negative")
    return Product(
        name=str(section.path[-1]),
        margin=margin,
        opened_on=section.day("opened_on"),
        funds=section.text("funds") or "",
        needs=needs,
    )


def read_accounts(section: Section) -> AccountOptions:
    """Read the options of accounts; absent ones keep their default."""
    section.check_keys((), ACCOUNT_KEYS)
    default = AccountOptions()
    half_life = section.amount_range("half_life_months")
    if half_life is not None and not half_life[0] > 0:
        section.fault("half_life_months", section.values["half_life_months"], "not_positive")
    return AccountOptions(
        horizon_months=int(_within(section, "horizon_months", 1, LONGEST_HORIZON,
                                   default.horizon_months)),
        discount_rate=_within(section, "discount_rate", 0, 1, default.discount_rate),
        sure=_within(section, "sure", 0.51, 0.999, default.sure),
        half_life_months=half_life or default.half_life_months,
        yearly_drift=_within(section, "yearly_drift", 0, 2, default.yearly_drift),
    )  # fmt: skip


def _within(section: Section, key: str, least: float, most: float, default: float) -> float:
    value = section.number(key)
    if value is not None and not least <= value <= most:
        section.fault(key, value, "outside_bounds", least=least, most=most)
        return default
    return default if value is None else value
