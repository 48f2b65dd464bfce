"""Finds the names under which somebody was logged in, wherever and however a page writes them."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

#: Signs that are not seen and may stand between letters.
_UNSEEN: Final = "[\u00ad\u200b-\u200f\u2060\ufeff]*"
#: What stands between two pieces of a text while names are looked for: one of these signs, so that
#: a name goes across, and begins and ends there.
_SEAM: Final = "\u200b"
#: What parts the words of a name.
_BETWEEN: Final = r"[\s\W_]{0,8}"
#: A name of fewer letters is looked for as a whole word alone: it is a part of too many words.
_SHORT: Final = 4
_LEAST: Final = 3
#: Endings that a language puts to a name.
_ENDING: Final = r"[^\W\d_]{0,5}"
_DIGITS: Final = 7
_NOTHING: Final = re.compile(r"(?!)")


def is_named(text: str, names: Sequence[str]) -> bool:
    """Whether one of the names stands in it, also as an address spells it."""
    pattern = _pattern(tuple(names))
    return bool(pattern.search(text) or ("%" in text and pattern.search(unquote(text))))


def hidden_places(words: Sequence[str], names: Sequence[str]) -> list[list[tuple[int, int]]]:
    """For each piece of a text the places in it that belong to a name, which may go across them."""
    starts, total = [], 0
    for piece in words:
        starts.append(total)
        total += len(piece) + len(_SEAM)
    hidden: list[list[tuple[int, int]]] = [[] for _ in words]
    for match in _pattern(tuple(names)).finditer(_SEAM.join(words)):
        number = bisect_right(starts, match.start()) - 1
        while number < len(words) and starts[number] < match.end():
            start = max(0, match.start() - starts[number])
            end = min(len(words[number]), match.end() - starts[number])
            if start < end:
                hidden[number].append((start, end))
            number += 1
    return hidden


def names_to_hide(lines: str) -> tuple[str, ...]:
    """The names of an account as somebody typed them, one a line, each once."""
    names = (" ".join(line.split()).strip("@ ") for line in lines.splitlines())
    return tuple(dict.fromkeys(name for name in names if len(name) >= _LEAST))


@lru_cache(maxsize=4)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    wanted = [form for name in names for form in _forms(name)]
    longest_first = sorted(dict.fromkeys(wanted), key=len, reverse=True)
    return re.compile("|".join(longest_first), re.IGNORECASE) if longest_first else _NOTHING


def _forms(name: str) -> list[str]:
    """How a name may stand: whole, each word of it, a mail address without its host, digits."""
    digits = re.sub(r"\D", "", name)
    if len(digits) >= _DIGITS and not any(letter.isalpha() for letter in name):
        return [r"[\s()+.\u200b-]{0,4}".join(digits[-10:])]
    if "@" in name:
        local = name.partition("@")[0]
        return [_spelled(name), *([_spelled(local)] if len(local) >= _LEAST else [])]
    words = name.split()
    forms = [_BETWEEN.join(_spelled(word) for word in words)] if len(words) > 1 else []
    return [*forms, *(_spelled(word) for word in words if len(word) >= _LEAST)]


def _spelled(word: str) -> str:
    letters = _UNSEEN.join(map(re.escape, word))
    if len(word) <= _SHORT:
        return rf"(?<![^\W_]){letters}(?![^\W_])"
    return letters + _ENDING
