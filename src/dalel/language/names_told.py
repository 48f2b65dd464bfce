"""Finds names of several words and titles in quotation marks, with what they may be called.

By capitals alone: quick, and the same for both languages. A name stands in some case, so that
several nominatives may be behind it; other forms of it in the same text decide between them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.domain.names import NameKind
from dalel.language.ordinary import is_opener
from dalel.language.ru.person_cases import CASES, nominative, person_in_cases
from dalel.language.ru.trained_models import is_known, readings

_CAPITAL: Final = "А-ЯЁӘҒҚҢӨҰҮІҺ"
_SMALL: Final = "а-яёәғқңөұүіһ"
_NAME: Final = re.compile(
    rf"(?<![\w-])[{_CAPITAL}][{_SMALL}]+(?:-[{_CAPITAL}][{_SMALL}]+)*(?![\w-])"
)
_QUOTED: Final = re.compile(r"«([^«»\n]{2,60})»")
_MOST_WORDS: Final = 3
#: A cry is no title.
_CRY: Final = re.compile("[!?]")
_LATIN_WORD: Final = r"[A-Z][A-Za-z’']*(?:-[A-Za-z]+)*"
#: A whole name in Latin letters, with the small words in it.
_LATIN: Final = re.compile(
    rf"(?<![\w-])(?<![A-Za-z][ \u00a0]){_LATIN_WORD}"
    rf"(?:[ \u00a0](?:(?:of|and|for|the|to|in|on|de|&)[ \u00a0]){{0,2}}{_LATIN_WORD}){{1,7}}"
    r"(?![\w-])(?![ \u00a0][A-Za-z])"
)
_BETWEEN: Final = re.compile(r"[ \u00a0]")
_KAZAKH_ENDING: Final = re.compile(
    r"(?:[нтд][ыі]ң|[дтн][ае]н|[дт][ае]|[ғгқк][ае]|[нтд][ыі]|[мбп]ен|(?<=[ыі])н|(?<=[ыі])на)$"
)
#: Endings that no name has in the nominative, after the consonant of a family name.
_SURE_ENDING: Final = re.compile(
    r"(?<=[оеёи][вн])(?:[нтд][ыі]ң|[дт][ае]н?|[қк][ае]|[нтд][ыі]|[мбп]ен)$"
)
_SHORTEST: Final = 3
_NAMES: Final = frozenset({"Name", "Surn", "Patr", "Geox"})


@dataclass(frozen=True, kw_only=True)
class ToldName:
    """A name as a text has it, its place, and what it may be called, the likeliest first."""

    kind: NameKind
    words: str
    span: TextSpan
    called: tuple[str, ...]
    #: Whether other forms in the same text tell what it is called.
    is_decided: bool = False

    @property
    def is_title(self) -> bool:
        """Whether it is a title: in quotation marks, or in Latin letters."""
        return self.kind is NameKind.OUTLET

    @property
    def is_certain(self) -> bool:
        """Whether it can be called only so."""
        return len(self.called) == 1


def names_told(text: str, language: str) -> tuple[ToldName, ...]:
    """The names of a Kazakh or Russian text, each form once."""
    found: dict[str, ToldName] = {}
    for match in _QUOTED.finditer(text):
        is_short = len(match[1].split()) <= _MOST_WORDS
        if match[1][0].isupper() and is_short and not _CRY.search(match[1]):
            told = _told(NameKind.OUTLET, match[1], match.start(1), (match[1],))
            found.setdefault(match[1], told)
    for match in _LATIN.finditer(text):
        found.setdefault(match[0], _told(NameKind.OUTLET, match[0], match.start(), (match[0],)))
    runs = dict(_runs(text, language))
    for words, start in runs.items():
        may_be = _may_be(words, language)
        called = _likeliest(words, may_be, tuple(runs), language)
        told = _told(NameKind.PERSON, words, start, called)
        found.setdefault(words, replace(told, is_decided=len(called) == 1 < len(may_be)))
    return tuple(found.values())


def _told(kind: NameKind, words: str, start: int, called: tuple[str, ...]) -> ToldName:
    return ToldName(
        kind=kind, words=words, span=TextSpan(start=start, end=start + len(words)), called=called
    )


def _runs(text: str, language: str) -> Iterator[tuple[str, int]]:
    """Two words with capitals beside one another that are no office and its holder."""
    names = list(_NAME.finditer(text))
    joined = [
        _BETWEEN.fullmatch(text, first.end(), second.start()) is not None
        for first, second in pairwise(names)
    ]
    for at, (first, second) in enumerate(pairwise(names)):
        if joined[at] and not _is_ordinary(
            text, first, language, goes_on=any(joined[at + 1 : at + 2])
        ):
            yield text[first.start() : second.end()], first.start()


def _is_ordinary(text: str, first: re.Match[str], language: str, *, goes_on: bool) -> bool:
    """Whether the first of two words only opens a sentence, or tells what somebody is."""
    is_first = opens(text, first.start())
    if is_first and is_opener(first[0]):
        return True
    if language == "ru":
        return is_no_name(first[0].lower(), is_somebody=not is_first)
    return is_first and goes_on


def opens(text: str, start: int) -> bool:
    """Whether a sentence begins at a place."""
    while start and text[start - 1] in " «“„–—-":
        start -= 1
    return not start or text[start - 1] in ".!?…:\n"


@lru_cache(20_000)
def is_no_name(word: str, *, is_somebody: bool) -> bool:
    """Whether the dictionary has a word, if need be for somebody, and knows it as no name."""
    tags = [one.tag for one in readings(word)]
    return (
        is_known(word)
        and not any(name in tag for tag in tags for name in _NAMES)
        and (not is_somebody or any("anim" in tag for tag in tags))
    )


def _may_be(words: str, language: str) -> tuple[str, ...]:
    return _nominatives(words) if language == "ru" else _without_ending(words)


def _likeliest(
    words: str, may_be: tuple[str, ...], told: Sequence[str], language: str
) -> tuple[str, ...]:
    """What a name may be called: only what the other forms of the text agree with, if any do."""
    if len(may_be) == 1:
        return may_be
    agree = [one for one in may_be if _has_other_form(one, words, told, language)]
    return tuple(agree) or may_be


def _has_other_form(called: str, words: str, told: Sequence[str], language: str) -> bool:
    others = [one for one in told if one != words]
    if language == "ru":
        cases = person_in_cases(called)
        return cases is not None and any(one in cases.values() for one in others)
    return any(called in _without_ending(one) for one in others)


@lru_cache(4_000)
def _nominatives(words: str) -> tuple[str, ...]:
    """What a Russian name may be called, as it stands first."""
    found = (nominative(words, case) for case in CASES)
    return tuple(dict.fromkeys(one for one in (words, *found) if one))


@lru_cache(4_000)
def _without_ending(words: str) -> tuple[str, ...]:
    """What a Kazakh name may be called, as it stands first."""
    if ending := _SURE_ENDING.search(words):
        return (words[: ending.start()],)
    ending = _KAZAKH_ENDING.search(words)
    bare = words[: ending.start()] if ending else ""
    return (words, bare) if len(bare.rpartition(" ")[2]) >= _SHORTEST else (words,)
