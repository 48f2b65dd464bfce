"""Prints of texts: telling copies apart from other texts of the same mould.

A copy keeps the words of its original, whatever was cut, put in another order or reworded. A text
from the same mould - the weather, rates of exchange, one more fine - keeps them too, but has other
numbers and names in the same places.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import blake2b
from math import fsum, inf, log, sqrt
from sys import intern
from typing import Final

from rapidfuzz.distance import Levenshtein

from dalel.domain.article import Article
from dalel.language.stems import stem
from dalel.steps.group.postings import take_from

_TOKEN: Final = re.compile(
    r"(?P<digits>\d+(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)*)"
    r"|(?P<word>[^\W\d_]+(?:[-'’][^\W\d_]+)*)|(?P<end>[.!?…]+)"
)
_SHORTEST: Final = 3
#: As if so many more texts had been seen, so that the first ones do not weigh by chance.
_UNSEEN: Final = 50

#: From these shares of words on a text is a copy; docs/quality.md says how they were chosen.
COVER: Final = 0.55
COSINE: Final = 0.42
#: From this likeness on two names of one language differ by a slip.
_SLIP: Final = 0.8
#: Two numbers of its own may come with the lines that frame a text; more than it shares may not.
_OWN_NUMBERS: Final = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Print:
    """What is compared of a text: its stems, and the neighbours of its numbers and names."""

    id: str
    language: str
    day: date | None
    length: int
    digest: str
    stems: frozenset[str]
    numbers: Mapping[str, tuple[str, str]]
    names: Mapping[str, tuple[str, str]]
    time: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class TextSimilarity:
    """How alike two texts are.

    ``cover`` is the share of the shorter one's words that the other one has too, ``cosine`` that of
    all words; rare words count more. ``swapped`` are numbers and names that stand for one another.
    """

    cover: float
    cosine: float
    swapped: tuple[tuple[str, str], ...] = ()

    @property
    def is_copy(self) -> bool:
        """Whether one text is the other one over again."""
        return self.cover >= COVER and self.cosine >= COSINE and not self.swapped


class Commonness:
    """In how many texts does a word stand?"""

    def __init__(self) -> None:
        self._texts = 0
        self._having: Counter[str] = Counter()
        #: What a word weighs by how many texts have it, while there are as many texts.
        self._weight: dict[int, float] = {}

    def add(self, words: Iterable[str]) -> None:
        """Count one more text."""
        self._texts += 1
        self._weight.clear()
        self._having.update(words)

    def take_away(self, words: Iterable[str]) -> None:
        """Forget a text."""
        self._texts -= 1
        self._weight.clear()
        take_from(self._having, words)

    def weight(self, words: Iterable[str]) -> float:
        """What the words weigh together."""
        having, weight = self._having, self._weight
        counts = [having[word] for word in words]
        if new := {*counts} - weight.keys():
            most = log(self._texts + _UNSEEN)
            weight |= {count: (most - log(count + 1)) ** 2 for count in new}
        # Of a set, whose order is another one in each process: rounded once.
        return fsum([weight[count] for count in counts])


def print_of(article: Article) -> Print:
    """Take an article's print."""
    text = f"{article.title}.\n{article.text}"
    tokens = list(_TOKEN.finditer(text))
    stems = [intern(_plain(token, article.language)) for token in tokens]
    return Print(
        id=article.id,
        language=article.language,
        day=article.day,
        time=article.time,
        length=len(article.text),
        digest=blake2b(text.encode(), digest_size=8).hexdigest(),
        stems=frozenset(word for word in stems if len(word) >= _SHORTEST or word.isdigit()),
        numbers=dict(_placed(stems, (at for at, t in enumerate(tokens) if t["digits"]))),
        names=dict(_placed(stems, _named(tokens))),
    )


def seniority(own: Print) -> tuple[date, float, int, str, str]:
    """The original comes first: the earliest, of these the longest, of these any, but always it.

    Within a day come those that tell when they appeared, and after them the others. A page that
    knows its day alone often writes midnight.
    """
    tells = own.time is not None and own.time.time() != time.min
    moment = own.time.timestamp() if own.time and tells else inf
    return own.day or date.max, moment, -own.length, own.digest, own.id


def likeness(one: Print, other: Print, commonness: Commonness) -> TextSimilarity:
    """Compare two prints."""
    shared = commonness.weight(one.stems & other.stems)
    weights = commonness.weight(one.stems), commonness.weight(other.stems)
    if not shared:
        return TextSimilarity(cover=0.0, cosine=0.0)
    cover, cosine = shared / min(weights), shared / sqrt(weights[0] * weights[1])
    return TextSimilarity(cover=cover, cosine=cosine, swapped=tuple(_swapped(one, other)))


def _plain(token: re.Match[str], language: str) -> str:
    if token["word"]:
        return stem(token["word"], language)
    return re.sub(r"\s", "", token["digits"]).replace(",", ".") if token["digits"] else "."


def _named(tokens: list[re.Match[str]]) -> Iterator[int]:
    """Where a word has a capital that no beginning of a sentence gave it."""
    for at, token in enumerate(tokens):
        if token["word"] and token["word"][0].isupper() and at and not tokens[at - 1]["end"]:
            yield at


def _placed(stems: list[str], places: Iterable[int]) -> Iterator[tuple[str, tuple[str, str]]]:
    for at in places:
        before = stems[at - 1] if at else "."
        after = stems[at + 1] if at + 1 < len(stems) else "."
        yield stems[at], (before, after)


def _swapped(one: Print, other: Print) -> Iterator[tuple[str, str]]:
    """Numbers and names of which each text has its own, between the same neighbours."""
    yield from _in_place_of(one.numbers, other.numbers)
    own = (
        sorted(set(one.numbers) - set(other.numbers)),
        sorted(set(other.numbers) - set(one.numbers)),
    )
    shared = len(one.numbers) - len(own[0])
    if min(map(len, own)) > max(shared, _OWN_NUMBERS):
        yield from zip(*own, strict=False)
    for name, mate in _in_place_of(one.names, other.names):
        if Levenshtein.normalized_similarity(name, mate) < _SLIP:
            yield name, mate


def _in_place_of(
    one: Mapping[str, tuple[str, str]], other: Mapping[str, tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    places = {place: value for value, place in other.items() if value not in one}
    for value, place in one.items():
        if value not in other and place in places:
            yield value, places[place]
