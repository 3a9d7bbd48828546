"""Averaging over what is not known exactly: when each effect began and how it unfolded.

Every decision has candidates (a shape and a start), each with a prior weight. Given the noise
model, a choice of one candidate per decision is a regression whose marginal likelihood needs a
small matrix only. Few choices are all tried; many are spread evenly over the product of the
decisions' own weights and reweighted by their exact likelihood (deterministic importance
weights on a Kronecker sequence), so the answer stays one mixture of Gaussians.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from levier.impact.models.difference_spectrum import Array
from levier.impact.models.gaussian_mixture import GaussianMixture
from levier.impact.models.noise_lattice_fit import CoefficientPrior, NoiseLatticeFit, compress

Choice = NDArray[np.intp]

_MOST_NODES = 6
_LIGHT_NODE = 0.03
_LIGHT_CANDIDATE = 0.003
_ALL_TRIED = 256
_SPREAD = 384
_SWEEPS = 4
_NEGLIGIBLE = 1e-6


@dataclass(frozen=True, slots=True)
class CandidateSet:
    """The candidates of one decision.

    Attributes
    ----------
    columns
        (T, c) one column per candidate, each averaging one over the decision's window; (s, T, c)
        for several series of one noise model.
    log_prior
        (c,) log prior weights; the first candidate is the declared one.
    """

    columns: Array
    log_prior: Array


@dataclass(frozen=True, slots=True)
class AveragedPosterior:
    """The joint posterior of the decisions' average effects.

    Attributes
    ----------
    mixture
        Over noise models and choices; dimension = number of decisions.
    choices
        (m, k) the candidate of each decision in each component.
    nodes
        (m,) position of the noise model among the kept nodes of the fit.
    weights
        For each decision, (c,) posterior weights of its candidates.
    """

    mixture: GaussianMixture
    choices: Choice
    nodes: Choice
    weights: tuple[Array, ...]


@dataclass(frozen=True, slots=True)
class _Reduced:
    """Everything but the effects projected out, at one noise model.

    ``inner`` (C, C) and ``cross`` (C,) are what is left of the Gram matrix of all candidates,
    ``total`` of the target's square, ``freedom`` the residual degrees of freedom.
    """

    inner: Array
    cross: Array
    total: float
    freedom: float
    log_weight: float


def without_averaging(fit: NoiseLatticeFit, effects: int) -> AveragedPosterior:
    """Give the posterior when every decision has its declared candidate only."""
    means, covariances = fit.tail(effects)
    count = len(fit.weights)
    return AveragedPosterior(
        GaussianMixture(fit.weights, means, covariances),
        np.zeros((count, effects), dtype=np.intp),
        np.arange(count),
        (np.ones(1),) * effects,
    )


def best_choice(fit: NoiseLatticeFit, candidates: tuple[CandidateSet, ...]) -> Choice:
    """Find the most probable candidate of each decision, others at theirs, by sweeps."""
    reduced = _reduce(fit, candidates)
    return _sweep(reduced, candidates, _effect_prior(fit, len(candidates)))[0]


def average_candidates(
    fit: NoiseLatticeFit, candidates: tuple[CandidateSet, ...], choice: Choice
) -> AveragedPosterior:
    """Average the fit, whose effect columns are those of ``choice``, over all candidates."""
    prior = _effect_prior(fit, len(candidates))
    reduced = _reduce(fit, candidates)
    _, own_weights = _sweep(reduced, candidates, prior, choice)
    choices, log_proposal = _choices(own_weights)
    log_prior = sum(candidate.log_prior[choices[:, k]] for k, candidate in enumerate(candidates))
    columns = choices + _offsets(candidates)
    reference = choice + _offsets(candidates)
    parts = [_solve(node, columns, prior) for node in reduced]
    log_weights = np.array(
        [
            node.log_weight + evidence - _solve(node, reference[None, :], prior)[0][0]
            for node, (evidence, _, _) in zip(reduced, parts, strict=True)
        ]
    )
    log_weights += log_prior - log_proposal
    return _mixture(fit, log_weights, parts, choices, candidates)


def _mixture(
    fit: NoiseLatticeFit,
    log_weights: Array,
    parts: list[tuple[Array, Array, Array]],
    choices: Choice,
    candidates: tuple[CandidateSet, ...],
) -> AveragedPosterior:
    weights = np.exp(log_weights - log_weights.max())
    weights /= weights.sum()
    node, row = np.nonzero(weights > _NEGLIGIBLE)
    kept = weights[node, row] / weights[node, row].sum()
    means = np.stack([part[1] for part in parts])[node, row]
    covariances = np.stack([part[2] for part in parts])[node, row]
    posterior = tuple(
        _weight_of_each(choices[row, k], kept, len(candidate.log_prior))
        for k, candidate in enumerate(candidates)
    )
    heavy = _heavy_nodes(fit)
    return AveragedPosterior(
        GaussianMixture(kept, means, covariances), choices[row], heavy[node], posterior
    )


def _weight_of_each(chosen: Choice, weights: Array, count: int) -> Array:
    return np.asarray(np.bincount(chosen, weights=weights, minlength=count), dtype=float)


def _effect_prior(fit: NoiseLatticeFit, effects: int) -> CoefficientPrior:
    prior = fit.prior
    return CoefficientPrior(
        prior.mean[-effects:], prior.precision[-effects:], prior.shared_scale[-effects:]
    )


def _heavy_nodes(fit: NoiseLatticeFit) -> Choice:
    order = np.argsort(-fit.weights)[:_MOST_NODES]
    return np.asarray(order[fit.weights[order] >= _LIGHT_NODE * fit.weights.max()])


def _offsets(candidates: tuple[CandidateSet, ...]) -> Choice:
    counts = [len(candidate.log_prior) for candidate in candidates]
    return np.concatenate([[0], np.cumsum(counts[:-1])]).astype(np.intp)


def _reduce(fit: NoiseLatticeFit, candidates: tuple[CandidateSet, ...]) -> list[_Reduced]:
    """Project the other coefficients out of the Gram matrix of all candidates, node by node."""
    others = fit.columns.shape[1] - len(candidates)
    every = fit.spectrum.transform(
        np.concatenate([candidate.columns for candidate in candidates], axis=-1)
    )
    blocks = compress(np.column_stack([fit.columns[:, :others], every, fit.target]), fit.spectrum)
    heavy = _heavy_nodes(fit)
    precision, mean = fit.prior.precision[:others], fit.prior.mean[:others]
    reduced = []
    for position in heavy:
        variance = fit.noise_variance[position]
        inverse_spectrum = fit.nodes.inverse_spectrum[fit.kept[position]]
        gram = np.tensordot(inverse_spectrum, blocks, axes=1) / variance
        gram[np.arange(others), np.arange(others)] += precision
        gram[:others, -1] += precision * mean
        projected = gram[others:, others:] - gram[:others, others:].T @ np.linalg.solve(
            gram[:others, :others], gram[:others, others:]
        )
        reduced.append(
            _Reduced(
                inner=projected[:-1, :-1],
                cross=projected[:-1, -1],
                total=float(projected[-1, -1] + precision @ mean**2),
                freedom=max(len(fit.target) - fit.effective_parameters, 1.0),
                log_weight=float(np.log(fit.weights[position])),
            )
        )
    return reduced


def _solve(node: _Reduced, columns: Choice, prior: CoefficientPrior) -> tuple[Array, Array, Array]:
    """Give evidence (m,), means (m, k), covariances (m, k, k) of choices of columns (m, k)."""
    precision = node.inner[columns[:, :, None], columns[:, None, :]]
    diagonal = np.arange(columns.shape[1])
    precision[:, diagonal, diagonal] += prior.precision
    right = node.cross[columns] + prior.precision * prior.mean
    covariances = np.asarray(np.linalg.inv(precision), dtype=float)
    means = np.asarray(np.einsum("mij,mj->mi", covariances, right))
    total = node.total + float(prior.precision @ prior.mean**2)
    misfit = np.maximum(total - np.einsum("mi,mi->m", means, right), 1e-9)
    log_determinant = np.linalg.slogdet(precision)[1]
    evidence = np.asarray(-0.5 * (node.freedom * np.log(misfit) + log_determinant))
    return evidence, means, covariances


def _sweep(
    reduced: list[_Reduced],
    candidates: tuple[CandidateSet, ...],
    prior: CoefficientPrior,
    start: Choice | None = None,
) -> tuple[Choice, tuple[Array, ...]]:
    """Give each decision's weights with the others at their most probable candidates."""
    offsets = _offsets(candidates)
    choice = np.zeros(len(candidates), dtype=np.intp) if start is None else start.copy()
    weights: list[Array] = [np.ones(1)] * len(candidates)
    for _ in range(_SWEEPS):
        before = choice.copy()
        for k, candidate in enumerate(candidates):
            columns = np.tile(choice + offsets, (len(candidate.log_prior), 1))
            columns[:, k] = offsets[k] + np.arange(len(candidate.log_prior))
            weights[k] = _own_weights(reduced, columns, candidate, prior)
            choice[k] = np.argmax(weights[k])
        if start is not None or np.array_equal(choice, before):
            break
    return choice, tuple(weights)


def _own_weights(
    reduced: list[_Reduced], columns: Choice, candidate: CandidateSet, prior: CoefficientPrior
) -> Array:
    evidence = np.array([_solve(node, columns, prior)[0] + node.log_weight for node in reduced])
    log_weights = np.logaddexp.reduce(evidence, axis=0) + candidate.log_prior
    weights = np.exp(log_weights - log_weights.max())
    return np.asarray(weights / weights.sum())


def _choices(own_weights: tuple[Array, ...]) -> tuple[Choice, Array]:
    """List choices (m, k) and the log weight with which each was proposed (m,)."""
    likely = [np.flatnonzero(weights > _LIGHT_CANDIDATE) for weights in own_weights]
    if np.prod([float(len(few)) for few in likely]) <= _ALL_TRIED:
        grid = np.meshgrid(*likely, indexing="ij")
        choices = np.stack([axis.ravel() for axis in grid], axis=1)
        return choices, np.zeros(len(choices))
    points = _kronecker(_SPREAD, len(own_weights))
    choices = np.stack(
        [
            np.minimum(np.searchsorted(np.cumsum(weights), points[:, k]), len(weights) - 1)
            for k, weights in enumerate(own_weights)
        ],
        axis=1,
    )
    proposal = sum(np.log(weights[choices[:, k]]) for k, weights in enumerate(own_weights))
    return choices, np.asarray(proposal)


def _kronecker(count: int, dimensions: int) -> Array:
    """Spread points evenly in the unit cube: multiples of powers of a generalised golden ratio."""
    root = 2.0
    for _ in range(30):
        root = (1 + root) ** (1 / (dimensions + 1))
    steps = (1 / root) ** np.arange(1, dimensions + 1)
    return np.asarray((0.5 + np.arange(1, count + 1)[:, None] * steps[None, :]) % 1)
