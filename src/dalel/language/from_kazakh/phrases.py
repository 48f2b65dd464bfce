"""Kazakh noun phrases said in Russian, word for word of a dictionary and of known names.

Everything of a phrase is said, or nothing is. A noun has its owner, adjectives and a number before
it, somebody's name stands behind what he or she is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Final, Protocol

from dalel.domain.claim import Amount, AmountBound
from dalel.domain.dictionary import EntryKind
from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.language.from_kazakh.values import said_amount, said_persons
from dalel.language.from_kazakh.words import FoundWord, KazakhWords
from dalel.language.kk.cases import Case, noun
from dalel.language.kk.noun_inflection import CASES, decline
from dalel.language.kk.sentence_words import Word, WordKind
from dalel.language.ru.noun_phrases import (
    Gender,
    RussianPhrase,
    counted,
    fixed_phrase,
    name_of_body,
    name_of_place,
    person_phrase,
)
from dalel.language.ru.person_cases import CASES as RUSSIAN_CASES

_FORMS: Final = (*CASES, Case.ATTR)
#: What may own something without an ending: сот шешімі.
_BARE_OWNERS: Final = frozenset({EntryKind.BODY})
_ADDRESSES: Final = frozenset({FactKind.HOST, FactKind.HANDLE})
_OWNED: Final = frozenset({EntryKind.PERSON, EntryKind.BODY, EntryKind.THING})
#: Parts of a country have names of their own: области Караганды is none.
_DIVISIONS: Final = frozenset({"облыс", "аудан", "қала", "ауыл", "өңір"})
#: What is counted is a case: 42 случая.
_EVENT: Final = "событие"
_CASE: Final = "случай"
_AGED: Final = "жастағы"
_AND: Final = frozenset({"және", "мен", "бен", "пен"})
#: Parts of a phrase that says more than a name.
_SEVERAL: Final = 2
_CONSONANTS: Final = "бвгджзклмнпрстфхцчшщ"


class RussianNames(Protocol):
    """What is called how in Russian: a country's places, bodies, provisions and dates."""

    def place(self, code: str) -> Mapping[str, str]:
        """A place in its cases."""

    def body(self, code: str) -> str | None:
        """A body's name."""

    def statute(self, value: str) -> str | None:
        """A provision as it is cited."""

    def date(self, value: str) -> Mapping[str, str]:
        """A date as an answer to "when" (``on``)."""


@dataclass(frozen=True, kw_only=True)
class CalledPerson:
    """A person of a text: the words in some form, the Kazakh nominative, the Russian one."""

    words: str
    called: str
    russian: str
    sure: bool = True


@dataclass(frozen=True, kw_only=True)
class _Part:
    """A stretch of a phrase: a word, or what a name says, in its case."""

    text: str
    case: Case | None = None
    said: RussianPhrase | None = None
    kind: FactKind | None = None
    amount: Amount | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class KazakhPhrases:
    """What says the noun phrases of one text in Russian.

    ``facts`` are its names, ``persons`` those that are called somehow in Russian, ``aliases`` what
    places and bodies are called in Kazakh by their codes.
    """

    words: KazakhWords
    names: RussianNames
    facts: Sequence[Fact]
    persons: Sequence[CalledPerson]
    aliases: Mapping[str, Sequence[str]]

    @cached_property
    def _persons_by_word(self) -> Mapping[str, Sequence[tuple[list[str], CalledPerson]]]:
        """Those who are called, and in which words, by the first of these."""
        found: dict[str, list[tuple[list[str], CalledPerson]]] = {}
        for one in self.persons:
            called = one.words.split()
            found.setdefault(called[0], []).append((called, one))
        return found

    @cached_property
    def _facts_by_place(self) -> Mapping[int, Sequence[Fact]]:
        """What is known of the text, by where it begins."""
        found: dict[int, list[Fact]] = {}
        for fact in self.facts:
            found.setdefault(fact.span.start, []).append(fact)
        return found

    def phrase(self, words: Sequence[Word], case: Case) -> RussianPhrase | None:
        """What words that stand in a case are; None where not all of it can be said surely."""
        parts = self._parts(words)
        return None if parts is None else self._whole(parts, case)

    def named(self, fact: Fact) -> tuple[Case, RussianPhrase] | None:
        """A place or body that is known, and the case it stands in."""
        part = self._known(fact, fact.text)
        if part is None or part.case is None or part.said is None:
            return None
        return part.case, part.said

    def place_at(self, words: Sequence[Word]) -> RussianPhrase | None:
        """The place that words in the locative are, and nothing beside."""
        parts = self._parts(words)
        if parts is None or len(parts) != 1 or parts[0].kind is not FactKind.PLACE:
            return None
        return parts[0].said if parts[0].case is Case.LOC else None

    def named_phrase(self, words: Sequence[Word]) -> RussianPhrase | None:
        """A phrase of several parts that tells a name or a value surely, in whatever case."""
        parts = self._parts(words)
        if parts is None or len(parts) < _SEVERAL:
            return None
        found = [said for case in _FORMS if (said := self._whole(parts, case)) is not None]
        said = found[0] if len({one.words for one in found}) == 1 else None
        return said if said is not None and said.named and said.sure else None

    def _whole(self, parts: Sequence[_Part], case: Case) -> RussianPhrase | None:
        if not parts:
            return None
        joints = [at for at, part in enumerate(parts) if part.text.lower() in _AND]
        if joints:
            return self._joined(parts, joints, case)
        last, before = parts[-1], parts[:-1]
        if last.said is not None:
            if last.case is not case:
                return None
            if not before:
                return last.said
            is_person = last.said.person
            role = self._noun(before, Case.NOM) if is_person else None
            return role.before(last.said) if role is not None and role.person else None
        return self._noun(parts, case)

    def _joined(
        self, parts: Sequence[_Part], joints: Sequence[int], case: Case
    ) -> RussianPhrase | None:
        """Two that stand side by side, both of them somebody with a name."""
        (at, *more) = joints
        if more or at in (0, len(parts) - 1):
            return None
        first, second = self._whole(parts[:at], Case.NOM), self._whole(parts[at + 1 :], case)
        if first is None or second is None or parts[at - 1].kind is not FactKind.PERSON:
            return None
        both = first.person and second.person and parts[-1].kind is FactKind.PERSON
        return first.and_(second) if both else None

    def _noun(self, parts: Sequence[_Part], case: Case) -> RussianPhrase | None:
        """A noun of the dictionary with what stands before it."""
        row = _words_at_end(parts)
        found = self.words.at_end(row, case) if row else None
        if found is None:
            return None
        rest = list(parts[: len(parts) - found.size])
        adjectives: list[str] = []
        while rest and (adjective := self._description(rest[-1])) is not None:
            adjectives.insert(0, adjective)
            rest.pop()
        if adjectives and found.entry.possessive:
            # Which of the nouns it describes is not told: ақпараттық қауіпсіздік саласы.
            return None
        if rest and rest[-1].amount is not None and case in (Case.NOM, Case.ACC):
            return self._counted(found, adjectives, rest, case)
        said = found.phrase(adjectives)
        if said is None or not rest:
            return said
        return self._owned(said, rest, found)

    def _owned(
        self, said: RussianPhrase, rest: Sequence[_Part], found: FoundWord
    ) -> RussianPhrase | None:
        """A noun with whose or where it is."""
        last = rest[-1]
        is_place = last.kind is FactKind.PLACE and last.said is not None
        if is_place and last.said and last.case is Case.ATTR and len(rest) == 1:
            return said.with_tail(in_place(last.said), named=True)
        if not found.possessed or (is_place and found.entry.kk in _DIVISIONS):
            return None
        if last.kind in _ADDRESSES:
            # Of many the others stand before it: Telegram және Signal мессенджерлері.
            alone = len(rest) == 1 and last.case in (Case.NOM, Case.GEN)
            one = alone and (last.case is Case.GEN or not found.plural)
            return said.with_tail(last.text, named=True) if one else None
        owner = self._whole(rest, Case.GEN) or self._bare_owner(rest, found)
        return said.of(owner) if owner is not None else None

    def _bare_owner(self, rest: Sequence[_Part], found: FoundWord) -> RussianPhrase | None:
        """Whose something is, without an ending: Алматы соты, полиция өкілі."""
        last = rest[-1]
        if last.said is not None:
            alone = len(rest) == 1 and last.case is Case.NOM
            return last.said if alone and not last.said.person else None
        bare = self.words.at_end(_words_at_end(rest), Case.NOM)
        if bare is None or bare.size < len(rest) or found.entry.kind not in _OWNED:
            return None
        return bare.phrase() if bare.entry.kind in _BARE_OWNERS else None

    def _counted(
        self, found: FoundWord, adjectives: Sequence[str], rest: Sequence[_Part], case: Case
    ) -> RussianPhrase | None:
        amount = rest[-1].amount
        if len(rest) > 1 or amount is None or found.plural or found.possessed:
            return None
        ru = _CASE if found.entry.ru == _EVENT else found.entry.ru
        lemmas = " ".join([*adjectives, ru])
        nominative = said_amount(amount, lemmas)
        if not nominative or amount.unit != "count":
            return None
        accusative = nominative
        if amount.bound is AmountBound.EXACT:
            accusative = counted(amount.value, lemmas, "acc")
        one = amount.value == Decimal(1) or not accusative
        if one:
            return None
        cases = {"nom": nominative, "acc": accusative}
        is_person = found.entry.kind is EntryKind.PERSON
        if is_person and amount.bound is AmountBound.EXACT:
            cases = said_persons(amount.value, lemmas) or cases
        return RussianPhrase(cases=cases, gender=Gender.PLURAL, person=is_person, named=True)

    def _description(self, part: _Part) -> str | None:
        """A part as an adjective: жаңа, 27 жастағы."""
        amount = part.amount
        if amount is None or not part.text.lower().endswith(_AGED):
            return self._adjective(part)
        plain = amount.bound is AmountBound.EXACT and amount.upper is None
        return f"{amount.value:f}-летний" if plain and amount.value % 1 == 0 else None

    def _adjective(self, part: _Part) -> str | None:
        plain = part.said is None and part.kind is None and part.amount is None
        return self.words.adjective(part.text) if plain else None

    def _parts(self, words: Sequence[Word]) -> list[_Part] | None:
        """The parts of a phrase; None where one holds what nothing is known of."""
        found: list[_Part] = []
        at = 0
        while at < len(words):
            part, size = self._part(words, at)
            if part is None:
                return None
            found.append(part)
            at += size
        return found

    def _part(self, words: Sequence[Word], at: int) -> tuple[_Part | None, int]:
        word = words[at]
        if word.kind is WordKind.AMOUNT:
            amount = word.value if isinstance(word.value, Amount) else None
            return _Part(text=word.text, amount=amount), 1
        if word.kind in (WordKind.TIME, WordKind.MARK):
            return None, 1
        part, size = self._name_at(words, at)
        if part is not None:
            return part, size
        if word.kind is WordKind.TITLE:
            return _title(word), 1
        if size := _latin(words[at:]):
            return _Part(
                text=_row(words[at : at + size]), case=Case.NOM, kind=FactKind.HANDLE
            ), size
        return _Part(text=word.text), 1

    def _name_at(self, words: Sequence[Word], at: int) -> tuple[_Part | None, int]:
        """The person, place, body, law or address that stands at a place."""
        for called, one in self._persons_by_word.get(words[at].text, ()):
            size = len(called)
            if [each.text for each in words[at : at + size]] == called:
                return _person(one), size
        for fact in self._facts_by_place.get(words[at].span.start, ()):
            size = sum(each.span.start < fact.span.end for each in words[at:])
            if part := self._named(fact, words[at : at + size]):
                return part, size
        return None, 0

    def _named(self, fact: Fact, words: Sequence[Word]) -> _Part | None:
        """A place, body or address as it is called in Russian, with the case it stands in."""
        text = _row(words)
        if fact.kind in _ADDRESSES:
            return _address(fact, text)
        if fact.kind is FactKind.STATUTE:
            return self._law(fact, text)
        return self._known(fact, text) if fact.known else None

    def _known(self, fact: Fact, text: str) -> _Part | None:
        case = _case_of(text, self.aliases.get(fact.value, ()))
        if case is None:
            return None
        if fact.kind is FactKind.PLACE:
            place = self.place(fact.value)
            return _Part(text=text, case=case, said=place, kind=fact.kind) if place else None
        name = self.names.body(fact.value)
        body = name_of_body(name) if name else None
        return _Part(text=text, case=case, said=body, kind=fact.kind) if body else None

    def _law(self, fact: Fact, text: str) -> _Part | None:
        """A law that is called by its name."""
        told = self.names.statute(fact.value)
        said = name_of_body(told) if told else None
        ending = text[len(fact.text) :] if text.startswith(fact.text) else ""
        if said is None or ending:
            return None
        case = noun(text).case if text[-1:].isalpha() else Case.NOM
        return _Part(text=text, case=case, said=replace(said, body=False), kind=fact.kind)

    def place(self, code: str) -> RussianPhrase | None:
        """A place in all cases, by its forms or as the dictionary declines its name."""
        place = self.names.place(code)
        if not place:
            return None
        if set(RUSSIAN_CASES) <= place.keys():
            return RussianPhrase(cases=dict(place), gender=Gender.NEUTER, named=True)
        return name_of_place(place["nom"])


def in_place(place: RussianPhrase) -> str:
    """Where something was: в Алматы, во Франции."""
    loc = place.cases["loc"]
    low = loc.lower()
    hard = low[0] in "вф" and low[1:2] in _CONSONANTS
    return f"{'во' if hard else 'в'} {loc}"


def said_statute(names: RussianNames, value: str) -> str:
    """By which provision something was done: по статье 274 УК; empty where it is not known."""
    told = names.statute(value)
    first, _, rest = (told or "").partition(" ")
    dative = {"статья": "статье", "часть": "части", "пункт": "пункту"}.get(first)
    return f"по {dative} {rest}" if dative else ""


def _person(one: CalledPerson) -> _Part:
    case = _case_of(one.words, [one.called])
    said = person_phrase(one.russian)
    if said is not None:
        said = replace(said, sure=one.sure)
    return _Part(text=one.words, case=case, said=said, kind=FactKind.PERSON)


def _address(fact: Fact, text: str) -> _Part:
    ending = text[len(fact.text) :] if text.startswith(fact.text) else ""
    case = noun(f"Х{ending}").case if ending else Case.NOM
    return _Part(text=fact.text, case=case, kind=fact.kind)


def _title(word: Word) -> _Part | None:
    """A title in Latin letters, which is the same in Russian."""
    inner = word.text.strip("«»“”„")
    if not inner.isascii():
        return None
    said = fixed_phrase(f"«{inner}»", Gender.NEUTER)
    return _Part(text=said.words, case=Case.NOM, kind=FactKind.HANDLE)


def _latin(words: Sequence[Word]) -> int:
    """How many words in Latin letters stand first, as names of companies are written."""
    size = 0
    for word in words:
        if not (word.text.isascii() and word.text[0].isupper()):
            break
        size += 1
    return size


def _case_of(text: str, names: Iterable[str]) -> Case | None:
    """The case in which a name stands; None where it is none of its forms."""
    low = text.lower()
    for name in names:
        for case in _FORMS:
            if decline(name, case).lower() == low:
                return case
    return None


def _words_at_end(parts: Sequence[_Part]) -> list[str]:
    """The plain words with which a phrase ends."""
    found: list[str] = []
    for part in reversed(parts):
        if part.said is not None or part.kind is not None or part.amount is not None:
            break
        found.insert(0, part.text)
    return found


def _row(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def within(facts: Iterable[Fact], span: TextSpan) -> list[Fact]:
    """The facts that stand in a stretch of a text."""
    return [one for one in facts if span.start <= one.span.start and one.span.end <= span.end]
