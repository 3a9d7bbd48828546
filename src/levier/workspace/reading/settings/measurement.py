"""``[measurement]``: what the measurement is asked to do otherwise than by default."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from levier.workspace.model import MeasurementOptions

if TYPE_CHECKING:
    from levier.workspace.reading.settings.section import Section

KEYS = ("trigger_window", "date_uncertainty_days", "seed")
LONGEST_WINDOW = 3_650
LONGEST_UNCERTAINTY = 365


def read_measurement(section: Section) -> MeasurementOptions:
    """Read the options; absent ones keep their default."""
    section.check_keys((), KEYS)
    default = MeasurementOptions()
    days = section.number("date_uncertainty_days")
    if days is not None and not 0 <= days <= LONGEST_UNCERTAINTY:
        section.fault(
            "date_uncertainty_days", days, "bad_date_uncertainty", most=LONGEST_UNCERTAINTY
        )
    return MeasurementOptions(
        trigger_window=_trigger_window(section, default),
        date_uncertainty_days=default.date_uncertainty_days if days is None else days,
        seed=_seed(section, default),
    )


def _trigger_window(section: Section, default: MeasurementOptions) -> Literal["auto", "off"] | int:
    value = section.values.get("trigger_window", default.trigger_window)
    if value == "auto":
        return "auto"
    if value == "off":
        return "off"
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LONGEST_WINDOW:
        return value
    section.fault("trigger_window", value, "bad_trigger_window", most=LONGEST_WINDOW)
    return default.trigger_window


def _seed(section: Section, default: MeasurementOptions) -> int:
    value = section.values.get("seed", default.seed)
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    section.fault("seed", value, "bad_seed")
    return default.seed
