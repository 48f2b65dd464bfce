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
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from dalel.language.endings import NOUN_ENDING

_SPACE: Final = r"[\s\u00a0]+"
_GAP: Final = rf"{_SPACE}(?:[^\s.!?]+{_SPACE}){{0,4}}?"
_DIGITS: Final = r"\d+(?:[.,]\d+)?"
#: What marks a phrase as a whole, so that it can stand for nothing inside one.
_MARK: Final = "!"


def compile_phrases(
    patterns: Iterable[str], number_words: Iterable[str] = ()
) -> re.Pattern[str] | None:
    """One expression for any of the patterns, or None where there is no pattern.

    :raises ValueError: when a pattern is empty, begins or ends with a gap, or has a mark in it.
    """
    number = "|".join([_DIGITS, *map(re.escape, number_words)])
    parts = [_phrase(pattern, number) for pattern in patterns]
    if not parts:
        return None
    return re.compile(rf"(?<![\w@.])(?:{'|'.join(parts)})(?!-?\w)")


def stems_of(pattern: str) -> tuple[tuple[str, ...], ...]:
    """For each word of a phrase the small letters of which one must stand in a text that has it.

    To look for letters is a hundred times cheaper than to look for a phrase. A number and a gap ask
    for nothing.
    """
    words = (word for word in pattern.split() if word != "..." and "#" not in word)
    return tuple(tuple(form.rstrip("*~").lower() for form in word.split("|")) for word in words)


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
