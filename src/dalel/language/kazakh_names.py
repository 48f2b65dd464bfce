"""Named entity recognition for Kazakh: persons, organisations and places.

A conditional random field over words, trained on KazNERD; ``models/README.md`` says how.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import pycrfsuite

from dalel.domain.evidence import TextSpan

#: The trained weights.
MODEL: Final = Path(__file__).with_name("models") / "kazakh_names.crfsuite"
#: What the model tells apart.
KINDS: Final = ("PER", "ORG", "LOC")
_TOKEN: Final = re.compile(r"\w+(?:[-–'’.]\w+)*|[^\w\s]")
_OPENING: Final = frozenset("«“„")
_CLOSING: Final = frozenset("»”")
_LONGEST_ENDING: Final = 5
#: Of so many words the marks are kept.
_KEPT_WORDS: Final = 2_000


@dataclass(frozen=True, kw_only=True)
class NamedSpan:
    """A name in a text: its kind, one of ``KINDS``, and its place."""

    kind: str
    span: TextSpan


def find_kazakh_names(text: str, sentences: Sequence[TextSpan]) -> tuple[NamedSpan, ...]:
    """The names of a Kazakh text in order, sentence by sentence."""
    found: list[NamedSpan] = []
    for sentence in sentences:
        matches = list(_TOKEN.finditer(text, sentence.start, sentence.end))
        tags = _tagger().tag(features([match[0] for match in matches]))
        found += _joined(matches, tags)
    return tuple(found)


def features(words: Sequence[str]) -> list[list[str]]:
    """What the model sees of each word of a sentence."""
    marks = [_marks(word) for word in words]
    quoted = _quoted(words)
    seen = []
    for place, own in enumerate(marks):
        around = list(own[0])
        if quoted[place]:
            around.append("quoted")
        for step in (-2, -1, 1, 2):
            other = place + step
            around += marks[other][step] if 0 <= other < len(marks) else [f"{step}:edge"]
        seen.append(around)
    return seen


@lru_cache(_KEPT_WORDS)
def _marks(word: str) -> dict[int, list[str]]:
    """What is seen of a word, and by how many words further off."""
    own = _own(word)
    return {0: own} | {
        step: [f"{step}:{mark}" for mark in own[: 3 if abs(step) > 1 else 6]]
        for step in (-2, -1, 1, 2)
    }


def _own(word: str) -> list[str]:
    low = word.lower()
    marks = [f"word={low}", f"shape={_shape(word)}", f"stem={low[:5]}"]
    marks += [f"end{size}={low[-size:]}" for size in range(2, _LONGEST_ENDING + 1)]
    marks += [f"begin{size}={low[:size]}" for size in (2, 3, 4)]
    return marks


def _shape(word: str) -> str:
    letters = (
        "A" if c.isupper() else "a" if c.islower() else "0" if c.isdigit() else c for c in word
    )
    return re.sub(r"(.)\1+", r"\1+", "".join(letters))


def _quoted(words: Sequence[str]) -> list[bool]:
    inside, marks = False, []
    for word in words:
        inside = word in _OPENING or (inside and word not in _CLOSING)
        marks.append(inside)
    return marks


def _joined(matches: Sequence[re.Match[str]], tags: Sequence[str]) -> Iterator[NamedSpan]:
    start = 0
    for place, tag in enumerate(tags):
        if tag.startswith("B-"):
            start = place
        following = tags[place + 1] if place + 1 < len(tags) else "O"
        if tag != "O" and not following.startswith("I-"):
            yield NamedSpan(
                kind=tag[2:], span=TextSpan(start=matches[start].start(), end=matches[place].end())
            )


@cache
def _tagger() -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    tagger.open(str(MODEL))
    return tagger
