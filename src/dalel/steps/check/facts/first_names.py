"""Persons of one surname told apart by their first names.

A surname alone, an initial and a father's name that is added are right; another first name beside
the surname is another person.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Levenshtein

from dalel.domain.evidence import TextSpan
from dalel.domain.facts import FactKind
from dalel.language.names import SAME, are_forms, consonants, is_family, spelling
from dalel.language.notions import roles
from dalel.language.ordinary import is_first_name, is_opener
from dalel.steps.check.facts.evidence import PreparedEvidence
from dalel.steps.check.facts.findings import Support
from dalel.steps.check.facts.naming import recognised
from dalel.steps.check.facts.reading import CheckedText, PlacedWord
from dalel.steps.check.facts.runs import Run, reads_as_name, runs

#: Languages whose names are compared letter by letter.
_LANGUAGES: Final = frozenset({"kk", "ru"})
_NAME: Final = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮІҺ][а-яёәғқңөұүіһ]+(?:-[А-ЯЁӘҒҚҢӨҰҮІҺ]?[а-яё]+)?")
#: A name made of the father's, in whatever case: Сергеевича, Серікқызына.
_OF_FATHER: Final = re.compile(r"(?:вич|вн[аеуы]|вно[йю]|ичн[аеуы]|ұлы|улы|қызы|кызы)\w{0,4}$")
#: Of a longer name a shorter one may be the same with an ending: so many letters have both.
_BEGINNING: Final = 4
#: Vowels of skeletons in which Russian cases end: Адай, Адая.
_ENDING: Final = "аеиоу"
#: Vowels that come and go as Russian names are declined: Павел, Павла.
_FLEETING: Final = re.compile("[ео]")
#: So near to a surname a first name may be its own: братья Василий и Виталий Ивановы.
_BESIDE: Final = 4
#: Consonants by which a name of another language is told.
_BONES: Final = 3


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A first name and a surname that stand side by side, in either order."""

    run: Run
    first: PlacedWord
    surname: PlacedWord


def renamed(
    reading: CheckedText, evidence: PreparedEvidence
) -> Iterator[tuple[NamedPerson, Support]]:
    """Persons of a text whose surname the evidence has beside other first names only."""
    if reading.language not in _LANGUAGES:
        return
    for person in persons(reading):
        namesakes = [
            (article, other)
            for article in evidence.articles
            if article.reading.language in _LANGUAGES
            for other in persons(article.reading)
            if _is_one(person.surname, other.surname, reading, article.reading)
        ]
        if not namesakes or any(
            _names(person, each.reading, reading) for each in evidence.articles
        ):
            continue
        # Only now, since a recogniser takes most of the time.
        others = (
            article.support(other.run.span)
            for article, other in namesakes
            if _is_person(other, article.reading)
        )
        found = next(others, None)
        if found is not None and _is_person(person, reading):
            yield person, found


@lru_cache(64)
def persons(reading: CheckedText) -> tuple[NamedPerson, ...]:
    """What may be persons told by first name and surname."""
    return tuple(filter(None, map(_person, runs(reading))))


def _person(run: Run) -> NamedPerson | None:
    words = [word for word in run.words if not _OF_FATHER.search(word.text)]
    # A role, or the capital of a sentence, before the name.
    while words and (
        words[0].notions & roles()
        or (words[0].opens and (len(words) > 2 or is_opener(words[0].text)))
    ):
        words = words[1:]
    if len(words) != 2 or not all(_NAME.fullmatch(word.text) for word in words):
        return None
    first, last = words
    if is_family(first.key) and not is_family(last.key):
        first, last = last, first
    return NamedPerson(Run(tuple(words)), first, last)


def _is_person(person: NamedPerson, reading: CheckedText) -> bool:
    """Whether a recogniser takes it for one, or the dictionary its first name for a name."""
    span = person.run.span
    return is_first_name(person.first.text) or any(
        named.start <= span.start and span.end <= named.end for named in _recognised(reading)
    )


@lru_cache(64)
def _recognised(reading: CheckedText) -> tuple[TextSpan, ...]:
    return tuple(span for kind, span in recognised(reading) if kind is FactKind.PERSON)


def _names(person: NamedPerson, article: CheckedText, reading: CheckedText) -> bool:
    """Whether an article has the surname with the first name beside it."""
    words = article.words
    return any(
        _is_one(person.surname, word, reading, article)
        and any(
            reads_as_name(beside) and _is_one(person.first, beside, reading, article)
            for beside in words[max(0, place - _BESIDE) : place + _BESIDE + 1]
            if beside.sentence == word.sentence
        )
        for place, word in enumerate(words)
        if reads_as_name(word)
    )


def _is_one(one: PlacedWord, other: PlacedWord, mine: CheckedText, theirs: CheckedText) -> bool:
    """Whether two words are one name in whatever case; other languages may change its vowels."""
    pairs = [(a, b) for a in _keys(one) for b in _keys(other)]
    if any(_are_near(a, b) for a, b in pairs):
        return True
    return mine.language != theirs.language and any(
        consonants(a) == consonants(b) and len(consonants(a)) >= _BONES for a, b in pairs
    )


def _keys(word: PlacedWord) -> tuple[str, str]:
    return word.key, spelling(word.text)


def _are_near(one: str, other: str) -> bool:
    if Levenshtein.normalized_similarity(one, other) >= SAME and are_forms(one, other):
        return True
    if one.rstrip(_ENDING) == other.rstrip(_ENDING):
        return True
    short, long = sorted((one, other), key=len)
    begins = len(short) >= _BEGINNING and long.startswith(short)
    return begins or (
        len(long) == len(short) + 1
        and any(long[: m.start()] + long[m.end() :] == short for m in _FLEETING.finditer(long))
    )
