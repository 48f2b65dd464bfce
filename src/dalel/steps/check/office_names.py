"""Who is named for an office: holders of offices known to the pack or the registry, and titles.

A holder is meant where the office stands beside the name; a surname alone means the holder where
the texts tell that the holder is spoken of, and nobody else there bears the surname.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from dalel.domain.facts import Fact, FactKind
from dalel.language.names import are_same, skeleton
from dalel.language.notions import notions_of, roles
from dalel.language.terms import Phrases
from dalel.pack.office_holders import OfficeHolder
from dalel.steps.check.passages import Facts, Passage

_WORD: Final = re.compile(r"[^\W\d_]+")
#: So many letters before a surname its office may stand: президент Казахстана Токаев.
_NEAR: Final = 24
#: Letters by which an ending may make a part of a name longer.
_LONGER: Final = 2
_CAPITALS: Final = 2
_QUOTED: Final = re.compile(r"[«“\"]([^»”\"]+)[»”\"]")
#: The notions of those who hold offices, which may stand before a holder's surname.
_OFFICES: Final = frozenset({"president", "premier", "minister", "vice"})
_ENDING: Final = re.compile(r"(?:-?[а-яёәғқңөұүіһ]{1,6})?")


@dataclass(frozen=True, kw_only=True)
class NamedForAll:
    """What needs no decision in any incident.

    ``things`` are words, in small letters, of names of platforms, outlets and places; ``labels``
    names written in capitals that no person's is; ``holders`` the names, by language, of whom the
    rule has named in full for the office held, and ``offices`` those whom the pack knows.
    ``outlets`` are the names, by language, of outlets that an editor linked with the incident.
    """

    things: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    holders: tuple[Mapping[str, str], ...] = ()
    offices: tuple[OfficeHolder, ...] = ()
    outlets: tuple[Mapping[str, str], ...] = ()

    def is_outlet(self, fact: Fact, language: str) -> bool:
        """Whether a name, in whatever case, is the whole name of a linked outlet: Шапака.

        A name of more words may be a person's who is called like the outlet.
        """
        return any(
            fact.value.count(" ") == called.count(" ") and are_same(fact.value, called)
            for names in self.outlets
            if (called := skeleton(_title(names.get(language, "")), language))
        )

    def is_label(self, name: str) -> bool:
        """Whether a name, in whatever case, is one written in capitals: ҚазТАГ-тың."""
        return any(
            name.startswith(label) and _ENDING.fullmatch(name, len(label)) for label in self.labels
        )

    def is_title(self, name: str, language: str) -> bool:
        """Whether a name is made of words of an office and nothing else: Қазақстан Президенті."""
        told = skeleton(name, language).split()
        return any(
            told and all(word in _office_words(one.office[language], language) for word in told)
            for one in self.offices
            if language in one.office
        )


def _title(name: str) -> str:
    """An outlet's own name, without the noun before the quotation marks: газета «Шапак»."""
    quoted = _QUOTED.search(name)
    return quoted[1] if quoted else name


def labels_of(names: Iterable[str]) -> frozenset[str]:
    """Those of these names that are one word with more than one capital."""
    return frozenset(
        name
        for name in names
        if name.isalpha() and sum(map(str.isupper, name)) >= _CAPITALS and not name.isascii()
    )


@dataclass(frozen=True, kw_only=True)
class NamedHolders:
    """The holders of offices of whom texts speak, in each language in which they are told."""

    #: Names by language of those who are spoken of.
    meant: tuple[Mapping[str, str], ...]
    #: Skeletons of the names of several words that stand in the texts.
    others: tuple[str, ...]

    def has(self, fact: Fact, passage: Passage) -> bool:
        """Whether a person of a text is one of them; by surname alone if nobody else may be."""
        told = fact.value.split()
        for names in self.meant:
            called = skeleton(names.get(passage.language, ""), passage.language).split()
            if not called:
                continue
            if len(called) <= len(told) and _stand_in(called, told):
                return True
            if len(told) == 1 and _are_one(told[0], called[-1]):
                return not (self._has_namesake(called) or _follows_role(fact, passage))
        return False

    def _has_namesake(self, called: Sequence[str]) -> bool:
        surname = called[-1]
        return any(
            any(_are_one(word, surname) for word in other.split())
            and not _stand_in(called, other.split())
            for other in self.others
        )


def holders_meant(
    known: NamedForAll,
    texts: Sequence[tuple[Sequence[Passage], Facts]],
    day: date | None,
    *,
    is_matter: bool,
) -> NamedHolders:
    """The holders of whom texts of one incident speak.

    ``is_matter`` tells that the incident is a legal matter: there only who cannot be mistaken for
    another person is taken for the holder, since it may be the holder's own.
    """
    passages = [passage for each, _ in texts for passage in each]
    others = tuple(
        fact.value
        for _, facts in texts
        for found in facts.values()
        for fact in found
        if fact.kind is FactKind.PERSON and " " in fact.value
    )
    meant = [
        one.names
        for one in known.offices
        if one.holds_on(day)
        and (one.alone or not is_matter)
        and any(_is_told(one, passage) for passage in passages)
    ]
    named = [
        names
        for names in known.holders
        if any(_full(names.get(each.language, ""), each) for each in passages)
    ]
    return NamedHolders(meant=(*meant, *named), others=others)


def _is_told(holder: OfficeHolder, passage: Passage) -> bool:
    """Whether a text names a holder with the office, or so that nobody else can be meant."""
    name = holder.names.get(passage.language, "")
    phrases = Phrases(holder.called.get(passage.language, ()))
    for start in _full(name, passage):
        sentence = passage.sentence_at(start)
        if holder.alone or phrases.stand_in(passage.text, sentence.start, sentence.end):
            return True
    surname = skeleton(name, passage.language).split()[-1:]
    return any(
        _is_just_before(phrases, word.start(), passage)
        for word in _WORD.finditer(passage.text)
        if word[0][0].isupper()
        and surname
        and _are_one(skeleton(word[0], passage.language), surname[0])
    )


def _is_just_before(phrases: Phrases, at: int, passage: Passage) -> bool:
    """Whether a phrase stands before a place, with no other name between."""
    for span in phrases.find(passage.text, max(0, at - 2 * _NEAR), at):
        between = passage.text[span.end : at]
        words = _WORD.findall(between)
        if len(between) <= _NEAR and len(words) <= 1 and between.isprintable():
            return not re.search(r"[.,;:!?]", between)
    return False


def _full(name: str, passage: Passage) -> list[int]:
    """Where all words of a name stand beside one another, in whatever case and order."""
    called = skeleton(name, passage.language).split()
    if len(called) <= 1:
        return []
    words, size = list(_WORD.finditer(passage.text)), len(called)
    return [
        words[at].start()
        for at in range(len(words) - size + 1)
        if words[at][0][0].isupper()
        and _stand_in(
            called,
            [skeleton(word[0], passage.language) for word in words[at : at + size]],
        )
    ]


def _stand_in(called: Sequence[str], told: Sequence[str]) -> bool:
    """Whether a name is part of one that is as long or longer."""
    if len(called) == len(told) and are_same(" ".join(called), " ".join(told)):
        return True
    return all(any(_are_one(word, mate) for mate in told) for word in called)


def _are_one(word: str, other: str) -> bool:
    """Whether two words of names are one; a part of a double name is not the whole."""
    return bool(word and other) and abs(len(word) - len(other)) <= _LONGER and are_same(word, other)


def _follows_role(fact: Fact, passage: Passage) -> bool:
    """Whether what somebody is who holds no office stands before: блогер Токаева."""
    before = _WORD.findall(passage.text[max(0, fact.span.start - _NEAR) : fact.span.start])
    return bool(before) and bool(notions_of(before[-1], passage.language) & roles() - _OFFICES)


@lru_cache(64)
def _office_words(office: str, language: str) -> frozenset[str]:
    return frozenset(skeleton(office, language).split())
