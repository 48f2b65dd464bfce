"""What a person is called in each language, from the forms in which texts name him or her.

A form in some case may be of several names; the one counts that is most alike in all languages,
of equals in Russian the one whose parts agree, in Kazakh the one with the fewest endings.
"""

from collections.abc import Mapping
from itertools import product

from rapidfuzz.distance import Levenshtein

from dalel.domain.names import NO_NAMES, TOLD_LANGUAGES, NameKind
from dalel.language.name_book import NameBook
from dalel.language.names import are_same, skeleton, spelling
from dalel.language.names_told import names_told
from dalel.language.ru.given_names import is_man, is_woman
from dalel.language.ru.person_cases import is_female


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
        for called in _in_order(told.words, told.called, language)
    ]
    return tuple(dict.fromkeys(found))


def _in_order(words: str, called: tuple[str, ...], language: str) -> list[str]:
    """What a form may be the form of, the likeliest first."""
    if language != "ru":
        return sorted(called, key=len)

    def unlikely(name: str) -> tuple[bool, bool, bool]:
        # «Марину» and «Дину» are hardly ever the datives of men.
        return not _agrees(name), name != words, not is_female(name.split())

    return sorted(called, key=unlikely)


def _agrees(name: str) -> bool:
    """Whether a Russian name's parts are all a woman's or all a man's, in the nominative."""
    parts = name.split()
    female = is_female(parts)
    is_theirs = is_woman if female else is_man
    is_nominative = is_female(parts[-1:]) is not None
    return female is not None and is_nominative and any(is_theirs(part) for part in parts)


def _most_alike(may_be: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """One name a language; those of two languages that differ in the fewest letters."""
    languages = list(may_be)
    # The first of equals: the likeliest stand first.
    best = min(product(*may_be.values()), key=_difference, default=())
    return dict(zip(languages, best, strict=False))


def _difference(names: tuple[str, ...]) -> int:
    bones = [" ".join(spelling(word) for word in name.split()) for name in names]
    return sum(Levenshtein.distance(bones[0], other) for other in bones[1:])


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
