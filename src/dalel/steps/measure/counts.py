"""Numbers in a text: what they count, and the bounds that their words set."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from dalel.domain.facts import Bound, Fact, FactKind
from dalel.domain.measure_rules import OfficialRules
from dalel.language.stems import stem
from dalel.steps.measure.growth import half_step
from dalel.steps.measure.phrases import things_in

#: The words behind a number, up to five, that no mark parts from it: they say what is counted.
_WHAT: Final = re.compile(r"\s*([^\W\d_][\w-]*(?:\s+[^\W\d_][\w-]*){0,4})")
_WORDS: Final = 3
#: Shorter words at the end only lead on.
_SHORT: Final = 3
#: Commas part thousands, or one comma or point parts what follows the whole.
_NUMERAL: Final = re.compile(r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?)(?!,?\d)|\d[\d\s]*(?:[.,]\d+)?")
#: So far, by its part, a number may be off that is given as "about".
_ABOUT: Final = Decimal("0.05")


#: How far before a number, in letters, stands what it counts.
_REACH: Final = 1_000


@dataclass(frozen=True, kw_only=True)
class CountedNoun:
    """What a number counts: the words, their stems, and the code where the pack knows it."""

    words: str
    stems: tuple[str, ...]
    code: str = ""


def counted(
    sentence: str, fact: Fact, language: str, rules: OfficialRules, *, can_precede: bool
) -> CountedNoun | None:
    """What a number counts: the words behind it, else the last thing known before it.

    What stands before counts only where it ``can_precede``: the sentence says that something grew,
    fell or was counted.
    """
    is_sum = fact.kind is FactKind.MONEY
    rest = sentence[fact.span.end :]
    words = [] if is_sum else _behind(rest, language, rules)
    behind = _WHAT.match(rest)
    if words and behind:
        known = _known(behind[1], language, rules, is_sum=False)
        name, code = (known[0][0][0], known[0][1]) if known else (" ".join(words), "")
        return _named(name, code, language)
    if not can_precede:
        return None
    start = fact.span.start
    before = _known(sentence[max(0, start - _REACH) : start], language, rules, is_sum=is_sum)
    return _named(before[-1][0][0], before[-1][1], language) if before else None


def _named(words: str, code: str, language: str) -> CountedNoun:
    return CountedNoun(words=words, stems=stems_of_name(words, language), code=code)


def stems_of_name(words: str, language: str) -> tuple[str, ...]:
    """What tells one thing from another where the pack knows neither."""
    return tuple(stem(word, language) for word in words.split()[:2])


def _known(
    text: str, language: str, rules: OfficialRules, *, is_sum: bool
) -> list[tuple[re.Match[str], str]]:
    things = {code: one for code, one in rules.things.items() if one.sums is is_sum}
    return things_in(text, things, language)


def _behind(rest: str, language: str, rules: OfficialRules) -> list[str]:
    """The words behind a number; nothing where they name no thing."""
    found = _WHAT.match(rest)
    words = found[1].split() if found else []
    unnamed = rules.unnamed.get(language, ())
    while words and words[0].lower() in rules.about.get(language, ()):
        words = words[1:]
    ends = (place for place, word in enumerate(words) if word.lower() in unnamed)
    words = words[: min(next(ends, _WORDS), _WORDS)]
    while len(words) > 1 and len(words[-1]) < _SHORT:
        words.pop()
    return words if words and len(words[0]) >= _SHORT else []


def bounds(fact: Fact) -> tuple[Decimal, Decimal | None]:
    """Between which values a number is put by its words: rounded, about, more than, at most."""
    value = Decimal(fact.value)
    half = _rounding(fact.text, value)
    if fact.bound in {Bound.MORE, Bound.AT_LEAST}:
        return value - half, None
    if fact.bound in {Bound.LESS, Bound.AT_MOST}:
        return Decimal(0), value + half
    if fact.bound is Bound.ABOUT:
        half = max(half, value * _ABOUT)
    return value - half, value + half


def _rounding(text: str, value: Decimal) -> Decimal:
    """By how much rounding may have moved "86.3 million"; a number in digits alone is exact."""
    found = _NUMERAL.search(text)
    own = _own(found) if found else Decimal(0)
    step = value / own * half_step(own) * 2 if own else Decimal(0)
    return step / 2 if step > 1 else Decimal(0)


def _own(numeral: re.Match[str]) -> Decimal:
    """The number in digits, without the word behind it that makes it millions."""
    if numeral[1]:
        return Decimal(numeral[1].replace(",", ""))
    return Decimal(re.sub(r"\s", "", numeral[0]).replace(",", "."))
