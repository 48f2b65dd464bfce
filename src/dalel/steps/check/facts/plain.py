"""The plain form of a text, without invisible characters and mixed letters.

Zero-width characters go, letters and their marks are joined, and Latin letters inside a Cyrillic
word become their twins; a place in the plain text leads back to its place in the text as given.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.language.scripts import Impostor, mixed_words

_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]+")


@dataclass(frozen=True, kw_only=True)
class Plain:
    """The plain text, where its parts come from, and the words whose letters were mixed."""

    text: str
    parts: tuple[tuple[int, int], ...]
    mixed: tuple[Impostor, ...]

    def given(self, span: TextSpan) -> TextSpan:
        """Where a stretch of the plain text stands in the text as given."""
        return TextSpan(start=self._given(span.start), end=self._given(span.end - 1) + 1)

    def _given(self, place: int) -> int:
        at = bisect_right(self.parts, (place, 1 << 62)) - 1
        start, origin = self.parts[at]
        return origin + place - start


def plain(text: str) -> Plain:
    """Take out of a text what nobody sees."""
    parts, kept, place = [(0, 0)], [], 0
    size = 0
    for match in _breaks(text):
        piece = text[place : match.start()]
        kept.append(piece)
        size += len(piece)
        joined = unicodedata.normalize("NFC", _UNSEEN.sub("", match[0]))
        if joined:
            parts.append((size, match.start()))
            kept.append(joined)
            size += len(joined)
        place = match.end()
        parts.append((size, place))
    kept.append(text[place:])
    bare = "".join(kept)
    mixed = mixed_words(bare)
    letters = list(bare)
    for word in mixed:
        letters[word.start : word.end] = word.right
    return Plain(text="".join(letters), parts=tuple(parts), mixed=mixed)


_BREAK: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]+|\\w[\u0300-\u036f]+")


def _breaks(text: str) -> list[re.Match[str]]:
    return list(_BREAK.finditer(text))
