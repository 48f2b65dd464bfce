"""Clauses that leave out their verb, and words set against each other: "не А, а Б".

"Оператора оштрафовали на миллион, а подрядчика — на 700 тысяч" tells two deeds with one verb, and
so does "оштрафовали не редакцию, а автора", where the first one is denied.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dalel.language.ru.arguments import Argument, way_of
from dalel.language.ru.parsing import ParsedWord, Sentence
from dalel.language.ru.predicates import DeedPredicate

_DASHES: Final = frozenset({"—", "–", "-"})
_NO_HEADS: Final = frozenset({"PUNCT", "ADP", "CCONJ", "PART", "ADV", "SCONJ"})


@dataclass(frozen=True, kw_only=True, eq=False)
class Gap:
    """A clause without its verb: the place of the predicate that it repeats, and its phrases."""

    base: int
    words: tuple[ParsedWord, ...]
    phrases: tuple[Argument, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Opposition:
    """Two words set against each other: it was not the ``denied`` one but the other, if told."""

    denied: ParsedWord
    instead: ParsedWord | None
    cue: ParsedWord


def gaps(sentence: Sentence, found: Sequence[DeedPredicate]) -> list[Gap]:
    """All clauses of a sentence that a dash shows to lack their verb."""
    return list(_gaps(sentence, found))


def _gaps(sentence: Sentence, found: Sequence[DeedPredicate]) -> Iterator[Gap]:
    for dash in sentence.words:
        if dash.text not in _DASHES:
            continue
        number = sentence.segments[dash.at]
        left = [w for w in sentence.words if sentence.segments[w.at] == number - 1]
        right = [w for w in sentence.words if sentence.segments[w.at] == number and w is not dash]
        before = [
            place
            for place, one in enumerate(found)
            if left and one.word.verbal and one.word.at < left[0].at
        ]
        if not before or any(w.form in _VERBS for w in (*left, *right)):
            continue
        if {one.core.at for one in found} & {word.at for word in (*left, *right)}:
            continue
        phrases = [*_phrases(sentence, left), *_phrases(sentence, right)]
        after_pause = bool(left) and left[0].text in (",", ";")
        if after_pause and _phrases(sentence, left) and right:
            base = _nearest_finite(found, before)
            yield Gap(base=base, words=(*left, *right), phrases=tuple(phrases))


_VERBS: Final = frozenset({"finite", "short", "infinitive", "gerund"})


def _nearest_finite(found: Sequence[DeedPredicate], before: Sequence[int]) -> int:
    main = [
        place
        for place in before
        if found[place].word.form in ("finite", "short") and found[place].word.rel != "acl:relcl"
    ]
    return (main or before)[-1]


def _phrases(sentence: Sentence, part: Sequence[ParsedWord]) -> list[Argument]:
    inside = {word.at for word in part}
    return [
        Argument(word=word, way=way_of(sentence, word) or word.case, own=word)
        for word in part
        if word.pos not in _NO_HEADS
        and word.form in ("noun", "adjective", "number", "pronoun", "participle")
        and (sentence.head(word) is None or (sentence.head(word) or word).at not in inside)
    ]


def contrast(sentence: Sentence, predicate: DeedPredicate) -> Opposition | None:
    """The words among a predicate's own that are set against each other."""
    for head in dict.fromkeys((predicate.word, predicate.core, *predicate.parts)):
        for child in sentence.children(head):
            if child.verbal or child is predicate.core or child in predicate.parts:
                continue
            found = _set_against(sentence, head, child)
            if found is not None:
                return found
    return None


def _set_against(sentence: Sentence, head: ParsedWord, child: ParsedWord) -> Opposition | None:
    denial = _denial(sentence, child)
    if denial is not None:
        instead = _but(sentence, sentence.children(child)) or _but(
            sentence, [one for one in sentence.children(head) if one.at > child.at]
        )
        return Opposition(denied=child, instead=instead, cue=denial)
    for one in sentence.children(child):
        denial = _denial(sentence, one)
        if denial is not None and one.rel == "conj" and not one.verbal:
            return Opposition(denied=one, instead=child, cue=denial)
    return None


def _denial(sentence: Sentence, word: ParsedWord) -> ParsedWord | None:
    for one in sentence.children(word):
        following = sentence.words[one.at + 1].low if one.at + 1 < len(sentence.words) else ""
        if one.low == "не" and one.at < word.at and following not in _WEAK:
            return one
    return None


#: "Не только", "не менее" deny nothing.
_WEAK: Final = frozenset({"только", "просто", "менее", "более", "меньше", "больше", "раз", "один"})


def _but(sentence: Sentence, words: Sequence[ParsedWord]) -> ParsedWord | None:
    return next(
        (
            word
            for word in words
            if not word.verbal
            and any(child.rel == "cc" and child.low == "а" for child in sentence.children(word))
        ),
        None,
    )
