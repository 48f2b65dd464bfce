"""What a person is called in each language, from the forms in which texts name him or her.

A form in some case may be of several names; the one counts that is most alike in all languages.
"""

from collections.abc import Mapping
from itertools import product

from rapidfuzz.distance import Levenshtein

from dalel.domain.names import NO_NAMES, TOLD_LANGUAGES, NameKind
from dalel.language.name_book import NameBook
from dalel.language.names import are_same, skeleton, spelling
from dalel.language.names_told import names_told


def name_in_texts(printed: str, texts: Mapping[str, str]) -> dict[str, str]:
    """The name behind a printed form, in the nominative of each language of texts.

    Where a text does not tell the name, it is what rules make of it in that language, or nothing.
    """
    may_be = {
        language: _candidates(printed, text, language)
        for language, text in texts.items()
        if language in TOLD_LANGUAGES
    }
    told = {language: found for language, found in may_be.items() if found}
    named = _most_alike(told)
    for language in texts:
        if language not in named:
            named[language] = _rendered(named, language) or printed
    return named


def _candidates(printed: str, text: str, language: str) -> tuple[str, ...]:
    sought = [skeleton(printed, one) for one in TOLD_LANGUAGES]
    found = [
        called
        for told in names_told(text, language)
        if told.kind is NameKind.PERSON
        and any(are_same(skeleton(told.words, language), one) for one in sought)
        for called in told.called
    ]
    return tuple(dict.fromkeys(found))


def _most_alike(may_be: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """One name a language; those of two languages that differ in the fewest letters."""
    languages = list(may_be)
    best = min(product(*may_be.values()), key=_difference, default=())
    return dict(zip(languages, best, strict=False))


def _difference(names: tuple[str, ...]) -> tuple[int, int]:
    bones = [" ".join(spelling(word) for word in name.split()) for name in names]
    apart = sum(Levenshtein.distance(bones[0], other) for other in bones[1:])
    # Of equals the shorter has the fewer endings.
    return apart, sum(map(len, names))


def _rendered(named: Mapping[str, str], target: str) -> str:
    book = NameBook(NO_NAMES)
    return next(
        (
            book.rendered(name, NameKind.PERSON, source, target).words
            for source, name in named.items()
            if name
        ),
        "",
    )
