"""Builds the country's lexicon for reading texts.

The pack's formats, gazetteer and glossary with ``lexicon.toml``; names of the world's countries
and English months come from CLDR.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from babel import Locale

from dalel.domain.errors import PackError
from dalel.domain.lexicon import Alias, LegalAct, Lexicon, Unit, Words
from dalel.pack.files import read
from dalel.pack.glossary import GlossaryTerm
from dalel.pack.pack_records import Pack
from dalel.pack.places import Place, PlaceKind

_FILE: Final = "lexicon.toml"
#: Begins a phrase that holds a denial of its own.
_MARK: Final = "!"


@dataclass(frozen=True, kw_only=True)
class ActNames:
    """Names of an act; ``title`` marks a law that is a fact even without an article."""

    kk: tuple[str, ...] = ()
    ru: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    title: bool = False


@dataclass(frozen=True, kw_only=True)
class BodyNames:
    """Names of a body, beside those of a glossary's term."""

    kk: tuple[str, ...] = ()
    ru: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    glossary: str = ""


@dataclass(frozen=True, kw_only=True)
class LexiconWords:
    """``lexicon.toml``: names and phrases that no other file of the pack has.

    An outcome or measure has its phrases by language, and under ``implied_by`` and ``excludes``
    the codes of others.
    """

    ambiguous: tuple[str, ...] = ()
    #: The gazetteer's code of the capital.
    capital: str = ""
    acts: Mapping[str, ActNames] = field(default_factory=dict)
    organisations: Mapping[str, BodyNames] = field(default_factory=dict)
    places: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    waters: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    #: Outcomes that are told in few words, those that a sum tells, and those told in many words.
    plain: tuple[str, ...] = ()
    priced: tuple[str, ...] = ()
    contrasted: tuple[str, ...] = ()
    outcomes: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    measures: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    tellings: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)


def lexicon(folder: Path, pack: Pack) -> Lexicon:
    """The lexicon of a loaded pack; a pack without ``lexicon.toml`` has no acts and outcomes.

    :raises PackError: when ``lexicon.toml`` is of another shape, or marks a word inside a phrase.
    """
    exists = (folder / _FILE).exists()
    words = read(folder, _FILE, LexiconWords) if exists else LexiconWords()
    languages = tuple(dict.fromkeys((*pack.languages, *pack.ui_languages)))
    formats = pack.formats
    return Lexicon(
        deeds=pack.deeds,
        months={language: _months(pack, language) for language in languages},
        weekdays={language: _weekdays(pack, language) for language in languages},
        multipliers={
            language: {
                word: multiplier.value
                for multiplier in formats.multipliers
                for word in multiplier.words.get(language, ())
            }
            for language in languages
        },
        bounds={
            language: tuple(
                (qualifier.operator, word)
                for qualifier in formats.qualifiers
                for word in qualifier.words.get(language, ())
            )
            for language in languages
        },
        currency=formats.currency.code,
        currency_names={
            language: (
                formats.currency.symbol,
                label,
                *formats.currency.abbreviations.get(language, ()),
            )
            for language, label in formats.currency.labels.items()
        },
        units=tuple(
            Unit(
                code=unit.code,
                names={
                    language: (unit.abbreviation[language], unit.labels[language])
                    for language in unit.labels
                },
                values={int(year): value for year, value in unit.values.items()},
            )
            for unit in formats.base_units
        ),
        places=tuple(_places(pack, words, languages)),
        organisations=tuple(_organisations(pack.glossary, words, languages)),
        acts=tuple(
            LegalAct(code=code, names=_by_language(names, languages), a_title=names.title)
            for code, names in words.acts.items()
        ),
        home=pack.number_prefix,
        capital=words.capital,
        outcomes=_phrases("outcomes", words.outcomes, languages),
        measures=_phrases("measures", words.measures, languages),
        tellings=_phrases("tellings", words.tellings, languages),
        plain=frozenset(words.plain),
        priced=frozenset(words.priced),
        contrasted=frozenset(words.contrasted),
        waters=tuple(Alias(code=code, names=names) for code, names in words.waters.items()),
        implied_by=_implying({**words.outcomes, **words.measures}),
        excludes=_excluded({**words.outcomes, **words.measures}),
    )


def _phrases(
    key: str, table: Mapping[str, Mapping[str, tuple[str, ...]]], languages: Iterable[str]
) -> dict[str, dict[str, tuple[str, ...]]]:
    for code, found in table.items():
        for language in languages:
            # A mark inside a phrase would be looked for as a letter of the text.
            wrong = [each for each in found.get(language, ()) if _MARK in each.removeprefix(_MARK)]
            if wrong:
                where = f"{key}.{code}.{language}"
                raise PackError(_FILE, where, f"{_MARK!r} may only begin a phrase: {wrong[0]!r}")
    return {
        language: {code: found.get(language, ()) for code, found in table.items()}
        for language in languages
    }


def _implying(table: Mapping[str, Mapping[str, tuple[str, ...]]]) -> dict[str, frozenset[str]]:
    """What tells each outcome too, also by way of a third one."""
    direct = {code: set(words.get("implied_by", ())) for code, words in table.items()}
    found = {}
    for code, others in direct.items():
        whole, left = set[str](), set(others)
        while left:
            other = left.pop()
            whole.add(other)
            left |= direct.get(other, set()) - whole
        found[code] = frozenset(whole - {code})
    return found


def _excluded(table: Mapping[str, Mapping[str, tuple[str, ...]]]) -> dict[str, frozenset[str]]:
    """What excludes what; it need be written down on one side only."""
    found: dict[str, set[str]] = {code: set() for code in table}
    for code, words in table.items():
        for other in words.get("excludes", ()):
            found[code].add(other)
            found.setdefault(other, set()).add(code)
    return {code: frozenset(others) for code, others in found.items()}


def _by_language(names: ActNames | BodyNames, languages: Iterable[str]) -> Words:
    return {language: getattr(names, language, ()) for language in languages}


def _months(pack: Pack, language: str) -> dict[int, tuple[str, ...]]:
    own = {month.number: month.forms.get(language, {}) for month in pack.formats.months}
    common = Locale(language).months
    return {
        number: tuple(
            dict.fromkeys(
                form
                for form in (
                    *(form for case, form in own.get(number, {}).items() if case != "short"),
                    common["format"]["wide"][number].lower(),
                    common["stand-alone"]["wide"][number].lower(),
                )
            )
        )
        for number in range(1, 13)
    }


def _weekdays(pack: Pack, language: str) -> tuple[str, ...]:
    own = pack.formats.weekdays.get(language)
    days = Locale(language).days["stand-alone"]["wide"]
    return own or tuple(days[number].lower() for number in range(7))


def _places(pack: Pack, words: LexiconWords, languages: tuple[str, ...]) -> Iterator[Alias]:
    cities = {
        (place.labels[language]).casefold()
        for place in pack.places
        if place.kind is PlaceKind.CITY
        for language in place.labels
    }
    seen = set()
    for place in pack.places:
        seen.add(place.code)
        if not _is_city_as_region(place, cities):
            yield _place(place, words, languages)
    for territory in sorted(Locale("en").territories):
        if (
            len(territory) == 2
            and territory.isalpha()
            and territory not in seen | {"ZZ", "EU", "EZ", "UN"}
        ):
            named = (Locale(language).territories.get(territory) for language in languages)
            pairs = zip(languages, named, strict=True)
            more = words.places.get(territory, {})
            names = {
                language: tuple(dict.fromkeys((name, *more.get(language, ()))))
                for language, name in pairs
                if name
            }
            marked = {name for group in names.values() for name in group} & set(words.ambiguous)
            yield Alias(code=territory, names=names, marked=frozenset(marked))


def _is_city_as_region(place: Place, cities: set[str]) -> bool:
    """A city that is a region too stands in the gazetteer twice; the city's code serves both."""
    if place.kind is not PlaceKind.REGION:
        return False
    return all(
        any(word.casefold() in cities for word in label.split())
        and len(label.split()) <= 2
        and "обл" not in label.casefold()
        and "region" not in label.casefold()
        for label in place.labels.values()
    )


def _place(place: Place, words: LexiconWords, languages: tuple[str, ...]) -> Alias:
    more = words.places.get(place.code, {})
    names = {
        language: tuple(
            dict.fromkeys(
                name
                for name in (
                    place.labels.get(language, ""),
                    *place.forms.get(language, {}).values(),
                    *place.variants.get(language, ()),
                    *place.former.get(language, ()),
                    *more.get(language, ()),
                )
                if name
            )
        )
        for language in languages
    }
    every = {name for found in names.values() for name in found}
    marked = every if place.ambiguous else every & set(words.ambiguous)
    return Alias(code=place.code, names=names, marked=frozenset(marked))


def _organisations(
    glossary: Iterable[GlossaryTerm], words: LexiconWords, languages: tuple[str, ...]
) -> Iterator[Alias]:
    terms = {term.id: term for term in glossary}
    for code, body in words.organisations.items():
        term = terms.get(body.glossary)
        own = _by_language(body, languages)
        names = {
            language: (
                *((term.labels[language],) if term else ()),
                *(term.variants.get(language, ()) if term else ()),
                *own[language],
            )
            for language in languages
        }
        yield Alias(code=code, names=names)
