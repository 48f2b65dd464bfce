"""Finds the bound of a number in the words before and after it."""

import re
from collections.abc import Mapping
from typing import Final

from dalel.domain.claim import AmountBound
from dalel.language.amount_words import AmountWords
from dalel.language.kk.counting import ABLATIVE, DATIVE, FREE, WITH_DATIVE
from dalel.language.numbers.number_reading import Reading, widen

_REACH: Final = 48
_PLUS: Final = re.compile(r"\+(?!\w)")
_SIGNS: Final = {
    ">": AmountBound.OVER, "<": AmountBound.UNDER, "~": AmountBound.ABOUT, "≈": AmountBound.ABOUT,
    "≥": AmountBound.AT_LEAST, "≤": AmountBound.UP_TO,
}  # fmt: skip
_SIGN: Final = re.compile(r"([<>~≈≥≤])\s*$")


class BoundFinder:
    """Finds bounds in one language."""

    def __init__(self, language: str, words: AmountWords) -> None:
        self._kazakh = language == "kk"
        self._before = re.compile(
            rf"(?<![\w-])(?:{_groups(words.before)})\s+{words.between}$", re.IGNORECASE
        )
        over = words.after.get(AmountBound.OVER, "(?!)")
        self._inside = re.compile(rf"[ \u00a0]+(?:{over})[ \u00a0]", re.IGNORECASE)
        self._after = re.compile(rf"[ \u00a0]+(?:{_groups(words.after)})(?!\w)", re.IGNORECASE)

    def after(self, text: str, end: int) -> tuple[AmountBound, int] | None:
        """The bound told behind a place, and where it ends."""
        if match := _PLUS.match(text, end):
            return AmountBound.AT_LEAST, match.end()
        match = self._after.match(text, end)
        if match is None:
            return None
        if self._kazakh and not _governs(match[0].strip().lower(), text[max(0, end - 6) : end]):
            return None
        return _bound(match), match.end()

    def read(self, text: str, reading: Reading) -> None:
        """Give a reading the bound before or behind it, unless it has one."""
        if self._inside.search(text, reading.head, reading.tail):
            reading.bound = AmountBound.OVER
            return
        if found := self.after(text, reading.tail):
            reading.bound = found[0]
            widen(reading, end=found[1])
            return
        start = max(0, reading.head - _REACH)
        head = text[start : reading.head]
        if match := self._before.search(head):
            reading.bound = _bound(match)
            widen(reading, start=start + match.start())
        elif match := _SIGN.search(head):
            reading.bound = _SIGNS[match[1]]
            widen(reading, start=start + match.start())


def _governs(words: str, told: str) -> bool:
    """Whether a Kazakh postposition finds its case: жүзге жуық, бестен астам, жиырма шақты."""
    if told[-1:].isdigit() or words.startswith(FREE):
        return True
    return (DATIVE if words.startswith(WITH_DATIVE) else ABLATIVE).search(told) is not None


def _bound(match: re.Match[str]) -> AmountBound:
    return AmountBound(next(name for name, found in match.groupdict().items() if found))


def _groups(words: Mapping[AmountBound, str]) -> str:
    return "|".join(f"(?P<{bound.value}>{pattern})" for bound, pattern in words.items())
