"""Finds lists of names, whose length may be told as a number: "three countries" for A, B and C."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.language.en import counting as english
from dalel.language.kk import counting as kazakh
from dalel.language.ru import counting as russian

_AND: Final = {"kk": kazakh.AND, "ru": russian.AND, "en": english.AND}
_CAPITAL: Final = r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]"
_NAME: Final = rf"(?:[«“][^«»“”\n]{{1,60}}[»”]|{_CAPITAL}[\w.’'-]*(?:\s+{_CAPITAL}[\w’'-]*){{0,2}})"
_ITEM: Final = re.compile(r",\s+")


def name_lists(text: str, language: str) -> Iterator[tuple[TextSpan, int]]:
    """The lists in order, each with the number of its names."""
    for match in _pattern(language).finditer(text):
        length = 2 + len(_ITEM.findall(match["more"]))
        yield TextSpan(start=match.start(), end=match.end()), length


@cache
def _pattern(language: str) -> re.Pattern[str]:
    # Small words may tell what the last one is: "и главе МВД Ержану Саденову".
    return re.compile(
        rf"(?<![\w«]){_NAME}(?P<more>(?:,\s+{_NAME}){{0,10}}+)\s+(?:{_AND[language]})\s+"
        rf"(?:[^\W\d_A-ZА-ЯӘҒҚҢӨҰҮҺІ]+\s+){{0,4}}?{_NAME}"
    )
