"""Finds parts of a whole: үштен бірі, треть, a third, половина.

A part may also be told as a percentage or a count, so that it is a fact where two texts name parts.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.language.numbers.shares import kazakh_parts
from dalel.language.numbers.told_amounts import find_told

#: The unit of a part.
PART: Final = "part"
_ONE_OF: Final = re.compile(
    r"(?<!\w)(?:од(?:ин|на|но|ного|ной|ну|ному|ним)\s+из|one\s+(?:in|of|out\s+of))\s+$",
    re.IGNORECASE,
)
#: How far before a number these words may begin.
_REACH: Final = 40


def find_parts(text: str, language: str) -> list[Fact]:
    """The parts of a whole, in order."""
    found = [*_listed(text, language), *(_kazakh(text) if language == "kk" else ())]
    kept: list[Fact] = []
    for fact in sorted(found, key=lambda each: (each.span.start, -each.span.end)):
        if not kept or fact.span.start >= kept[-1].span.end:
            kept.append(fact)
    return kept


def _listed(text: str, language: str) -> Iterator[Fact]:
    for told in find_told(text, language):
        if told.part is not None:
            yield _part(text, told.start, told.end, told.part)


def share(part: int, whole: int | str) -> str:
    """The value of a part of a whole."""
    return f"{float(Fraction(part) / Fraction(whole)):.4f}"


def is_one_of(text: str, fact: Fact) -> bool:
    """Whether a number is the whole of which one is told: одно из четырёх, one of four."""
    start = fact.span.start
    return fact.value.isdigit() and _ONE_OF.search(text, max(0, start - _REACH), start) is not None


def _kazakh(text: str) -> Iterator[Fact]:
    for part in kazakh_parts(text):
        yield _part(text, part.start, part.end, Fraction(part.part, part.whole))


def _part(text: str, start: int, end: int, value: Fraction) -> Fact:
    return Fact(
        kind=FactKind.NUMBER,
        span=TextSpan(start=start, end=end),
        text=text[start:end],
        value=share(value.numerator, value.denominator),
        unit=PART,
        inferred=True,
    )
