"""Regression on a wandering level with coloured noise, averaged over the lattice of noise models.

For one noise model the coefficients have a Gaussian posterior; the posterior over all of them is
a mixture. No optimiser and no sampler: the likelihood of a node is one small Cholesky of a Gram
matrix that is a weighted sum of blocks computed once (restricted likelihood, Harvey 1989 section
4.3; lattice integration as in Rue, Martino and Chopin 2009, section 3).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from levier.impact.models.difference_spectrum import (
    Array,
    DifferenceSpectrum,
    difference_spectrum,
)
from levier.impact.models.hyperparameters import Lattice, lattice

Nodes = NDArray[np.intp]

_PILOT_RATIO = 1.5
_KEPT = 7.0
_LEAST_WEIGHT = 1e-4
_SCALE_STEPS = 15
_PILOT_STEPS = 3
_FEW_PERIODS = 300
_FEW_EACH = 6
_LEAST_FREEDOM = 4.0
_SLOW_STEPS = 4


@dataclass(frozen=True, slots=True)
class CoefficientPrior:
    """Independent Gaussian priors on the coefficients.

    Attributes
    ----------
    mean, precision
        (p,).
    shared_scale
        (p,) whether the coefficient belongs to the group whose common prior scale is learned
        from the data (control series: empirical Bayes ridge).
    """

    mean: Array
    precision: Array
    shared_scale: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class NoiseLatticeFit:
    """One fit: the noise models kept, with their weights and factorised posteriors.

    Attributes
    ----------
    spectrum, nodes
        Tables of the basis and of the lattice.
    kept
        (g,) numbers of the nodes kept.
    weights
        (g,) posterior weight of each.
    noise_variance
        (g,) s2 of each, in squared units of the target.
    factors
        (g, p + 1, p + 1) Cholesky factors of the posterior precision of the coefficients,
        augmented by the target: the last row holds L^-1 times the right-hand side.
    effective_parameters
        How many coefficients the data really decide.
    prior
        With the learned scale filled in.
    columns, target
        (n, p) and (n,) coefficients of the differenced design and target.
    """

    spectrum: DifferenceSpectrum
    nodes: Lattice
    kept: Nodes
    weights: Array
    noise_variance: Array
    factors: Array
    effective_parameters: float
    prior: CoefficientPrior
    columns: Array
    target: Array

    @property
    def best(self) -> int:
        """Position, among the kept nodes, of the most probable one."""
        return int(np.argmax(self.weights))

    def node_spectrum(self, position: int) -> Array:
        """Give the spectrum (n,) of one kept node."""
        node = self.kept[position]
        return self.spectrum.spectrum(
            float(self.nodes.level_ratio[node]),
            float(self.nodes.ar_share[node]),
            float(self.nodes.ar_coefficient[node]),
        )

    def coefficients(self, position: int) -> Array:
        """Give the posterior mean (p,) of every coefficient at one kept node."""
        factor = self.factors[position]
        return np.asarray(np.linalg.solve(factor[:-1, :-1].T, factor[-1, :-1]))

    def covariance(self, position: int) -> Array:
        """Give the posterior covariance (p, p) of every coefficient at one kept node."""
        inverse = np.linalg.inv(self.factors[position][:-1, :-1])
        return np.asarray(inverse.T @ inverse)

    def tail(self, count: int) -> tuple[Array, Array]:
        """Give posterior means (g, count) and covariances (g, count, count) of the last columns."""
        corner = np.linalg.inv(self.factors[:, -1 - count : -1, -1 - count : -1])
        means = np.einsum("gji,gj->gi", corner, self.factors[:, -1, -1 - count : -1])
        return means, np.einsum("gji,gjk->gik", corner, corner)

    def mass_at_edge(self) -> float:
        """Give the posterior weight of nodes at an end of the level-ratio range."""
        return float(self.weights[self.nodes.edge[self.kept]].sum())


def fit_noise_lattice(
    design: Array,
    target: Array,
    prior: CoefficientPrior,
    level_centre: float,
    inflation: float = 1.0,
) -> NoiseLatticeFit:
    """Fit ``target`` (T,) on ``design`` (T, p), without intercept, over all noise models.

    Parameters
    ----------
    design, target, prior
        The regression; or s independent series of one noise model and the same coefficients,
        (s, T, p) and (s, T).
    level_centre
        Prior median of the level ratio for the grain of the series.
    inflation
        Factor on the noise variance of the answer, for a target that was cleaned of outliers.
    """
    tables = difference_spectrum(target.shape[-1])
    nodes = lattice(target.shape[-1], level_centre)
    coefficients = tables.transform(np.concatenate([design, target[..., None]], axis=-1))
    blocks = compress(coefficients, tables)
    pilot = tables.spectrum(_PILOT_RATIO * level_centre, 0.0, 0.0)
    pilot_gram = np.tensordot(1 / pilot[tables.knots], blocks, axes=1)
    differences = len(coefficients)
    prior = _learn_shared_scale(pilot_gram, prior, differences)
    start = _pilot(pilot_gram, prior, differences)
    evaluated, log_posterior, variance = _flood(blocks, nodes, prior, start, differences)
    near = log_posterior > log_posterior.max() - _KEPT
    evaluated, log_posterior, variance = evaluated[near], log_posterior[near], variance[near]
    weights = np.exp(log_posterior - log_posterior.max())
    weights /= weights.sum()
    heavy = weights > _LEAST_WEIGHT
    evaluated, weights, variance = evaluated[heavy], weights[heavy], variance[heavy]
    freedom = max(differences - start.effective, _LEAST_FREEDOM)
    variance = variance * inflation * freedom / (freedom - 2)
    grams = np.tensordot(nodes.inverse_spectrum[evaluated], blocks, axes=1)
    return NoiseLatticeFit(
        spectrum=tables,
        nodes=nodes,
        kept=evaluated,
        weights=weights / weights.sum(),
        noise_variance=variance,
        factors=np.asarray(np.linalg.cholesky(_augmented(grams, prior, variance)), dtype=float),
        effective_parameters=start.effective,
        prior=prior,
        columns=coefficients[:, :-1],
        target=coefficients[:, -1],
    )


@dataclass(frozen=True, slots=True)
class _Pilot:
    variance: float
    effective: float
    penalty: float


def compress(coefficients: Array, tables: DifferenceSpectrum) -> Array:
    """Sum outer products of rows (s n, p + 1) under each hat: (m, p + 1, p + 1)."""
    width, differences = coefficients.shape[1], tables.periods - 1
    series = coefficients.reshape(-1, differences, width)
    blocks = np.empty((len(tables.knots), width, width))
    for knot, hat in enumerate(tables.hats):
        low = tables.knots[max(knot - 1, 0)]
        high = tables.knots[min(knot + 1, len(tables.knots) - 1)] + 1
        rows = series[:, low:high]
        under = (rows * hat[low:high, None]).reshape(-1, width)
        blocks[knot] = under.T @ rows.reshape(-1, width)
    return blocks


def _learn_shared_scale(gram: Array, prior: CoefficientPrior, n: int) -> CoefficientPrior:
    """Learn the prior scale of the control coefficients by EM at the pilot noise model.

    The other coefficients are projected out and what is left is diagonalised once, so that a
    step of EM costs a handful of operations on the controls alone.
    """
    shared = prior.shared_scale
    if shared.sum() < 2:
        return prior
    variance = _pilot(gram, prior, n).variance
    scaled = gram / variance
    diagonal = np.append(np.where(shared, 0.0, prior.precision), 0.0)
    scaled.flat[:: len(scaled) + 1] += diagonal
    kept = np.append(~shared, False)
    others = np.flatnonzero(np.append(shared, True))
    projected = scaled[np.ix_(others, others)] - scaled[np.ix_(others, kept)] @ np.linalg.solve(
        scaled[np.ix_(kept, kept)], scaled[np.ix_(kept, others)]
    )
    information, axes = np.linalg.eigh(projected[:-1, :-1])
    signal = (axes.T @ projected[:-1, -1]) ** 2
    information = np.maximum(information, 0.0)
    learned = float(prior.precision[shared].mean())
    for _ in range(_SCALE_STEPS):
        spread = 1 / (information + learned)
        learned = 1 / max(float(np.mean(signal * spread**2 + spread)), 1e-300)
    precision = np.where(shared, learned, prior.precision)
    return CoefficientPrior(prior.mean, precision, shared)


def _pilot(gram: Array, prior: CoefficientPrior, n: int) -> _Pilot:
    """Find the noise variance, effective parameters and penalty by a few fixed-point steps."""
    inner, cross, total = gram[:-1, :-1], gram[:-1, -1], float(gram[-1, -1])
    variance = total / n
    for _ in range(_PILOT_STEPS):
        precision = inner / variance
        precision.flat[:: len(precision) + 1] += prior.precision
        covariance = np.linalg.inv(precision)
        mean = covariance @ (cross / variance + prior.precision * prior.mean)
        spread = np.diagonal(covariance)
        effective = len(mean) - float(prior.precision @ spread)
        residual = total - 2 * mean @ cross + mean @ inner @ mean
        variance = max(float(residual), 1e-12 * total) / max(n - effective, 1.0)
    penalty = float(prior.precision @ (mean - prior.mean) ** 2)
    return _Pilot(variance, effective, penalty)


def _augmented(grams: Array, prior: CoefficientPrior, variance: Array) -> Array:
    """Build the posterior precision of each node, augmented by the target: (g, p + 1, p + 1)."""
    augmented = grams / variance[:, None, None]
    diagonal = np.arange(len(prior.precision))
    augmented[:, diagonal, diagonal] += prior.precision
    pull = prior.precision * prior.mean
    augmented[:, -1, :-1] += pull
    augmented[:, :-1, -1] += pull
    augmented[:, -1, -1] += pull @ prior.mean
    return np.asarray(augmented)


def _evaluate(
    blocks: Array, nodes: Lattice, chosen: Nodes, prior: CoefficientPrior, start: _Pilot, n: int
) -> tuple[Array, Array]:
    """Give the log posterior and the noise variance of the chosen nodes.

    The effective number of coefficients and their distance from the prior are those of the pilot:
    near enough when there are many more periods than coefficients.
    """
    grams = np.tensordot(nodes.inverse_spectrum[chosen], blocks, axes=1)
    spread = nodes.log_determinant[chosen] * (n / nodes.differences)
    if n <= max(_FEW_PERIODS, _FEW_EACH * len(prior.mean)):
        likelihood, variance = _evaluate_slowly(grams, prior, start.variance, n)
        known = nodes.log_prior[chosen] - 0.5 * spread
        return known + likelihood, variance
    factors = np.linalg.cholesky(_augmented(grams, prior, np.full(len(chosen), start.variance)))
    diagonal = np.diagonal(factors, axis1=1, axis2=2)
    log_determinant = 2 * np.log(diagonal[:, :-1]).sum(axis=1)
    freedom = max(n - start.effective, 1.0)
    misfit = np.maximum(diagonal[:, -1] ** 2 - start.penalty, 1e-9)
    variance = misfit * start.variance / freedom
    log_posterior = nodes.log_prior[chosen] - 0.5 * (
        n * np.log(variance)
        + spread
        + log_determinant
        - start.effective * np.log(variance / start.variance)
    )
    return log_posterior, variance


def _evaluate_slowly(
    grams: Array, prior: CoefficientPrior, start: float, n: int
) -> tuple[Array, Array]:
    """Give the log likelihood, less the noise model's own determinant, and the noise variance.

    Every node finds its own variance by fixed-point steps: a short series whose coefficients
    take much of it cannot borrow the pilot's.
    """
    inner, cross, total = grams[:, :-1, :-1], grams[:, :-1, -1], grams[:, -1, -1]
    variance = np.full(len(grams), start)
    pull = prior.precision * prior.mean
    for _ in range(_SLOW_STEPS):
        precision = inner / variance[:, None, None] + np.diag(prior.precision)
        covariance = np.linalg.inv(precision)
        right = cross / variance[:, None] + pull
        mean = np.einsum("gij,gj->gi", covariance, right)
        effective = len(pull) - np.einsum("i,gii->g", prior.precision, covariance)
        fitted = np.einsum("gij,gj->gi", inner, mean)
        residual = total - 2 * np.einsum("gi,gi->g", mean, cross)
        residual = np.maximum(residual + np.einsum("gi,gi->g", mean, fitted), 1e-12 * total)
        variance = residual / np.maximum(n - effective, 1.0)
    penalty = (mean - prior.mean) ** 2 @ prior.precision
    log_determinant = np.linalg.slogdet(precision)[1]
    misfit = n * np.log(variance) + log_determinant + residual / variance + penalty
    return np.asarray(-0.5 * misfit), np.asarray(variance)


def _flood(
    blocks: Array, nodes: Lattice, prior: CoefficientPrior, start: _Pilot, n: int
) -> tuple[Nodes, Array, Array]:
    """Evaluate coarse nodes, then the neighbours of every good one until none is new."""
    log_posterior = np.full(len(nodes.log_prior), -np.inf)
    variance = np.full(len(nodes.log_prior), np.nan)
    seen = np.zeros(len(nodes.log_prior), dtype=bool)
    wanted = nodes.coarse
    while wanted.any():
        chosen = np.flatnonzero(wanted)
        log_posterior[chosen], variance[chosen] = _evaluate(blocks, nodes, chosen, prior, start, n)
        seen |= wanted
        good = log_posterior > log_posterior.max() - _KEPT
        wanted = nodes.neighbours[good].any(axis=0) & ~seen
    evaluated = np.flatnonzero(seen)
    return evaluated, log_posterior[evaluated], variance[evaluated]
