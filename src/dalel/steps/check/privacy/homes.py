"""Detection of home addresses.

A flat always tells it; a house with its street tells it unless the sentence is about an office; a
bare number after a street only beside a word such as "lives".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dalel.domain.evidence import TextSpan
from dalel.language.phrases import compile_phrases
from dalel.language.sentences import sentences
from dalel.language.spans import without_overlaps
from dalel.pack.privacy import HomeWords

#: How far a flat may stand from its house, and a house from its street, in characters.
_NEAR = 45
_NUMBER = r"\d{1,4}(?:[ -]?[А-Яа-яA-Za-zӘІ](?!\w))?(?:/\d{1,4}[а-яa-z]?)?"
_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True)
class _Finders:
    street: re.Pattern[str]
    house: re.Pattern[str]
    flat: re.Pattern[str]
    lives: re.Pattern[str]
    office: re.Pattern[str]
    bare: re.Pattern[str]
    named: re.Pattern[str]
    house_then_flat: re.Pattern[str]


def find_homes(text: str, words: HomeWords) -> Iterator[TextSpan]:
    """The addresses of homes, from the street to the last number."""
    finders = _finders(words)
    for sentence in sentences(text):
        start, end = sentence.start, sentence.end
        streets = [m.span() for m in finders.street.finditer(text, start, end)]
        houses = [m.span() for m in finders.house.finditer(text, start, end)]
        houses += [m.span() for m in finders.named.finditer(text, start, end)]
        flats = [m.span() for m in finders.flat.finditer(text, start, end)]
        lives = finders.lives.search(text, start, end) is not None
        is_office = finders.office.search(text, start, end) is not None
        if lives or streets:
            pairs = finders.house_then_flat.finditer(text, start, end)
            flats += [m.span() for m in pairs if lives or _before(m.start(), streets)]
        found = [_joined(flat, _beside(text, flat, houses), streets) for flat in flats]
        if not is_office or lives:
            found += [_joined(house, [], streets) for house in sorted(houses)]
        if lives:
            bare = [m.span() for m in finders.bare.finditer(text, start, end)]
            found += [_joined(number, [], streets) for number in bare]
        whole = (_with_name(text, start, span) for span in found if span)
        longest_first = sorted(whole, key=lambda one: (one.start - one.end, one.start))
        yield from without_overlaps(longest_first, lambda one: one)


def _joined(
    last: tuple[int, int], houses: list[tuple[int, int]], streets: list[tuple[int, int]]
) -> tuple[int, int] | None:
    """From the street, or the house without one, to the last number; None for a number alone.

    The street may also follow: house 5 in Abay street.
    """
    first = _before(last[0], houses)
    street = _before((first or last)[0], streets)
    begin = street or first
    if begin is not None:
        return begin[0], last[1]
    behind = next((one for one in streets if 0 <= one[0] - last[1] <= _NEAR), None)
    return (last[0], behind[1]) if behind else None


def _beside(
    text: str, flat: tuple[int, int], houses: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Houses with no word between them and the flat: "12 үй мен 36 пәтер" are counts."""
    return [
        house
        for house in houses
        if house[1] <= flat[0] and not any(c.isalpha() for c in text[house[1] : flat[0]])
    ]


def _before(place: int, others: list[tuple[int, int]]) -> tuple[int, int] | None:
    near = [other for other in others if 0 <= place - other[1] <= _NEAR]
    return near[-1] if near else None


def _with_name(text: str, start: int, span: tuple[int, int]) -> TextSpan:
    """The address with the capitalised words right before it: Абай көшесі, 12-үй."""
    name = re.search(r"(?:[А-ЯӘҒҚҢӨҰҮІA-Z][\w.-]*\s+){1,3}$", text[start : span[0]])
    return TextSpan(start=start + name.start() if name else span[0], end=span[1])


@cache
def _finders(words: HomeWords) -> _Finders:
    numbered = _NUMBER + r"(?:\s*-?\s*(?:ші|шы)\b)?"
    house, flat = (_marked(forms, numbered, words) for forms in (words.house, words.flat))
    return _Finders(
        street=_phrases(words.street, r"\.?"),
        house=re.compile(house),
        flat=re.compile(flat),
        lives=_phrases(words.lives),
        office=_phrases(words.office),
        # After the street's name (ул. Абая, 5) or its word (Абай көшесі 5).
        bare=re.compile(
            rf"(?<=[\w.,] )(?<!\d ){_NUMBER}(?![\w%-]|[.,]\d|\s+[а-яёәғқңөұүһі]{{2,}})"
        ),
        # A street's name without its word, before a flat: Абая 12, кв. 34. None is longer.
        named=re.compile(rf"[А-ЯӘҒҚҢӨҰҮІA-Z]\w{{2,40}}\s+{_NUMBER}(?=,?\s+(?:{flat}))"),
        # Абая 12-34, Абай көшесі, 12/34: a house and a flat.
        house_then_flat=re.compile(r"(?<![\w-])\d{1,3}[А-Яа-я]?\s?[-–/]\s?\d{1,4}(?![\w-]|\.\d)"),
    )


def _marked(forms: tuple[str, ...], number: str, words: HomeWords) -> str:
    mark = "|".join(sorted(map(re.escape, forms), key=len, reverse=True))
    if words.number_first:
        return rf"(?<![\w.,/-])(?:№\s*)?{number}\s*-?\s*(?i:{mark})(?!\w)"
    return rf"(?<![\w-])(?i:{mark})(?:\.|\b)\s*№?\s*{number}(?!\w)"


def _phrases(forms: tuple[str, ...], after: str = "") -> re.Pattern[str]:
    expression = compile_phrases(forms)
    return re.compile(expression.pattern + after) if expression else _NOTHING
