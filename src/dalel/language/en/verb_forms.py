"""Forms of English verbs: which verbs a word may be a form of."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Final

from dalel.language.en.word_lists import common_verbs, irregular_verbs, listed


class EnglishVerbForm(StrEnum):
    """A form of a verb."""

    BASE = "base"
    THIRD = "third"
    PAST = "past"
    PARTICIPLE = "participle"
    ING = "ing"


#: A verb's dictionary form, and a form of it.
Reading = tuple[str, EnglishVerbForm]
_HISSING: Final = ("s", "x", "z", "ch", "sh", "o")
_CLOSED: Final = re.compile(r"[^aeiou][aeiou][^aeiouwxy]$|^[aeiou][^aeiouwxy]$|qui[tpz]$")
_BE: Final = {
    "am": EnglishVerbForm.BASE,
    "are": EnglishVerbForm.BASE,
    "is": EnglishVerbForm.THIRD,
    "was": EnglishVerbForm.PAST,
    "were": EnglishVerbForm.PAST,
    "been": EnglishVerbForm.PARTICIPLE,
    "being": EnglishVerbForm.ING,
    "be": EnglishVerbForm.BASE,
}
#: Words in -ed and -ing that are no forms of verbs.
_NO_VERBS: Final = listed("grammar", "no_verbs")


def forms_of(verb: str) -> Iterator[tuple[str, EnglishVerbForm]]:
    """All forms of a verb, given in its dictionary form."""
    yield verb, EnglishVerbForm.BASE
    yield _third(verb), EnglishVerbForm.THIRD
    for stem in _stems(verb):
        yield f"{stem}ing", EnglishVerbForm.ING
    if verb in irregular_verbs():
        pasts, participles = irregular_verbs()[verb]
        yield from ((past, EnglishVerbForm.PAST) for past in pasts)
        yield from ((participle, EnglishVerbForm.PARTICIPLE) for participle in participles)
        return
    for past in _pasts(verb):
        yield past, EnglishVerbForm.PAST
        yield past, EnglishVerbForm.PARTICIPLE


def _third(verb: str) -> str:
    if verb == "have":
        return "has"
    if verb.endswith(_HISSING):
        return f"{verb}es"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}s"


def _stems(verb: str) -> tuple[str, ...]:
    """What -ing is added to; both ways where a last consonant may be doubled."""
    if verb.endswith("ie"):
        return (f"{verb[:-2]}y",)
    if verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")) and len(verb) > 2:
        return (verb[:-1],)
    return _doubled(verb)


def _pasts(verb: str) -> tuple[str, ...]:
    if verb.endswith("e"):
        return (f"{verb}d",)
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return (f"{verb[:-1]}ied",)
    return tuple(f"{stem}ed" for stem in _doubled(verb))


def _doubled(verb: str) -> tuple[str, ...]:
    return (f"{verb}{verb[-1]}", verb) if _CLOSED.search(verb) else (verb,)


class EnglishVerbs:
    """Looks up verbs by their forms; knows common verbs and those that it is given."""

    def __init__(self, verbs: Iterable[str] = ()) -> None:
        """``verbs`` are dictionary forms that are known beside the common ones."""
        self._known: Mapping[str, frozenset[Reading]] = _table(tuple(sorted(set(verbs))))

    def readings(self, word: str) -> frozenset[Reading]:
        """What a word in small letters may be; nothing where it is no verb.

        A word in -ed or -ing that no known verb has is read as a form of a guessed one.
        """
        found = self._known.get(word)
        if found is not None or word in _NO_VERBS:
            return found or frozenset()
        return _guessed(word)


def _guessed(word: str) -> frozenset[Reading]:
    if word.startswith("un"):
        return frozenset()
    if len(word) > 5 and word.endswith("ed") and "-" not in word:
        stem = word[:-2] if not word.endswith("ied") else f"{word[:-3]}y"
        stem += "e" * stem.endswith(("c", "g", "v", "z", "u", "at", "ir", "ut"))
        return frozenset({(stem, EnglishVerbForm.PAST), (stem, EnglishVerbForm.PARTICIPLE)})
    if len(word) > 6 and word.endswith("ing") and "-" not in word:
        return frozenset({(word[:-3], EnglishVerbForm.ING)})
    return frozenset()


@cache
def _table(verbs: tuple[str, ...]) -> Mapping[str, frozenset[Reading]]:
    table: dict[str, set[Reading]] = defaultdict(set)
    closed = listed("grammar", "modals") | listed("grammar", "prepositions")
    for verb in {*common_verbs(), *irregular_verbs(), *verbs} - {"be"}:
        for form, kind in forms_of(verb):
            if form not in closed and form not in _NO_VERBS:
                table[form].add((verb, kind))
    for form, kind in _BE.items():
        table[form].add(("be", kind))
    return {form: frozenset(found) for form, found in table.items()}
