"""The whole measurement: its parts agree, and its range holds where the plain one does not."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import t
from tests.engine.impact.synthetic_control.panels import factor_panel, reordered

from levier.impact.designs.synthetic_control import (
    NotAPanel,
    Panel,
    Refusal,
    difference_in_differences,
    measure,
    moderated_placebo_error,
    placebo_in_space,
    placebo_standard_error,
    synthetic_difference_in_differences,
)

SDID = synthetic_difference_in_differences
PANELS, EFFECT = 120, 2.0


def uneven(seed: int, *, own: float | None = None, treated: int = 1) -> Panel:
    """Draw a panel whose units are unevenly noisy; ``own`` is the noise of the treated ones."""
    panel = factor_panel(seed, before=30, treated=treated, effect=EFFECT)
    generator = np.random.default_rng(1000 + seed)
    spread = generator.uniform(0, 1.2, 16)
    if own is not None:
        spread[panel.treated] = own
    noise = spread[:, None] * generator.normal(size=panel.outcomes.shape)
    return Panel(panel.outcomes + noise, panel.treated, panel.first_after, panel.units)


def share_held(panels: list[Panel], *, moderated: bool) -> float:
    held = []
    for panel in panels:
        estimate = SDID(panel)
        if moderated:
            error = moderated_placebo_error(panel, estimate, SDID, seed=1, most=40)
            half = t.ppf(0.975, error.degrees_of_freedom) * error.standard_error
        else:
            half = 1.96 * placebo_standard_error(panel, SDID, seed=1, most=40)
        held.append(abs(estimate.effect - EFFECT) < half)
    return float(np.mean(held))


def test_the_error_by_hand() -> None:
    panel = factor_panel(31)
    donors = np.arange(1, 16)
    placebos = [SDID(panel.pretend(donors[[one]], donors)) for one in range(15)]
    own = np.array([one.error_before**2 for one in placebos])
    variances = (own.mean() + own) / 2
    relative = np.mean([one.effect**2 for one in placebos] / variances)
    estimate = SDID(panel)
    variance = relative * (own.mean() + estimate.error_before**2) / 2 * (1 + 1 / 15)
    found = moderated_placebo_error(panel, estimate, SDID, seed=1)
    assert found.standard_error == pytest.approx(np.sqrt(variance))
    assert (found.degrees_of_freedom, found.placebos) == (14, 15)


def test_parts_agree() -> None:
    panel = factor_panel(32, effect=1.0)
    found = measure(panel)
    estimate = synthetic_difference_in_differences(panel)
    assert found.effect == estimate.effect
    law = t(found.degrees_of_freedom, found.effect, found.standard_error)
    assert found.interval95 == pytest.approx(law.interval(0.95))
    assert [found.quantile(one) for one in (0.1, 0.5, 0.9)] == pytest.approx(
        law.ppf([0.1, 0.5, 0.9])
    )
    assert found.p_value == pytest.approx(
        2 * t.sf(abs(found.effect) / found.standard_error, found.degrees_of_freedom)
    )
    assert found.fit == pytest.approx(estimate.error_before / panel.noise)
    ranked = placebo_in_space(panel, seed=0, estimator=synthetic_difference_in_differences)
    assert found.placebo.p_value == ranked.p_value
    assert list(found.weights.values()) == sorted(found.weights.values(), reverse=True)
    assert sum(found.weights.values()) == pytest.approx(1)


@pytest.mark.parametrize("treated", [1, 3])
def test_ranges_hold_when_the_treated_are_like_the_others(treated: int) -> None:
    panels = [uneven(seed, treated=treated) for seed in range(PANELS)]
    # Three standard errors of 120 draws at 95 %: 6 points.
    assert share_held(panels, moderated=True) == pytest.approx(0.95, abs=0.06)


def test_the_noisiest_unit_gets_a_wider_range_than_the_plain_one() -> None:
    # No mix of quieter donors tells how noisy it will be after: the range only comes nearer.
    panels = [uneven(seed, own=1.2) for seed in range(PANELS)]
    assert share_held(panels, moderated=True) > share_held(panels, moderated=False) + 0.05


def test_another_estimator_may_be_compared() -> None:
    panel = factor_panel(33)
    found = measure(panel, estimator=difference_in_differences)
    assert found.effect == difference_in_differences(panel).effect
    assert list(found.weights.values()) == pytest.approx([1 / 15] * 15)


def test_placebos_need_donors_to_spare() -> None:
    with pytest.raises(NotAPanel) as caught:
        measure(factor_panel(34, units=5, treated=2))
    assert caught.value.refusal is Refusal.TOO_FEW_DONORS_FOR_PLACEBOS


def test_copies_of_one_unit_give_no_certainty() -> None:
    panel = factor_panel(36)
    panel.outcomes[1:] = panel.outcomes[1]
    with pytest.raises(NotAPanel) as caught:
        measure(panel)
    assert caught.value.refusal is Refusal.DONORS_ALIKE


def test_the_order_of_units_changes_nothing() -> None:
    panel = factor_panel(35)
    here, there = measure(panel), measure(reordered(panel, 4))
    assert there.interval95 == pytest.approx(here.interval95)
    assert there.weights == pytest.approx(here.weights)
