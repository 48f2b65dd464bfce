"""Owners of values: the place or name that stands beside a value.

Исландия (94); Астанада 10; Apple 2 желтоқсанда, Google 3 желтоқсанда.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Levenshtein

from dalel.domain.facts import FactKind
from dalel.language.names import SAME
from dalel.steps.check.facts.reading import CheckedText, Statement
from dalel.steps.check.facts.runs import runs

#: What ends the claim of a name on the value after it.
_PARTED: Final = re.compile(r"[,;.)]")
_WORD: Final = re.compile(r"\w+")
#: So many words may stand between a name and its value.
_BETWEEN: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """A place by its code, or a name by its skeleton, and where it stands."""

    name: str
    is_place: bool
    start: int
    end: int
    sentence: int
    clause: int


def owner(statement: Statement, reading: CheckedText) -> Owner | None:
    """The one named just before a value, else the only place of its clause.

    Of names only dates are told: a sum stands beside whoever imposed it as often as not.
    """
    dated = statement.fact.kind is FactKind.DATE
    named = [each for each in _named(reading, statement.sentence) if dated or each.is_place]
    before = [each for each in named if each.end <= statement.fact.span.start]
    if before:
        between = reading.text[before[-1].end : statement.fact.span.start]
        if len(_WORD.findall(between)) <= _BETWEEN and not _PARTED.search(between):
            return before[-1]
    if dated:
        return None
    places = [each for each in named if each.is_place and each.clause == statement.clause]
    return places[0] if len({each.name for each in places}) == 1 else None


def same_owner(one: Owner, other: Owner) -> bool:
    """Whether two are the same place or name."""
    if one.is_place is not other.is_place:
        return False
    if one.is_place:
        return one.name == other.name
    return Levenshtein.normalized_similarity(one.name, other.name) >= SAME


def is_named_in(one: Owner, sentence: int, reading: CheckedText) -> bool:
    """Whether a sentence names it."""
    return any(same_owner(one, other) for other in _named(reading, sentence))


def _named(reading: CheckedText, sentence: int) -> tuple[Owner, ...]:
    """The places and names of a sentence, in order."""
    return _by_sentence(reading).get(sentence, ())


@lru_cache(256)
def _by_sentence(reading: CheckedText) -> dict[int, tuple[Owner, ...]]:
    found: dict[int, list[Owner]] = {}
    for each in sorted(_all(reading), key=lambda each: each.start):
        found.setdefault(each.sentence, []).append(each)
    return {sentence: tuple(named) for sentence, named in found.items()}


def _all(reading: CheckedText) -> Iterator[Owner]:
    for statement in reading.of_kind(FactKind.PLACE):
        if statement.fact.value == reading.lexicon.home:
            continue
        span = statement.fact.span
        yield Owner(
            name=statement.fact.value,
            is_place=True,
            start=span.start,
            end=span.end,
            sentence=statement.sentence,
            clause=statement.clause,
        )
    for run in runs(reading):
        last = run.words[-1]
        # A word in other letters is a name also where it begins a sentence: Apple 2 желтоқсанда.
        opens = last.opens and (reading.language == "en" or not last.text.isascii())
        if (not last.notions and not opens) or len(run.words) > 1:
            yield Owner(
                name=last.key,
                is_place=False,
                start=run.span.start,
                end=run.span.end,
                sentence=last.sentence,
                clause=last.clause,
            )
