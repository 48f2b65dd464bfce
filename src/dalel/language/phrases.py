"""Compiles phrase patterns that match inflected text.

A pattern is a phrase as a pack's author would write it down:

- ``жеке`` stands for the word in any case of letters; a word with a capital in it (``ИИМ``)
  stands only for itself;
- ``дерек*`` stands for the word with any ending, also after a hyphen;
- ``жыл~`` stands for the noun with a possessive or case ending, but not in the plural;
- ``a|b`` stands for either word; ``#`` for a number in digits or in words;
- ``...`` stands for up to four words of the same sentence.

A mark of a reader's own (``!`` before a phrase) is taken off before the phrase comes here.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, Generic, TypeVar

from dalel.language.endings import NOUN_ENDING
from dalel.language.lowered import lowered

_SPACE: Final = r"[\s\u00a0]+"
_GAP: Final = rf"{_SPACE}(?:[^\s.!?]+{_SPACE}){{0,4}}?"
_DIGITS: Final = r"\d+(?:[.,]\d+)?"
#: What marks a phrase as a whole, so that it can stand for nothing inside one.
_MARK: Final = "!"
#: The first letters of a word by which phrases are kept.
_HEAD: Final = re.compile(r"(?<!\w)\w{1,4}")

_Sense = TypeVar("_Sense")


class PhraseIndex(Generic[_Sense]):
    """Phrases by what they mean, looked for where letters of theirs begin a word of a text."""

    def __init__(
        self,
        senses: Iterable[tuple[_Sense, Iterable[str]]],
        number_words: Iterable[str] = (),
    ) -> None:
        #: Each sense with all its phrases in one, and every phrase by its place in their order.
        self._senses: list[tuple[_Sense, str]] = []
        self._phrases: list[str] = []
        self._patterns: dict[str, re.Pattern[str]] = {}
        #: By the first letters the senses and phrases that begin so.
        self._by_head: dict[str, set[tuple[int, int]]] = defaultdict(set)
        #: Senses that may begin anywhere, and of them those of which no letters are known.
        self._unplaced, self._always = set[int](), set[int]()
        number = _number(number_words)
        for at, (sense, told) in enumerate(senses):
            phrases = tuple(told)
            self._senses.append((sense, _expression(phrases, number)))
            for phrase in phrases:
                self._phrases.append(_expression((phrase,), number))
                self._note(at, phrase)

    def _note(self, at: int, phrase: str) -> None:
        """Keep the newest phrase, one of a sense, by its first letters."""
        for head, begins in _heads_of(phrase):
            if head:
                self._by_head[head].add((at, len(self._phrases) - 1))
            else:
                self._always.add(at)
            if not begins:
                self._unplaced.add(at)

    def find(self, text: str) -> Iterator[tuple[_Sense, re.Match[str]]]:
        """Each sense that a text has with the places of its phrases, in the order of senses."""
        begun: dict[int, list[tuple[int, int]]] = {at: [] for at in self._always}
        for head in _HEAD.finditer(lowered(text)):
            for size in range(1, len(head[0]) + 1):
                for at, phrase in self._by_head.get(head[0][:size], ()):
                    begun.setdefault(at, []).append((head.start(), phrase))
        for at in sorted(begun):
            sense, whole = self._senses[at]
            if at in self._unplaced:
                yield from ((sense, match) for match in self._compiled(whole).finditer(text))
            else:
                yield from ((sense, match) for match in self._at(text, sorted(set(begun[at]))))

    def _at(self, text: str, begun: Iterable[tuple[int, int]]) -> Iterator[re.Match[str]]:
        """The matches of phrases that begin at some places, in order and apart.

        As ``finditer`` has those of all phrases in one: at a place the first that fits.
        """
        end = 0
        for place, phrase in begun:
            if place < end:
                continue
            match = self._compiled(self._phrases[phrase]).match(text, place)
            if match is not None:
                end = match.end()
                yield match

    def _compiled(self, expression: str) -> re.Pattern[str]:
        # Most are never needed, and all of them take more than a second.
        if expression not in self._patterns:
            self._patterns[expression] = re.compile(expression)
        return self._patterns[expression]


def compile_phrases(
    patterns: Iterable[str], number_words: Iterable[str] = ()
) -> re.Pattern[str] | None:
    """One expression for any of the patterns, or None where there is no pattern.

    :raises ValueError: when a pattern is empty, begins or ends with a gap, or has a mark in it.
    """
    expression = _expression(patterns, _number(number_words))
    return re.compile(expression) if expression else None


def stems_of(pattern: str) -> tuple[tuple[str, ...], ...]:
    """For each word of a phrase the small letters of which one must stand in a text that has it.

    To look for letters is a hundred times cheaper than to look for a phrase. A number and a gap ask
    for nothing.
    """
    words = (word for word in pattern.split() if word != "..." and "#" not in word)
    return tuple(tuple(form.rstrip("*~").lower() for form in word.split("|")) for word in words)


def _heads_of(phrase: str) -> Iterator[tuple[str, bool]]:
    """The first letters of a word of a phrase, in all its forms, and whether it begins so."""
    is_first = "#" not in phrase.split()[0]
    for form in next(iter(stems_of(phrase)), ("",)):
        head = _HEAD.match(form)
        yield (head[0], is_first) if head else ("", False)


def _number(words: Iterable[str]) -> str:
    return "|".join([_DIGITS, *map(re.escape, words)])


def _expression(patterns: Iterable[str], number: str) -> str:
    parts = "|".join(_phrase(pattern, number) for pattern in patterns)
    return parts and rf"(?<![\w@.])(?:{parts})(?!-?\w)"


def _phrase(pattern: str, number: str) -> str:
    words = pattern.split()
    if not words or "..." in {words[0], words[-1]} or _MARK in pattern:
        raise ValueError(f"no phrase: {pattern!r}")
    expression = _word(words[0], number)
    for before, word in pairwise(words):
        if word == "...":
            expression += _GAP
        else:
            expression += ("" if before == "..." else _SPACE) + _word(word, number)
    return expression


def _word(word: str, number: str) -> str:
    return f"(?:{'|'.join(_form(form, number) for form in word.split('|'))})"


def _form(form: str, number: str) -> str:
    stem, mark = (form[:-1], form[-1]) if form[-1:] in {"*", "~"} else (form, "")
    body = re.escape(stem).replace(r"\#", f"(?:{number})")
    if stem == stem.lower():
        body = f"(?i:{body})"
    ending = {"*": r"[\w-]*", "~": f"-?{NOUN_ENDING}", "": ""}[mark]
    return body + ending
