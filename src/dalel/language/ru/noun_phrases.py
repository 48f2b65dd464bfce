"""Russian noun phrases put together from the dictionary forms of their words, and their cases.

Only words that the dictionary surely has are declined; of a row of nouns the first is the head, and
what follows it stands in the genitive.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final

from dalel.language.figures import figure, plural_form
from dalel.language.ru.given_names import is_man, is_woman
from dalel.language.ru.person_cases import CASES, is_female, parts_in_cases
from dalel.language.ru.trained_models import readings

_TAGS: Final = {
    "nom": "nomn", "gen": "gent", "dat": "datv", "acc": "accs", "ins": "ablt", "loc": "loct",
}  # fmt: skip
_GENDERS: Final = {"masc", "femn", "neut"}
#: Words that the dictionary lacks or has doubly, and that stay as they are.
_FIXED: Final = {"тенге": "masc", "евро": "masc", "мрп": "masc"}
#: Offices that the dictionary lacks, and that are declined as names are.
_LIKE_NAMES: Final = frozenset({"аким", "мажилисмен"})
#: The genitive plural after a number where it is another word.
_COUNTED: Final = {"год": "лет", "человек": "человек", "сутки": "суток"}
#: Family names that tell whether they are a woman's.
_FAMILY: Final = re.compile(r"(?:[оеё]в|[иы]н)а?$|[сц]к(?:ий|ая)$")
_AGED: Final = re.compile(r"\d+-летний")
#: Ends of words that are declined as they look.
_GUESSABLE: Final = re.compile(r"(?:ат|им|ист|ер|ол|тор|анин|ец|ия|ка|рум|ект|нал|та|ость)$")
#: What may stand in the nominative only where it is a name.
_NOT_SURE: Final = frozenset({"Name", "Surn", "Patr", "Abbr"})


class Gender(StrEnum):
    """How a verb in the past agrees with a phrase."""

    MASCULINE = "masc"
    FEMININE = "femn"
    NEUTER = "neut"
    PLURAL = "plur"


@dataclass(frozen=True, kw_only=True)
class RussianPhrase:
    """A phrase in all cases; ``named`` where it tells a name or a value, ``sure`` where surely.

    ``person`` is somebody, and ``animate`` by grammar; ``body`` an office or a company.
    A ``loose`` one is a word by itself that may mean something else beside another verb; one that
    ``lacks_owner`` is somebody's, and it is not told whose.
    """

    cases: Mapping[str, str]
    gender: Gender
    animate: bool = False
    person: bool = False
    body: bool = False
    loose: bool = False
    lacks_owner: bool = False
    named: bool = False
    sure: bool = True

    @property
    def words(self) -> str:
        """As it is called."""
        return self.cases["nom"]

    def of(self, owner: "RussianPhrase") -> "RussianPhrase":
        """The phrase with whose it is behind it."""
        return self.with_tail(owner.cases["gen"], named=owner.named, sure=owner.sure)

    def with_tail(self, tail: str, *, named: bool, sure: bool = True) -> "RussianPhrase":
        """The phrase with words behind it that stay as they are."""
        cases = {case: f"{words} {tail}" for case, words in self.cases.items()}
        both = self.named or named
        return replace(
            self, cases=cases, named=both, loose=False, lacks_owner=False, sure=self.sure and sure
        )

    def and_(self, other: "RussianPhrase") -> "RussianPhrase":
        """Both of them."""
        cases = {case: f"{self.cases[case]} и {other.cases[case]}" for case in self.cases}
        sure = self.sure and other.sure
        return replace(self, cases=cases, gender=Gender.PLURAL, named=True, sure=sure)

    def before(self, name: "RussianPhrase") -> "RussianPhrase":
        """What somebody is, with the name behind it: in one case, and of the name's gender."""
        cases = {case: f"{self.cases[case]} {name.cases[case]}" for case in self.cases}
        sure = self.sure and name.sure
        return replace(name, cases=cases, lacks_owner=self.lacks_owner, sure=sure)


@dataclass(frozen=True, kw_only=True)
class _Head:
    reading: Any
    gender: Gender
    fixed: str = ""
    is_somebody: bool = False


def fixed_phrase(words: str, gender: Gender, *, named: bool = True) -> RussianPhrase:
    """Words that are the same in all cases."""
    return RussianPhrase(cases=dict.fromkeys(CASES, words), gender=gender, named=named)


def person_phrase(name: str) -> RussianPhrase | None:
    """The name of somebody; None where its cases are not sure."""
    parts = name.split()
    female = is_female(parts)
    # A name that the dictionary only guesses may be a woman's: Жымбай Ли.
    told = _FAMILY.search(parts[-1]) or is_man(parts[0]) is not is_woman(parts[0])
    if female is None or not told:
        return None
    found = parts_in_cases(parts, female=female)
    cases = {case: " ".join(one[at] for one in found) for at, case in enumerate(CASES)}
    gender = Gender.FEMININE if female else Gender.MASCULINE
    return RussianPhrase(cases=cases, gender=gender, animate=True, person=True, named=True)


@lru_cache(10_000)
def phrase_of(
    lemmas: str, *, plural: bool = False, plural_owner: bool = False, person: bool = False
) -> RussianPhrase | None:
    """The phrase of words in dictionary form: adjectives, their noun, what it is of.

    ``plural_owner`` is told of what it is of. None where a word is not surely known.
    """
    if lemmas in _LIKE_NAMES and not plural:
        (forms,) = parts_in_cases([lemmas], female=False)
        like_a_name = {case: form.lower() for case, form in zip(CASES, forms, strict=True)}
        return RussianPhrase(cases=like_a_name, gender=Gender.MASCULINE, animate=True, person=True)
    words = lemmas.split()
    # уголовный is a noun too, but not before another one.
    at = next((place for place, word in enumerate(words) if _adjective(word) is None), None)
    at = len(words) - 1 if at is None else at
    head = _head(words[at])
    if head is None:
        return None
    number = "plur" if plural or head.gender is Gender.PLURAL else "sing"
    animate = head.is_somebody or (head.reading is not None and "anim" in head.reading.tag)
    cases = _cases(words[:at], words[at], head, number, animate=animate)
    if cases is None:
        return None
    gender = Gender.PLURAL if number == "plur" else head.gender
    if head.reading is not None and not head.reading.is_known and animate != person:
        return None
    told = RussianPhrase(cases=cases, gender=gender, animate=animate, person=person)
    rest = words[at + 1 :]
    if not rest:
        return told
    owner = phrase_of(" ".join(rest), plural=plural_owner, plural_owner=plural_owner)
    return None if owner is None else told.of(owner)


@lru_cache(2_000)
def name_of_body(name: str) -> RussianPhrase | None:
    """A body's own name, written as it is called: Комитет национальной безопасности."""
    words = name.split()
    at = next((place for place, word in enumerate(words) if not _agreeing(word.lower())), None)
    if at is None:
        return None
    head = _head(words[at].lower())
    if head is None or head.gender is Gender.PLURAL:
        return None
    lemmas = [_lemma(word.lower()) for word in words[:at]]
    cases = _cases(lemmas, words[at].lower(), head, "sing", animate=False)
    if cases is None:
        return None
    rest = " ".join(words[at + 1 :])
    written = {
        case: " ".join(
            [
                *(
                    part.capitalize() if like[0].isupper() else part
                    for part, like in zip(said.split(), words, strict=False)
                ),
                *([rest] if rest else []),
            ]
        )
        for case, said in cases.items()
    }
    # What is called so in the nominative has to come out as it went in.
    if written["nom"] != name:
        return None
    return RussianPhrase(cases=written, gender=head.gender, named=True, body=True)


@lru_cache(2_000)
def name_of_place(name: str) -> RussianPhrase | None:
    """A place of one word, as the dictionary declines it; None where it has not it so."""
    for one in readings(name.lower()):
        if one.is_known and "Geox" in one.tag and one.tag.case == "nomn":
            forms = {case: one.inflect({tag}) for case, tag in _TAGS.items()}
            if all(forms.values()):
                cases = {
                    case: name[0] + str(form.word)[1:] if not name.isupper() else name
                    for case, form in forms.items()
                }
                return RussianPhrase(cases=cases, gender=Gender.NEUTER, named=True)
    return None


def counted(number: Decimal, lemmas: str, case: str = "nom", upper: Decimal | None = None) -> str:
    """So many of something, the number in figures; empty where the noun has no surely known form.

    >>> counted(Decimal(24), "телефон"), counted(Decimal(3), "год"), counted(Decimal(12), "год")
    ('24\\xa0телефона', '3\\xa0года', '12\\xa0лет')
    """
    form = plural_form(upper if upper is not None else number, "ru")
    told = figure(number) if upper is None else f"{figure(number)}–{figure(upper)}"
    single, many = phrase_of(lemmas), phrase_of(lemmas, plural=True)
    if single is None or many is None:
        return ""
    genitive = _COUNTED.get(lemmas) or many.cases["gen"]
    if case in ("nom", "acc"):
        by_form = {
            "one": single.cases[case], "few": single.cases["gen"], "many": genitive,
        }  # fmt: skip
        if form == "few" and _has_adjective(lemmas):
            adjective, _, noun = single.cases["gen"].rpartition(" ")
            plural_ones = many.cases["gen"].rpartition(" ")[0]
            by_form["few"] = f"{plural_ones} {noun}" if adjective else noun
        if case == "acc" and single.animate:
            by_form["few"] = many.cases["gen"]
        noun_ = by_form[form]
    else:
        noun_ = single.cases[case] if form == "one" else many.cases[case]
        noun_ = genitive if case == "gen" and form != "one" else noun_
    return f"{told}\u00a0{noun_}"


def past(infinitive: str, gender: Gender) -> str | None:
    """A verb in the past, for who did it; None where the dictionary has not it surely."""
    for reading in readings(infinitive):
        if reading.tag.POS == "INFN" and reading.normal_form == infinitive:
            number = {"plur"} if gender is Gender.PLURAL else {"sing", gender.value}
            form = reading.inflect({"past", "VERB", *number})
            return str(form.word).replace("ё", "е") if form is not None else None
    return None


def _has_adjective(lemmas: str) -> bool:
    return _adjective(lemmas.split()[0]) is not None


@lru_cache(10_000)
def _head(word: str) -> _Head | None:
    """A word as a noun in the nominative; None where it is none, or may be of two genders."""
    if word in _FIXED:
        return _Head(reading=None, gender=Gender(_FIXED[word]), fixed=word)
    nouns = [
        one
        for one in readings(word)
        if one.tag.POS == "NOUN"
        and one.tag.case == "nomn"
        and not _NOT_SURE & one.tag.grammemes
        and ("Pltm" in one.tag or one.tag.number == "sing")
        and one.normal_form.replace("ё", "е") == word.replace("ё", "е")
    ]
    found = [one for one in nouns if one.is_known] or (
        # Of a word that the dictionary lacks (аким, маслихат) all guesses have to agree.
        nouns if _like_a_noun(word) and len({str(one.tag.gender) for one in nouns}) == 1 else []
    )
    if not found:
        return _substantive(word)
    first = found[0]
    if "Pltm" in first.tag:
        return _Head(reading=first, gender=Gender.PLURAL)
    told = "masc" if "ms-f" in first.tag else str(first.tag.gender)
    return _Head(reading=first, gender=Gender(told)) if told in _GENDERS else None


def _like_a_noun(word: str) -> bool:
    return "-" not in word and _GUESSABLE.search(word) is not None


def _substantive(word: str) -> _Head | None:
    """An adjective or participle that stands for somebody: подозреваемый."""
    for one in readings(word):
        stands = (
            one.is_known and "Subx" in one.tag and {"masc", "sing", "nomn"} <= one.tag.grammemes
        )
        if stands:
            return _Head(reading=one, gender=Gender.MASCULINE, is_somebody=True)
    return None


@lru_cache(10_000)
def _adjective(word: str) -> Any | None:
    """A word as an adjective in its dictionary form."""
    return next(
        (
            one
            for one in readings(word)
            if (one.is_known or _AGED.fullmatch(word))
            and one.tag.POS in ("ADJF", "PRTF")
            and {"masc", "sing", "nomn"} <= one.tag.grammemes
        ),
        None,
    )


@lru_cache(2_000)
def _agreeing(word: str) -> Any | None:
    """A word as an adjective in the nominative, of whatever gender."""
    return next(
        (
            one
            for one in readings(word)
            if one.is_known and one.tag.POS == "ADJF" and {"sing", "nomn"} <= one.tag.grammemes
        ),
        None,
    )


def _lemma(word: str) -> str:
    reading = _agreeing(word)
    return str(reading.normal_form) if reading is not None else word


def _cases(
    adjectives: Sequence[str], noun: str, head: _Head, number: str, *, animate: bool
) -> dict[str, str] | None:
    found: dict[str, str] = {}
    for case, tag in _TAGS.items():
        agrees = {number, tag} | ({head.gender.value} if number == "sing" else set())
        if case == "acc" and (number == "plur" or head.gender is Gender.MASCULINE):
            agrees.add("anim" if animate else "inan")
        parts = [_inflected(_adjective(word), agrees) for word in adjectives]
        parts.append(noun if head.fixed else _declined_head(head, noun, number, tag))
        if not all(parts):
            return None
        found[case] = " ".join(parts)
    return found


def _declined_head(head: _Head, noun: str, number: str, tag: str) -> str:
    agrees = {number, tag}
    if head.is_somebody:
        agrees |= {head.gender.value} if number == "sing" else set()
        agrees |= {"anim"} if tag == "accs" else set()
    form = _inflected(head.reading, agrees)
    # The dictionary writes ё, and a text does only where it must.
    return form if "ё" in noun else form.replace("ё", "е")


def _inflected(reading: Any | None, tags: set[str]) -> str:
    form = reading.inflect(tags) if reading is not None else None
    return str(form.word) if form is not None else ""
