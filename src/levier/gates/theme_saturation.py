"""Whether further interviews still bring new themes.

The curve is the expected number of themes after k interviews drawn from those held (sample-based
rarefaction: Colwell, Mao and Chang 2004, *Ecology* 85, 2717-2727, equation 5), so that the order in
which interviews were noted does not matter. Coverage is the chance that a theme mentioned in the
next interview was heard before: Good and Turing's estimate for presence data (Good 1953,
*Biometrika* 40, 237-264; Chao et al. 2014, *Ecological
Monographs* 84, 45-67, table 2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import gammaln

if TYPE_CHECKING:
    from numpy.typing import NDArray

SATURATED = 0.9
"""Coverage from which nine themes in ten of the next interview were heard before."""


@dataclass(frozen=True, slots=True)
class Saturation:
    """How much the interviews have found of what there is to find.

    Attributes
    ----------
    interviews, themes
        Held, and distinct ones heard in them.
    heard_once
        Themes that only one interview brought.
    curve
        (interviews,) expected themes after 1, 2, … interviews.
    new_share
        (interviews,) share of the themes of the k-th interview that the earlier ones did not
        bring, expected; 1 for the first.
    coverage
        Chance that a theme mentioned in the next interview was heard before.
    """

    interviews: int
    themes: int
    heard_once: int
    curve: tuple[float, ...]
    new_share: tuple[float, ...]
    coverage: float

    @property
    def saturated(self) -> bool:
        """Whether nine themes in ten of the next interview were heard before."""
        return self.coverage >= SATURATED


def theme_saturation(mentions: NDArray[np.bool_]) -> Saturation | None:
    """Read the curve of themes by interview.

    Parameters
    ----------
    mentions
        (interviews, themes) whether the interview brought the theme; any order of either.

    Returns
    -------
    Saturation or None
        None when no theme was noted, or a single interview was held.
    """
    heard = mentions.sum(axis=0)
    counts = np.sort(heard[heard > 0]).astype(np.float64)
    interviews = len(mentions)
    if interviews < 2 or len(counts) == 0:
        return None
    curve = _rarefied(counts, interviews)
    gained = np.diff(curve, prepend=0.0)
    each = counts.sum() / interviews
    return Saturation(
        interviews=interviews,
        themes=len(counts),
        heard_once=int((counts == 1).sum()),
        curve=tuple(float(one) for one in curve),
        new_share=tuple(float(one) for one in np.clip(gained / each, 0.0, 1.0)),
        coverage=_coverage(counts, interviews),
    )


def _rarefied(counts: NDArray[np.float64], interviews: int) -> NDArray[np.float64]:
    """Give the themes expected after each number of interviews, in closed form."""
    drawn = np.arange(1, interviews + 1, dtype=np.float64)[:, None]
    without = interviews - counts[None, :]
    possible = without >= drawn
    spare = np.where(possible, without - drawn, 0.0)
    logarithm = (
        gammaln(without + 1)
        - gammaln(spare + 1)
        + gammaln(interviews - drawn + 1)
        - gammaln(interviews + 1)
    )
    missed = np.where(possible, np.exp(logarithm), 0.0)
    return np.asarray((1 - missed).sum(axis=1))


def _coverage(counts: NDArray[np.float64], interviews: int) -> float:
    once, twice = float((counts == 1).sum()), float((counts == 2).sum())
    if once == 0:
        return 1.0
    seen = (interviews - 1) * once
    # Without any theme heard twice, the bias-corrected form: (n-1)(f1-1) / ((n-1)(f1-1) + 2).
    factor = seen / (seen + 2 * twice) if twice else _corrected(once, interviews)
    return 1 - once / float(counts.sum()) * factor


def _corrected(once: float, interviews: int) -> float:
    seen = (interviews - 1) * (once - 1)
    return seen / (seen + 2) if seen else 1.0
