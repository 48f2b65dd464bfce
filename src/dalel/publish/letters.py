"""Characters that no typeface of the documents can show, and their substitutes.

A letter that no typeface of ours has would be an empty box, which nobody can read, and which PDF/UA
refuses. What stands instead is for the eye: links, text alternatives and what a document is called
keep the letter. Why so: docs/decisions/0111-letters-without-a-typeface.md.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import groupby
from typing import Final
from unicodedata import category, normalize

from dalel.publish.typefaces import READ, WORK, letters

#: What stands for letters that cannot be shown: something is left out here, as editors write it.
OMITTED: Final = "[…]"
_JOINER: Final = "\u200d"
_SKINS: Final = range(0x1F3FB, 0x1F400)
#: What draws nothing where a typeface does not know it (Unicode, Default_Ignorable_Code_Point).
_IGNORED: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)


@dataclass(frozen=True, kw_only=True)
class Strange:
    """What of a text cannot be shown: a pattern that finds it, in the words of Typst.

    ``instead`` holds what it is replaced by; what is found but not in it is ``omitted``.
    """

    pattern: str = ""
    instead: dict[str, str] = field(default_factory=dict)
    omitted: str = OMITTED


def strange(texts: Iterable[str]) -> Strange:
    """What of texts has no shape in our typefaces, and what can be read instead."""
    search = _uncommon().search
    found = {one: _instead(one) for text in texts if search(text) for one in clusters(text)}
    instead = {one: other for one, other in found.items() if other not in {one, OMITTED}}
    # Nothing of a longer cluster may be taken for a shorter one.
    patterns = [_escaped(one) for one in sorted(instead, key=_longest)]
    if lost := [one for one, other in found.items() if other == OMITTED]:
        run = f"(?:{'|'.join(_escaped(one) for one in sorted(lost, key=_longest))})+"
        patterns.append(f"{run}(?: {run})*")
    return Strange(pattern="|".join(patterns), instead=dict(sorted(instead.items())))


def clusters(text: str) -> Iterator[str]:
    """The letters of a text, each with what is set upon it or joined to it.

    A plainer rule than that of Unicode's annex 29: it never divides what a typeface draws as one.
    """
    start = 0
    for place in range(1, len(text)):
        if text[place - 1] != _JOINER and not _joins(text[place]):
            yield text[start:place]
            start = place
    if text:
        yield text[start:]


def _joins(letter: str) -> bool:
    """Whether it is drawn with the letter before it: marks, joiners, tones of skin."""
    return not letter.isascii() and (
        letter == _JOINER or ord(letter) in _SKINS or category(letter).startswith("M")
    )


def _longest(cluster: str) -> tuple[int, str]:
    return (-len(cluster), cluster)


def _escaped(cluster: str) -> str:
    return "".join(f"\\x{{{ord(letter):x}}}" for letter in cluster)


@lru_cache(maxsize=4096)
def _instead(cluster: str) -> str:
    """The cluster itself where it can be shown; else the nearest that can."""
    plain = normalize("NFKC", cluster)
    bare = "".join(letter for letter in plain if not category(letter).startswith("M"))
    for form in (cluster, plain, bare):
        if form and all(map(_has_shape, clusters(form))):
            return form
    return OMITTED if any(_is_seen(letter) for letter in bare) else ""


def _is_seen(letter: str) -> bool:
    """Whether a reader misses it: not a mark of control, a space, or what is no letter yet."""
    return category(letter)[0] in "LNPS" or category(letter) == "Co"


def _has_shape(cluster: str) -> bool:
    """Whether one typeface has all of it, in what works and in what is read.

    A typesetter looks for one that has the whole: it takes no mark from another.
    """
    wanted = set(map(ord, _IGNORED.sub("", normalize("NFC", cluster))))
    return all(any(wanted <= held for held in letters(face)) for face in (WORK, READ))


@cache
def _uncommon() -> re.Pattern[str]:
    """What may have no shape: all but letters that typefaces have and upon which nothing is set."""
    common = set.intersection(*(set[int]().union(*letters(face)) for face in (WORK, READ)))
    plain = sorted(code for code in common if not _joins(chr(code)))
    spans = []
    for _, group in groupby(enumerate(plain), key=lambda pair: pair[1] - pair[0]):
        run = [code for _, code in group]
        spans.append(f"{re.escape(chr(run[0]))}-{re.escape(chr(run[-1]))}")
    return re.compile(f"[^\n\t{''.join(spans)}]")
