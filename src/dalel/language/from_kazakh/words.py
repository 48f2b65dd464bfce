"""Kazakh words in any of their forms, with their Russian as a dictionary and a glossary have it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from dalel.domain.dictionary import Dictionary, DictionaryWord, EntryKind
from dalel.language.kk.cases import Case, noun
from dalel.language.kk.noun_inflection import CASES, decline
from dalel.language.ru.noun_phrases import RussianPhrase, phrase_of

#: A word keeps so many letters in all its forms.
_BEGINNING: Final = 2
_FORMS: Final = (*CASES, Case.ATTR)
_MOST_WORDS: Final = 5
#: What Russian says of many where Kazakh says it of one.
_COLLECTIVE: Final = frozenset({"сведение", "личный сведение"})
_VERBAL_NOUN: Final = re.compile(r"[уюа](?:ы|і|ға|ге|ды|ді|дың|дің)?$")
#: Of these a single word says what it is whatever is done with it.
_SURE_ALONE: Final = frozenset({EntryKind.PERSON, EntryKind.BODY})
_PEOPLE: Final = frozenset({EntryKind.PERSON})


@dataclass(frozen=True, kw_only=True)
class FoundWord:
    """A word of the dictionary in a form; ``size`` is how many words it is in the text."""

    entry: DictionaryWord
    size: int
    case: Case
    plural: bool
    possessed: bool

    def phrase(self, adjectives: Sequence[str] = ()) -> RussianPhrase | None:
        """Its Russian, with adjectives before it; None where that cannot be declined."""
        *before, _ = self.entry.kk.split()
        said = phrase_of(
            " ".join([*adjectives, self.entry.ru]),
            plural=self.plural or self.entry.plural or self.entry.ru in _COLLECTIVE,
            plural_owner=any(noun(word).plural for word in before),
            person=self.entry.kind in _PEOPLE,
        )
        if said is None:
            return None
        loose = self.size == 1 and not adjectives and self.entry.kind not in _SURE_ALONE
        owned = self.possessed and not self.entry.possessive
        is_body = self.entry.kind is EntryKind.BODY
        return replace(said, body=is_body, loose=loose, lacks_owner=owned)


class KazakhWords:
    """The words of a dictionary that may be said in Russian, looked up in any form."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._nouns: dict[tuple[str, str], list[DictionaryWord]] = defaultdict(list)
        self._adjectives: Mapping[str, str] = {
            kk: entry.ru
            for kk, entries in dictionary.russian().items()
            for entry in entries
            if entry.kind is EntryKind.ADJECTIVE
        }
        for kk, entries in dictionary.russian().items():
            nouns = [one for one in entries if one.is_noun]
            # Of several nouns none is sure.
            if len(nouns) == 1:
                self._nouns[_key(kk.lower().split())].append(nouns[0])

    def adjective(self, word: str) -> str | None:
        """The Russian of a word that describes a noun."""
        return self._adjectives.get(word.lower())

    def at_end(self, words: Sequence[str], case: Case) -> FoundWord | None:
        """The longest entry with whose words, in a case, a row of words ends."""
        for size in range(min(_MOST_WORDS, len(words)), 0, -1):
            found = [one for one in self._readings(words[-size:]) if one.case is case]
            if found:
                return _least(found)
        return None

    def terms(self, words: Sequence[str]) -> Iterator[tuple[int, FoundWord]]:
        """Entries of several words in a row of words, in whatever case, with their first places."""
        at = 0
        while at < len(words):
            found = next(
                (
                    _least(some)
                    for size in range(min(_MOST_WORDS, len(words) - at), 1, -1)
                    if (some := list(self._readings(words[at : at + size])))
                ),
                None,
            )
            following = words[at + found.size :][:1] if found is not None else []
            if found is not None and not (_is_bare(found) and _goes_on(following)):
                yield at, found
            at += found.size if found is not None else 1

    def _readings(self, words: Sequence[str]) -> Iterator[FoundWord]:
        low = [word.lower() for word in words]
        row = " ".join(low)
        for entry in self._nouns.get(_key(low), ()):
            for form, case, plural, possessed in _forms(entry):
                if form == row:
                    yield FoundWord(
                        entry=entry,
                        size=len(low),
                        case=case,
                        plural=plural,
                        possessed=possessed,
                    )


def _is_bare(found: FoundWord) -> bool:
    return found.case is Case.NOM and not (found.plural or found.possessed)


def _goes_on(following: Sequence[str]) -> bool:
    """Whether a verbal noun follows, whose object the last word is: құқық қорғау."""
    return bool(following) and _VERBAL_NOUN.search(following[0].lower()) is not None


def _least(found: Iterable[FoundWord]) -> FoundWord:
    """The reading that reads least into a form."""
    return min(found, key=lambda one: (one.plural, one.possessed, one.case is not Case.NOM))


def _key(low: Sequence[str]) -> tuple[str, str]:
    return " ".join(low[:-1]), low[-1][:_BEGINNING]


@lru_cache(8_000)
def _forms_of(kk: str, *, owned: bool) -> tuple[tuple[str, Case, bool, bool], ...]:
    found = []
    for plural in (False, True):
        for possessive in (True,) if owned else (False, True):
            for case in _FORMS:
                form = decline(
                    kk,
                    case,
                    plural=plural,
                    possessive=possessive and not owned,
                    bare=not owned,
                )
                found.append((form.lower(), case, plural, possessive))
    return tuple(found)


def _forms(entry: DictionaryWord) -> tuple[tuple[str, Case, bool, bool], ...]:
    return _forms_of(entry.kk, owned=entry.possessive)
