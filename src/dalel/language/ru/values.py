"""Amounts, dates and provisions: to which predicate of a sentence each of them belongs."""

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

from dalel.domain.evidence import TextSpan
from dalel.language.ru.parsing import ParsedWord, Sentence
from dalel.language.ru.predicates import DeedPredicate


class HasSpan(Protocol):
    """What stands at a place of a text."""

    @property
    def span(self) -> TextSpan:
        """Its place."""


_Value = TypeVar("_Value", bound=HasSpan)


def owned(
    sentence: Sentence,
    found: Sequence[DeedPredicate],
    above: Mapping[int, int],
    values: Sequence[_Value],
) -> Mapping[int, list[_Value]]:
    """The values of a sentence by the place, in ``found``, of the predicate each belongs to.

    ``above`` leads from a word that governs a predicate ("грозит") to that predicate's place.
    """
    by_word = {**above, **_by_word(found)}
    by_predicate: dict[int, list[_Value]] = {}
    for value in values:
        word = _top(sentence, value.span)
        owner = _owner(sentence, found, by_word, word) if word is not None else None
        if owner is not None:
            by_predicate.setdefault(owner, []).append(value)
    return by_predicate


def within(sentence: Sentence, span: TextSpan) -> list[ParsedWord]:
    """The words of a sentence inside a stretch of the text."""
    return sentence.index.meeting(span)


def _top(sentence: Sentence, span: TextSpan) -> ParsedWord | None:
    """The word of a stretch that governs the others."""
    own = within(sentence, span)
    inside = {word.at for word in own}
    tops = [word for word in own if (sentence.head(word) or word).at not in inside - {word.at}]
    tops = [word for word in tops if word.pos not in ("ADP", "PUNCT", "PART", "ADV")] or tops
    return tops[0] if tops else None


def _owner(
    sentence: Sentence, found: Sequence[DeedPredicate], by_word: Mapping[int, int], word: ParsedWord
) -> int | None:
    climbed = next(
        (by_word[one.at] for one in (word, *sentence.ancestors(word)) if one.at in by_word), None
    )
    climbed = _nearer(sentence, found, climbed, word)
    segment = sentence.segments[word.at]
    if climbed is not None and sentence.segments[found[climbed].word.at] == segment:
        return climbed
    near = [
        place
        for place, one in enumerate(found)
        if sentence.segments[one.word.at] == segment and one.word.verbal
    ]
    if near:
        return min(near, key=lambda place: abs(found[place].word.at - word.at))
    if climbed is not None:
        return climbed
    before = [place for place, one in enumerate(found) if one.core.at < word.at]
    return before[-1] if before else (0 if found else None)


def _nearer(
    sentence: Sentence, found: Sequence[DeedPredicate], owner: int | None, word: ParsedWord
) -> int | None:
    """The deed that stands between an owner and its value without hanging on the owner."""
    if owner is None:
        return None
    top = found[owner].word
    between = [
        place
        for place, one in enumerate(found)
        if max(top.at, found[owner].core.at) < one.core.at < word.at
        and (
            (one.nominal and one.core.rel == "conj")
            or all(above.at != top.at for above in sentence.ancestors(one.core))
        )
        and sentence.segments[one.core.at] == sentence.segments[word.at]
    ]
    return between[-1] if between else owner


def _by_word(found: Sequence[DeedPredicate]) -> Mapping[int, int]:
    by_word: dict[int, int] = {}
    for place, one in enumerate(found):
        for word in (one.word, one.core, *one.parts):
            by_word.setdefault(word.at, place)
    return by_word
