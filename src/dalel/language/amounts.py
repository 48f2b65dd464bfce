"""Amounts and dates of a text as claims carry them."""

from datetime import date

from dalel.domain.claim import Amount, When
from dalel.domain.lexicon import Lexicon
from dalel.language.facts.clock import find_clock_times
from dalel.language.facts.extracting import LANGUAGES, numbered_spans
from dalel.language.numbers.reader import amount_reader
from dalel.language.spans import Spans
from dalel.language.told_dates import date_reader


def read_amounts(text: str, language: str, lexicon: Lexicon) -> tuple[Amount, ...]:
    """The amounts of a text in order of their place; dates, addresses, provisions hold none."""
    if not _is_readable(text, language, lexicon):
        return ()
    numbered = numbered_spans(text, language, lexicon)
    dates = date_reader(language, lexicon).dated_spans(text)
    clocks = [fact.span for fact in find_clock_times(text)]
    return amount_reader(language, lexicon).read(text, [*numbered, *dates, *clocks])


def read_dates(
    text: str, language: str, lexicon: Lexicon, published: date | None
) -> tuple[When, ...]:
    """The dates of a text in order of their place; without a day relative ones stay open."""
    if not _is_readable(text, language, lexicon):
        return ()
    taken = Spans(numbered_spans(text, language, lexicon))
    whens = date_reader(language, lexicon).read(text, published)
    return tuple(when for when in whens if not taken.meet(when.span.start, when.span.end))


def _is_readable(text: str, language: str, lexicon: Lexicon) -> bool:
    return language in LANGUAGES and language in lexicon.months and bool(text.strip())
