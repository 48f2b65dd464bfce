"""Do the pack's words stand in a text? Each is the beginnings of words that follow each other.

A "=" ends a word that has no further letters.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.domain.measure_rules import Thing, Words

#: What ends a clause.
_CLAUSE: Final = re.compile(r"[.;:!?](?=\s|$)")


@lru_cache(maxsize=1024)
def pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of these phrases; nothing where there are none."""
    # Longer phrases first: where one is the beginning of another, the whole is found.
    each = (
        r"\W+".join(map(_word, phrase.split())) for phrase in sorted(phrases, key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(each)})" if phrases else r"(?!)", re.IGNORECASE)


def _word(word: str) -> str:
    # Kazakh puts a hyphen before the ending of a short form: that is still the whole word.
    if word.endswith("="):
        return rf"{re.escape(word[:-1])}(?!\w)"
    return rf"{re.escape(word)}[\w-]*"


def stands_in(text: str, words: Words, language: str) -> bool:
    """Whether any of the language's phrases stands in a text."""
    return pattern(words.get(language, ())).search(text) is not None


def topics_in(text: str, topics: Mapping[str, Words], language: str) -> tuple[str, ...]:
    """What a text is about."""
    return tuple(sorted(code for code, words in topics.items() if stands_in(text, words, language)))


def things_in(
    text: str, things: Mapping[str, Thing], language: str
) -> list[tuple[re.Match[str], str]]:
    """What could be counted in a text, in its order, each with its code; longer names win."""
    found = [
        (match, code)
        for code, thing in things.items()
        for match in pattern(thing.words.get(language, ())).finditer(text)
    ]
    found.sort(key=lambda one: (one[0].start(), -one[0].end()))
    kept: list[tuple[re.Match[str], str]] = []
    for match, code in found:
        if not kept or match.start() >= kept[-1][0].end():
            kept.append((match, code))
    return kept


def clause_around(text: str, span: TextSpan, near: int) -> str:
    """The words of the same clause around a place, so near to it, in lower case."""
    before = _CLAUSE.split(text[: span.start])[-1][-near:]
    after = _CLAUSE.split(text[span.end :])[0][:near]
    return f"{before} {after} ".lower()
