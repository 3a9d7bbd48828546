r"""How alike two short texts are, and which of many are closest to one.

A text is two vectors of weights :math:`\mathrm{tf} \times \mathrm{idf}` (Spärck Jones 1972): one
over the stems of its words, one over runs of three to five letters inside its words, which sees
through typing errors, inflection and compound words (Cavnar and Trenkle 1994). Each is brought to
length one; the likeness is the mean of the two cosines, between 0 and 1.

Weights of words come from the texts themselves: what everybody writes weighs little. A text added
to an index is weighed as the index was when it was built; it is built anew when it has grown by a
quarter, so that adding one text costs one text.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix, vstack

from levier.text.normalise import stem, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

SHORTEST_RUN, LONGEST_RUN = 3, 5
WORD_SHARE = 0.5
"""Weight of the words against the runs of letters."""
ALIKE = 0.35
"""From here on two texts are shown as perhaps the same.

On paraphrases planted among 696 French proposals nearly every suggestion is right and nearly every
paraphrase is found; lower, wrong ones come (0.30: one in fourteen), higher, paraphrases are missed
(0.45: one in five). ``tests/reference/test_similar_texts.py`` holds it to that.
"""
GROWTH = 1.25
"""How much larger an index may grow before its weights are computed anew."""


@dataclass(frozen=True, slots=True)
class Near:
    """One text that is close to another, and how close (0 to 1)."""

    key: int
    likeness: float


@dataclass(frozen=True, slots=True)
class Weights:
    """Column and weight of every feature of the texts seen, for one of the two vectors."""

    columns: dict[str, int]
    rarity: list[float]
    unseen: float
    """The weight of what no text had: it counts as a difference."""

    def widened(self, texts: Iterable[Iterable[str]]) -> Weights:
        """Give the same weights with columns for what these texts are the first to have."""
        new = {feature for features in texts for feature in features} - self.columns.keys()
        columns = self.columns | {
            feature: len(self.columns) + place for place, feature in enumerate(sorted(new))
        }
        return Weights(columns, [*self.rarity, *[self.unseen] * len(new)], self.unseen)


@dataclass(frozen=True, slots=True)
class TextIndex:
    """Many texts, ready to be compared with one.

    Attributes
    ----------
    keys
        (n,) the numbers by which the caller knows the texts.
    matrix
        (n, features) their vectors: words in the even columns, runs in the odd ones.
    built_on
        Number of texts that the weights come from.
    """

    keys: NDArray[np.int64]
    texts: tuple[str, ...]
    matrix: csr_matrix
    word_weights: Weights
    run_weights: Weights
    built_on: int

    def nearest(self, text: str, count: int, threshold: float) -> list[Near]:
        """Give at most ``count`` texts at least ``threshold`` alike, the closest first.

        Parameters
        ----------
        text
            What is compared.
        count
            How many at most.
        threshold
            The least likeness, between 0 and 1.
        """
        if not len(self.keys):
            return []
        vector = _rows([text], self.word_weights, self.run_weights)
        likeness = np.asarray((self.matrix @ vector.T).todense()).ravel()
        order = np.argsort(-likeness, kind="stable")[:count]
        return [
            Near(int(self.keys[i]), float(likeness[i])) for i in order if likeness[i] >= threshold
        ]

    def extended(self, keys: Sequence[int], texts: Sequence[str]) -> TextIndex:
        """Give an index that holds more texts."""
        every, joined = (*self.keys.tolist(), *keys), (*self.texts, *texts)
        if len(joined) > GROWTH * max(self.built_on, 20):
            return build_index(every, joined)
        word_weights = self.word_weights.widened(stems(text) for text in texts)
        run_weights = self.run_weights.widened(runs(text) for text in texts)
        added = _rows(texts, word_weights, run_weights)
        m = self.matrix
        known = csr_matrix((m.data, m.indices, m.indptr), shape=(m.shape[0], added.shape[1]))
        return TextIndex(
            np.array(every, dtype=np.int64),
            joined,
            csr_matrix(vstack([known, added])),
            word_weights,
            run_weights,
            self.built_on,
        )


def build_index(keys: Sequence[int], texts: Sequence[str]) -> TextIndex:
    """Weigh and place texts.

    Parameters
    ----------
    keys
        A number for each text.
    texts
        Short sentences, French or English.
    """
    word_weights = _weigh(stems(text) for text in texts)
    run_weights = _weigh(runs(text) for text in texts)
    return TextIndex(
        np.array(keys, dtype=np.int64),
        tuple(texts),
        _rows(texts, word_weights, run_weights),
        word_weights,
        run_weights,
        len(texts),
    )


def stems(text: str) -> Iterator[str]:
    """Give the stems of a text."""
    return (stem(word) for word in words(text))


def runs(text: str) -> Iterator[str]:
    """Give the runs of letters of the words of a text, their ends marked."""
    return (run for word in words(text) for run in _runs_of(word))


@lru_cache(maxsize=50_000)  # the words of a company come back in every text
def _runs_of(word: str) -> tuple[str, ...]:
    marked = f" {word} "
    lengths = range(SHORTEST_RUN, LONGEST_RUN + 1)
    return tuple(marked[i : i + n] for n in lengths for i in range(len(marked) - n + 1))


def _weigh(texts: Iterable[Iterable[str]]) -> Weights:
    found: Counter[str] = Counter()
    number = 0
    for features in texts:
        found.update(set(features))
        number += 1
    columns = {feature: column for column, feature in enumerate(found)}
    rarity = [math.log((1 + number) / (1 + count)) + 1 for count in found.values()]
    return Weights(columns, rarity, math.log(1 + number) + 1)


def _rows(texts: Sequence[str], word_weights: Weights, run_weights: Weights) -> csr_matrix:
    # Words in the even columns, runs in the odd ones: both can be added to.
    width = 2 * max(len(word_weights.columns), len(run_weights.columns))
    cells: list[tuple[float, int]] = []
    ends = [0]
    for text in texts:
        cells += _vector(text, stems, word_weights, WORD_SHARE, 0)
        cells += _vector(text, runs, run_weights, 1 - WORD_SHARE, 1)
        ends.append(len(cells))
    values = np.array([value for value, _ in cells], dtype=np.float64)
    columns = np.array([column for _, column in cells], dtype=np.int32)
    return csr_matrix((values, columns, np.array(ends)), shape=(len(texts), width))


def _vector(
    text: str, split: Callable[[str], Iterator[str]], weights: Weights, share: float, odd: int
) -> list[tuple[float, int]]:
    """Give the weighted features of a text, their length the root of ``share``."""
    counted = Counter(split(text))
    squared, found = 0.0, []
    for feature, times in counted.items():
        column = weights.columns.get(feature)
        rarity = weights.unseen if column is None else weights.rarity[column]
        weight = (1 + math.log(times)) * rarity
        squared += weight**2
        if column is not None:
            found.append((weight, 2 * column + odd))
    scale = math.sqrt(share / squared) if squared else 0.0
    return [(weight * scale, column) for weight, column in found]
