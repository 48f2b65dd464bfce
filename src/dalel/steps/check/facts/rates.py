"""Units of time by which a text counts (per second, per minute) unlike its evidence."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.domain.facts import FactKind
from dalel.language.spans import Spans
from dalel.steps.check.facts.evidence import PreparedEvidence
from dalel.steps.check.facts.reading import CheckedText

_RATES: Final[Mapping[str, Mapping[str, str]]] = {
    "kk": {
        "second": "секундына|секунд сайын",
        "minute": "минутына|минут сайын",
        "hour": "сағатына|сағат сайын",
        "day": "күніне|тәулігіне|күн сайын",
        "week": "аптасына|апта сайын",
        "month": "айына|ай сайын",
        "quarter": "тоқсанына|тоқсан сайын",
        "year": "жылына|жыл сайын",
    },
    "ru": {
        "second": "в секунду|ежесекундно|каждую секунду",
        "minute": "в минуту|ежеминутно|каждую минуту",
        "hour": "в час|ежечасно|каждый час",
        "day": "в день|в сутки|ежедневно|каждый день|ежесуточно",
        "week": "в неделю|еженедельно|каждую неделю",
        "month": "в месяц|ежемесячно|каждый месяц",
        "quarter": "в квартал|ежеквартально|каждый квартал",
        "year": "в год|ежегодно|каждый год",
    },
    "en": {
        "second": "per second",
        "minute": "(?:per|a|every) minute",
        "hour": "(?:per|an|every) hour|hourly",
        "day": "(?:per|a|every) day|daily",
        "week": "(?:per|a|every) week|weekly",
        "month": "(?:per|a|every) month|monthly",
        "quarter": "(?:per|a|every) quarter|quarterly",
        "year": "(?:per|a|every) year|yearly|annually",
    },
}
_PATTERNS: Final = {
    language: re.compile(
        "|".join(rf"(?P<{unit}>(?<!\w)(?:{forms})(?!\w))" for unit, forms in units.items()),
        re.IGNORECASE,
    )
    for language, units in _RATES.items()
}
#: What says "each" is a rate by itself; "күніне" and "a year" are one only beside what is counted.
_EACH: Final = re.compile(r"\w+ сайын|еже\w+|кажд\w+ \w+|every \w+|\w+ly", re.IGNORECASE)
_COUNTED: Final = (FactKind.NUMBER, FactKind.MONEY)
#: One stretch of time and no rate: a year in prison, a week later.
_ONE_TIME: Final = re.compile(r"an?\s+\w+\s+(?:in|of|ago|later|earlier)(?!\w)", re.IGNORECASE)


def unlike_rates(reading: CheckedText, evidence: PreparedEvidence) -> Iterator[TextSpan]:
    """The times by which a text counts, where the evidence counts by others only."""
    mine = list(_rates(reading))
    if not mine:
        return
    theirs = {unit for article in evidence.articles for unit, _ in _rates(article.reading)}
    if theirs:
        yield from (span for unit, span in mine if unit not in theirs)


def _rates(reading: CheckedText) -> Iterator[tuple[str, TextSpan]]:
    pattern = _PATTERNS.get(reading.language)
    counted = Spans(each.fact.span for each in reading.of_kind(*_COUNTED))
    for match in pattern.finditer(reading.text) if pattern else ():
        if _EACH.fullmatch(match[0]) or _is_counting(reading, match, counted):
            yield match.lastgroup or "", TextSpan(start=match.start(), end=match.end())


def _is_counting(reading: CheckedText, rate: re.Match[str], counted: Spans) -> bool:
    """Whether a number or a sum stands in the clause of what may be a rate."""
    if _ONE_TIME.match(reading.text, rate.start()):
        return False
    at = max(0, reading.place_from(rate.start()) - 1)
    clause = next(
        (word.clause for word in reading.words[at : at + 2] if word.end > rate.start()), None
    )
    # The comma of a fraction is taken to part clauses, so that a number may stand in two.
    return clause is not None and any(
        counted.meet(word.start, word.end) for word in reading.words_of_clause[clause]
    )
