"""Passages of the articles behind an incident that say what a code or its date says."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from dalel.domain.classification import SuggestedCode
from dalel.domain.lexicon import Lexicon
from dalel.language.facts.days import DayFinder
from dalel.newsroom.frame.pack_in_force import lexicon_at
from dalel.newsroom.incidents.queries.incident_sources import IncidentSource
from dalel.pack import Pack

_DAY: Final = len("2026-01-31")
#: The happening is told where a text begins.
_HEAD: Final = 700
#: News tell of what happened so long before; what is older is told of as history.
_NEWS: Final = timedelta(days=45)
#: So much stands before and behind the words, as far as their sentence goes.
_AROUND: Final = 120
_ENDS: Final = re.compile(r"[.!?…]\s|\n")


@dataclass(frozen=True, kw_only=True)
class CodePassage:
    """Words of an article with what stands around them in their sentence."""

    before: str
    words: str
    after: str
    language: str
    outlet: str
    article: int | None


@dataclass(frozen=True, kw_only=True)
class ProposedDay:
    """The day on which it happened, as articles tell it.

    Without a passage none tells one, and it is the day of the first report.
    """

    iso: str
    passage: CodePassage | None = None

    @property
    def date(self) -> date:
        """The day itself."""
        return date.fromisoformat(self.iso)


def passage_of(found: SuggestedCode, sources: Iterable[IncidentSource]) -> CodePassage | None:
    """Where an article says the words for which a code is suggested; None: nowhere, as they are."""
    shown = [why.values["words"] for why in found.reasons if why.code == "shown"]
    for words in shown:
        spaced = r"\s+".join(map(re.escape, words.split()))
        pattern = re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)
        for source in sources:
            text = _whole(source)
            match = pattern.search(text)
            if match is not None:
                return _passage(text, match.start(), match.end(), source)
    return None


def proposed_day(sources: Sequence[IncidentSource], pack: Pack) -> ProposedDay | None:
    """The day that most articles tell first, else that of the first report; None without any."""
    dated = [(date.fromisoformat(one.published[:_DAY]), one) for one in sources if one.published]
    told = [
        next(_days(source, published, lexicon_at(pack.folder)), None) for published, source in dated
    ]
    counted = Counter(one.iso for one in told if one is not None)
    if counted:
        # Of days that are told as often the first article's is taken.
        most = counted.most_common(1)[0][0]
        return next(one for one in told if one is not None and one.iso == most)
    days = [published for published, source in dated if source.text]
    return ProposedDay(iso=min(days).isoformat()) if days else None


def _days(source: IncidentSource, published: date, lexicon: Lexicon) -> Iterator[ProposedDay]:
    if source.language not in lexicon.months:
        return
    text = _whole(source)
    for fact in _finder(source.language, lexicon).find(text[:_HEAD], published):
        if len(fact.value) == _DAY and published - _NEWS <= date.fromisoformat(fact.value) <= (
            published
        ):
            passage = _passage(text, fact.span.start, fact.span.end, source)
            yield ProposedDay(iso=fact.value, passage=passage)


@lru_cache(maxsize=8)
def _finder(language: str, lexicon: Lexicon) -> DayFinder:
    return DayFinder(language, lexicon)


def _whole(source: IncidentSource) -> str:
    return f"{source.title}\n{source.text}"


def _passage(text: str, start: int, end: int, source: IncidentSource) -> CodePassage:
    first = max([match.end() for match in _ENDS.finditer(text, 0, start)], default=0)
    last = _ENDS.search(text, end)
    begins = max(first, start - _AROUND)
    ends = min(last.start() + 1 if last else len(text), end + _AROUND)
    return CodePassage(
        before=("…" if begins > first else "") + text[begins:start],
        words=text[start:end],
        after=text[end:ends].rstrip("\n"),
        language=source.language,
        outlet=source.outlet or source.host,
        article=source.article,
    )
