"""Feature rows: the numbers by which the classifier sees an article.

Three blocks: marks (cues, outcomes, rules, bodies and statutes, by name, so that what is learnt in
one language counts in the others), stemmed words weighed by their rarity, and the meaning of the
whole as a vector, where there is one.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from dalel.domain.facts import FactKind

if TYPE_CHECKING:
    from dalel.steps.classify.article_reader import ClassifiedReading

Row = NDArray[np.float32]

#: A mark or word of fewer articles is an accident.
_LEAST_MARKS: Final = 2
_LEAST_WORDS: Final = 3
#: How much the blocks count against one another, with vectors and without.
_MARK: Final = {True: 0.6, False: 1.0}
_WORDS: Final = {True: 2.0, False: 3.0}
_MEANING: Final = 3.0


def marks_of(reading: "ClassifiedReading") -> frozenset[str]:
    """Names of what is seen beside words: ``t:`` in the title, ``c:`` anywhere, ``r:`` rules."""
    found = {f"t:{mark}" for mark in reading.marks[0]}
    found |= {f"c:{mark}" for mark in reading.every_mark}
    found |= {f"r:{rule}" for rule in reading.rules}
    statutes = reading.of(FactKind.STATUTE)
    found |= {f"s:{fact.value.partition('.')[0]}" for fact in statutes}
    return frozenset(found | ({"s:any"} if statutes else set()))


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """Which marks and words have a place in a row, and how rare each word is."""

    marks: Mapping[str, int]
    words: Mapping[str, int]
    rarity: Row

    @property
    def size(self) -> int:
        """How long a row is without meaning."""
        return len(self.marks) + len(self.words)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What stands at each place: a mark by its name, a word behind ``w:``."""
        return (*self.marks, *(f"w:{word}" for word in self.words))


def vocabulary(readings: "Sequence[ClassifiedReading]") -> Vocabulary:
    """The marks and words that several of these articles share."""
    marks = _shared((marks_of(reading) for reading in readings), _LEAST_MARKS)
    words = _shared((reading.words for reading in readings), _LEAST_WORDS)
    rarity = [math.log((1 + len(readings)) / (1 + count)) + 1 for _, count in words]
    return Vocabulary(
        marks={name: place for place, (name, _) in enumerate(marks)},
        words={word: len(marks) + place for place, (word, _) in enumerate(words)},
        rarity=np.array(rarity, dtype=np.float32),
    )


def _shared(articles: Iterable[Iterable[str]], least: int) -> list[tuple[str, int]]:
    counts = Counter(name for names in articles for name in set(names))
    return sorted((name, count) for name, count in counts.items() if count >= least)


def row(
    reading: "ClassifiedReading", vocabulary: Vocabulary, *, with_meaning: bool
) -> tuple[NDArray[np.int32], Row]:
    """Places and values of what is seen of an article, meaning left out."""
    marks = [vocabulary.marks[mark] for mark in marks_of(reading) if mark in vocabulary.marks]
    found = {
        vocabulary.words[word]: 1 + math.log(count)
        for word, count in reading.words.items()
        if word in vocabulary.words
    }
    places = np.array([*sorted(marks), *sorted(found)], dtype=np.int32)
    words = np.array([found[place] for place in sorted(found)], dtype=np.float32)
    words *= vocabulary.rarity[places[len(marks) :] - len(vocabulary.marks)]
    length = float(np.linalg.norm(words)) or 1.0
    values = np.concatenate(
        [
            np.full(len(marks), _MARK[with_meaning], dtype=np.float32),
            words * np.float32(_WORDS[with_meaning] / length),
        ]
    )
    return places, values


@dataclass(frozen=True, kw_only=True)
class FeatureRow:
    """What a judge sees of an article: places and values of marks and words, and its meaning."""

    places: NDArray[np.int32]
    values: Row
    sense: Row | None


def feature_row(
    reading: "ClassifiedReading", vocabulary: Vocabulary, vector: Row | None
) -> FeatureRow:
    """The row of an article; without a vector that of its words alone."""
    places, values = row(reading, vocabulary, with_meaning=vector is not None)
    sense = None if vector is None else meaning(vector)
    return FeatureRow(places=places, values=values, sense=sense)


def meaning(vector: Row) -> Row:
    """The part of a row that is an article's vector."""
    return np.asarray(vector, dtype=np.float32) * np.float32(_MEANING)
