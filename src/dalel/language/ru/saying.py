"""Says in Russian what a clause of a Russian sentence says: its own words, without the others."""

from collections.abc import Collection, Mapping
from typing import Final

from dalel.language.ru.parsing import ParsedWord, Sentence
from dalel.language.sayable import SayableClause

_CLOSE_UP: Final = ",.;:»)”"
_OPEN_UP: Final = "«(„“"


def sentence(
    tree: Sentence,
    clause: SayableClause,
    left_out: Collection[int] = (),
    instead: Mapping[int, str] | None = None,
) -> str:
    """The clause as a sentence with its full stop.

    ``left_out`` are the places of words that are not said; ``instead`` gives other words for those
    at a place, nothing for words that are replaced together with another one.
    """
    instead = instead or {}
    kept = sorted(clause.all_tokens() - set(left_out))
    told = ""
    for at in kept:
        word = tree.words[at]
        text = instead.get(at, word.text)
        if not text:
            continue
        if clause.content is not None and word.low == "что":
            told = told.rstrip(",") + ","
        told += _gap(told, tree, at, kept) + text
    told = told.strip(" ,;:.—–")
    return told[:1].upper() + told[1:] + "."


def _gap(told: str, tree: Sentence, at: int, kept: Collection[int]) -> str:
    """What stands between a word and the one before it."""
    word = tree.words[at]
    if not told or word.text in _CLOSE_UP or told[-1] in _OPEN_UP:
        return ""
    if at - 1 in kept and _touch(tree.words[at - 1], word):
        return ""
    return " "


def _touch(first: ParsedWord, second: ParsedWord) -> bool:
    return first.span.end == second.span.start
