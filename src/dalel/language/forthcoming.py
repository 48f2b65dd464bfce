"""Finds coming days named in text: hearings, deadlines, entries into force."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from typing import Final

from dalel.domain.diary import DiaryKind, Forthcoming
from dalel.domain.evidence import TextSpan
from dalel.domain.facts import FactKind
from dalel.domain.lexicon import Lexicon
from dalel.language.facts.extracting import extract_facts
from dalel.language.sentences import sentences

#: What a sentence speaks of, by the words it has; the first kind that fits is taken.
_WORDS: Final = {
    "kk": (
        (DiaryKind.IN_FORCE, r"күшіне\s+ен"),
        (
            DiaryKind.HEARING,
            r"сот\w*\s+отырыс|отырыс\w*\s+(?:өт|бол|тағайында)|тыңдау\w*\s+(?:өт|бол)",
        ),
    ),
    "ru": (
        (DiaryKind.IN_FORCE, r"вступ\w+\s+в\s+(?:законную\s+)?силу|введ\w+\s+в\s+действие"),
        (DiaryKind.HEARING, r"заседани|слушани|рассмотр\w+\s+(?:дел|жалоб|иск)|суд\w*\s+назнач"),
    ),
    "en": (
        (DiaryKind.IN_FORCE, r"(?:enters?|comes?|takes?)\s+(?:into\s+force|effect)"),
        (DiaryKind.HEARING, r"hearing|trial"),
    ),
}
_KINDS: Final = {
    language: tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in table)
    for language, table in _WORDS.items()
}
#: What stands right before or behind a day that is a deadline.
_BEFORE: Final = {
    "ru": re.compile(r"(?<!\w)(?:до|не\s+позднее|срок\w*\s*[—:-])\s*$", re.IGNORECASE),
    "en": re.compile(r"(?<!\w)(?:until|by|before|no\s+later\s+than)\s*$", re.IGNORECASE),
}
_BEHIND: Final = {"kk": re.compile(r"\s*(?:күніне\s+)?дейін", re.IGNORECASE)}
_LONGEST: Final = 600


def forthcoming(text: str, language: str, lexicon: Lexicon, day: date) -> tuple[Forthcoming, ...]:
    """The days after ``day``, on which the text was published, each once, by date.

    A day that stands in a sentence about none of the kinds is passed over: most of these are the
    reach of a weather report, a sale or a season.
    """
    found = {
        (one.day, one.kind): one for one in reversed(list(_found(text, language, lexicon, day)))
    }
    return tuple(sorted(found.values(), key=lambda one: (one.day, one.kind)))


def _found(text: str, language: str, lexicon: Lexicon, day: date) -> Iterator[Forthcoming]:
    dates = extract_facts(text, language, lexicon, day, frozenset({FactKind.DATE}))
    starts = [fact.span.start for fact in dates]
    for span in sentences(text):
        inside = dates[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        sentence = " ".join(text[span.start : span.end].split()) if inside else ""
        if not inside or len(sentence) > _LONGEST:
            continue
        spoken_of = _kind(sentence, language)
        for fact in inside:
            then = _day(fact.value)
            kind = spoken_of or _deadline(text, fact.span, language)
            if then is not None and kind is not None and then > day:
                yield Forthcoming(day=then, kind=kind, sentence=sentence)


def _kind(sentence: str, language: str) -> DiaryKind | None:
    kinds = _KINDS.get(language, ())
    return next((kind for kind, words in kinds if words.search(sentence)), None)


def _deadline(text: str, span: TextSpan, language: str) -> DiaryKind | None:
    before, behind = _BEFORE.get(language), _BEHIND.get(language)
    is_one = (before and before.search(text[max(0, span.start - 24) : span.start])) or (
        behind and behind.match(text, span.end)
    )
    return DiaryKind.DEADLINE if is_one else None


def _day(value: str) -> date | None:
    """The day of a date that is known to the day, of a span of days its last."""
    last = value.rpartition("/")[2]
    return date.fromisoformat(last) if re.fullmatch(r"\d{4}-\d\d-\d\d", last) else None
