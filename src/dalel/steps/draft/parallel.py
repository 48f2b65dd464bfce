"""Parallel sentences of a story's articles: drafts that tell the same in two languages.

Where a story has articles in both languages, each draft is made of that language's own sentences,
chosen together: by a beam search over sets of sentences of both, worth what one side tells and the
other bears out, less what only one of them tells. What two texts have in common is seen by notions
and skeletons of words, weighed as in retrieval (inverse document frequency within the story), and
by the keys of their facts. The check of parity then has the last word.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dalel.domain.draft import Draft
from dalel.domain.evidence import TextSpan
from dalel.language.claims.compared_terms import terms_of
from dalel.steps.draft.extracting import Doubts, doubted_in, draft_of, piece_at, pieces_as_text
from dalel.steps.draft.parallel_titles import pairs_of_titles
from dalel.steps.draft.reading import NewsSentence, StoryReading, told_texts

#: Where texts by language differ from each other in what they tell.
Differences = Callable[[Mapping[str, str]], Mapping[str, Sequence[TextSpan]]]

#: So many sentences of each language are chosen from, those that stand first in their articles.
_POOL: Final = 60
_LONGEST: Final = 4
_BEAMS: Final = 12
#: So often what differs gives way.
_ROUNDS: Final = 8
#: Two sentences that tell the same have more terms in common than one.
_COMMON: Final = 2
#: Texts with fewer terms in common do not tell the same, unless that is half of the longer one.
_ALIKE: Final = 8
_HALF: Final = 0.5
#: What a sentence is worth: the share of its terms that the other side has, above what strangers
#: have in common.
_BORNE: Final = 6.0
_STRANGERS: Final = 0.25
#: A sentence of which the other side has a smaller share tells something else.
_OTHER: Final = 0.15
_OF_OTHER: Final = -3.0
#: What it is worth that both sides tell a value, and that one alone does.
_SHARED: Final = 3.0
_LONELY: Final = -3.0
_NAMED: Final = 1.2
_UNEVEN: Final = -1.0
#: No sentence stands without the one that it leans on.
_LEANING: Final = -100.0
_LEAD: Final = 1.0
_TWICE: Final = -3.0
#: Two sentences of one side with this share of terms in common tell the same twice.
_SAME: Final = 0.5
_VALUES: Final = ("number:", "percent:", "money:", "date:", "statute:", "outcome:")


@dataclass(frozen=True, kw_only=True, eq=False)
class _Candidate:
    """A sentence with what it is compared by; ``side`` is 0 or 1."""

    sentence: NewsSentence
    side: int
    terms: frozenset[str]
    values: frozenset[str]
    named: frozenset[str]


@dataclass(frozen=True, kw_only=True, eq=False)
class _Pool:
    """What is chosen from, and what its terms weigh."""

    candidates: tuple[_Candidate, ...]
    weights: Mapping[str, float]

    def worth(self, chosen: Sequence[_Candidate]) -> float:
        """How much sentences of both languages tell the same, and can be read."""
        sides = [[one for one in chosen if one.side == side] for side in (0, 1)]
        told = [_union(one.terms for one in side) for side in sides]
        values = [_union(one.values for one in side) for side in sides]
        named = [_union(one.named for one in side) for side in sides]
        worth = _SHARED * len(values[0] & values[1]) + _LONELY * len(values[0] ^ values[1])
        worth += _NAMED * len(named[0] & named[1])
        worth += _UNEVEN * abs(len(sides[0]) - len(sides[1]))
        places = {(one.sentence.article.id, one.sentence.place) for one in chosen}
        for side, others in zip(sides, reversed(told), strict=True):
            worth += _LEAD * any(one.sentence.place == 0 for one in side)
            for at, one in enumerate(side):
                borne = self._weight(one.terms & others) / max(self._weight(one.terms), 1e-6)
                worth += _BORNE * (borne - _STRANGERS) + _OF_OTHER * (borne < _OTHER)
                before = (one.sentence.article.id, one.sentence.place - 1)
                worth += _LEANING * (one.sentence.leans and before not in places)
                worth += _TWICE * sum(_tell_the_same(one, other) for other in side[:at])
        return worth

    def _weight(self, terms: frozenset[str]) -> float:
        return sum(self.weights[term] for term in terms)


def write_parallel(
    story: str,
    reading: StoryReading,
    languages: tuple[str, str],
    doubts: Doubts | None = None,
    differences: Differences | None = None,
) -> tuple[Draft, ...]:
    """A draft in each of two languages, of sentences that tell the same; none without any.

    What the evidence does not bear out, and what the drafts differ in, gives way to other
    sentences.
    """
    ruled_out: list[tuple[NewsSentence, frozenset[NewsSentence]]] = []
    tried = 0
    for chosen in _sets(_pool(reading, languages)):
        members = [[one.sentence for one in chosen if one.side == side] for side in (0, 1)]
        if any(_is_ruled_out(members, *each) for each in ruled_out):
            continue
        if (tried := tried + 1) > _ROUNDS:
            break
        sentences = {
            language: _in_order(told) for language, told in zip(languages, members, strict=True)
        }
        wrong: set[NewsSentence] = set()
        for headed in pairs_of_titles(reading, sentences):
            wrong, of_titles = _faults(headed, sentences, doubts, differences)
            if wrong:
                break
            if not of_titles:
                return tuple(
                    draft_of(story, language, headed[language], sentences[language])
                    for language in languages
                )
        ruled_out += [
            (one, frozenset(members[1 - side]))
            for side in (0, 1)
            for one in members[side]
            if one in wrong
        ]
    return ()


def _is_ruled_out(
    members: Sequence[Sequence[NewsSentence]], wrong: NewsSentence, beside: frozenset[NewsSentence]
) -> bool:
    """Whether a sentence that the other side did not bear out stands beside no more than that."""
    return any(wrong in members[side] and beside.issuperset(members[1 - side]) for side in (0, 1))


def _pool(reading: StoryReading, languages: Sequence[str]) -> _Pool:
    candidates = []
    for side, language in enumerate(languages):
        stand = (one for one in reading.in_language(language) if _may_stand(one))
        first = sorted(stand, key=lambda one: one.place)[:_POOL]
        candidates += [
            _Candidate(
                sentence=one,
                side=side,
                terms=terms_of(one.text, language),
                values=frozenset(key for key in one.states if key.startswith(_VALUES)),
                named=frozenset(key for key in one.states if not key.startswith(_VALUES)),
            )
            for one in first
        ]
    met = Counter(term for one in candidates for term in one.terms)
    weights = {term: math.log((1 + len(candidates)) / times) for term, times in met.items()}
    return _Pool(candidates=tuple(candidates), weights=weights)


def _may_stand(one: NewsSentence) -> bool:
    """Whether a sentence could be one of an entry: no question, nothing told from its own day."""
    asks = one.text.rstrip("»”\"'")[-1:] in {"?", "!", "…"}
    return one.is_fit and not (asks or one.is_from_today)


def _sets(pool: _Pool) -> list[tuple[_Candidate, ...]]:
    """Sets of sentences that tell alike, those first that tell most."""
    pairs = [
        (one, other)
        for one in pool.candidates
        if one.side == 0
        for other in pool.candidates
        if other.side == 1 and len(one.terms & other.terms) >= _COMMON
    ]
    kept = _best((pool.worth(one), one) for one in pairs)
    found: list[tuple[float, tuple[_Candidate, ...]]] = []
    seen: set[frozenset[_Candidate]] = set()
    while kept:
        found += kept
        kept = _best(_longer(pool, [one for _, one in kept], seen))
    found.sort(key=lambda each: -each[0])
    return [chosen for worth, chosen in found if worth > 0 and _are_alike(chosen)]


def _are_alike(chosen: Sequence[_Candidate]) -> bool:
    """Whether both sides of a set have enough in common."""
    first, second = (_union(one.terms for one in chosen if one.side == side) for side in (0, 1))
    common = len(first & second)
    return common >= _ALIKE or common >= _HALF * max(len(first), len(second))


def _longer(
    pool: _Pool, sets: Sequence[tuple[_Candidate, ...]], seen: set[frozenset[_Candidate]]
) -> Iterator[tuple[float, tuple[_Candidate, ...]]]:
    for chosen in sets:
        full = {side for side in (0, 1) if sum(one.side == side for one in chosen) >= _LONGEST}
        for one in pool.candidates:
            if one in chosen or one.side in full:
                continue
            members = frozenset((*chosen, one))
            if members not in seen:
                seen.add(members)
                yield pool.worth((*chosen, one)), (*chosen, one)


def _best(
    found: "Iterator[tuple[float, tuple[_Candidate, ...]]]",
) -> list[tuple[float, tuple[_Candidate, ...]]]:
    return sorted(found, key=lambda each: -each[0])[:_BEAMS]


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*sets)


def _tell_the_same(one: _Candidate, other: _Candidate) -> bool:
    common = len(one.terms & other.terms)
    return common > _SAME * min(len(one.terms), len(other.terms))


def _in_order(chosen: Sequence[NewsSentence]) -> list[NewsSentence]:
    """The article that begins soonest comes first."""
    begins: dict[str, int] = {}
    for one in chosen:
        begins[one.article.id] = min(one.place, begins.get(one.article.id, one.place))
    return sorted(chosen, key=lambda one: (begins[one.article.id], one.article.id, one.place))


def _faults(
    headed: Mapping[str, str],
    sentences: Mapping[str, Sequence[NewsSentence]],
    doubts: Doubts | None,
    differences: Differences | None,
) -> tuple[set[NewsSentence], bool]:
    """The sentences that differ or that no evidence bears out, and whether a title does."""
    pieces = {each: [headed[each], *told_texts(sentences[each])] for each in sentences}
    texts = {each: pieces_as_text(told) for each, told in pieces.items()}
    found = differences(texts) if differences is not None else {}
    wrong: set[NewsSentence] = set()
    of_titles = False
    for language, told in pieces.items():
        places = {piece_at(told, span.start) for span in found.get(language, ())}
        places |= doubted_in(told, language, doubts)
        of_titles = of_titles or 0 in places
        wrong |= {sentences[language][at - 1] for at in places if at}
    return wrong, of_titles
