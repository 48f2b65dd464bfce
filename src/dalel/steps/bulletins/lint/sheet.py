"""The sheet that lint rules read: a bulletin with its pack, words and codes."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Final

from dalel.domain.bulletin import Bulletin, BulletinEntry, PrintedParagraph
from dalel.domain.concern import Concern, Weight
from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.domain.incident import Codes
from dalel.domain.lexicon import Lexicon
from dalel.language.facts import extract_facts
from dalel.language.facts.days import DayFinder
from dalel.language.facts.extracting import NAMED
from dalel.language.quotes import is_within, quotations
from dalel.language.sentences import sentences
from dalel.language.terms import Phrases
from dalel.pack.formats import Words
from dalel.pack.pack_records import Pack

_KINDS: Final = frozenset(FactKind) - NAMED
#: A day in the path of an address.
_DAY_IN_LINK: Final = re.compile(r"/(?P<y>20\d\d)/(?P<m>[01]?\d)/(?P<d>[0-3]?\d)(?!\d)")
#: A name shorter than this is too often a word.
_SHORT_NAME: Final = 4
_NO_DAY: Final = date(2000, 1, 1)

TITLE = "title"
SUMMARY = "summary"
INTRODUCTION = "introduction"


def key(entry: BulletinEntry) -> str:
    """How a concern names an entry: section and order."""
    return f"{entry.section}.{entry.order}"


def first_line(entry: BulletinEntry) -> int:
    """The line on which an entry begins."""
    return entry.title_line or entry.paragraphs[0].lines[0]


@dataclass(frozen=True)
class LintPassage:
    """A title or a paragraph, and the entry it belongs to; None for the introduction."""

    entry: BulletinEntry | None
    field: str
    text: str
    lines: tuple[int, ...]
    starts: tuple[int, ...]

    @cached_property
    def low(self) -> str:
        """The text in small letters."""
        return self.text.lower()

    @cached_property
    def quotations(self) -> tuple[TextSpan, ...]:
        """What stands in quotation marks."""
        return quotations(self.text)

    @cached_property
    def sentences(self) -> tuple[TextSpan, ...]:
        """The sentences."""
        return sentences(self.text)

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether a stretch is somebody else's words, or a title."""
        return is_within(self.quotations, start, end)

    def sentence_at(self, position: int) -> TextSpan:
        """The sentence in which a character stands."""
        place = bisect_right([span.start for span in self.sentences], position)
        return self.sentences[max(place - 1, 0)]

    def line_at(self, position: int) -> int:
        """The line of the file on which a character stands."""
        return self.lines[bisect_right(self.starts, position) - 1]


@dataclass(frozen=True)
class LintSheet:
    """A bulletin, its country's pack and words, and codes where there are any, by entry."""

    bulletin: Bulletin
    pack: Pack
    codes: Mapping[str, Codes]
    lexicon: Lexicon

    @property
    def language(self) -> str:
        """The bulletin's language."""
        return self.bulletin.language

    @cached_property
    def passages(self) -> tuple[LintPassage, ...]:
        """All texts of the entries, in order of print."""
        return tuple(passage for entry in self.bulletin.entries for passage in passages_of(entry))

    @cached_property
    def outlet_names(self) -> tuple[tuple[str, str, str], ...]:
        """The names of every outlet that are no short words: its id, the name, in small letters."""
        return tuple(
            (source.id, name, name.lower())
            for source in self.pack.sources
            for name in dict.fromkeys((*source.names.values(), *_hosts(source.host or "")))
            if len(name) >= _SHORT_NAME
        )

    @cached_property
    def introduction(self) -> tuple[LintPassage, ...]:
        """The opening text."""
        return tuple(
            _passage(None, INTRODUCTION, paragraph) for paragraph in self.bulletin.introduction
        )

    @cached_property
    def latest(self) -> date | None:
        """About when the bulletin came out: the latest day of its opening text.

        Where that tells none: the latest full date of an entry that is not one to come, or of an
        address.
        """
        opening = [first_day(iso) for text in self.introduction for iso, _ in self._dates(text)]
        if any(opening):
            return max(day for day in opening if day is not None)
        planned = self.phrases(self.pack.conduct.freshness.planned)
        told = [
            first_day(iso)
            for passage in self.passages
            for iso, sentence in self._dates(passage)
            if iso.count("-") == 2
            and not planned.stand_in(passage.text, sentence.start, sentence.end)
        ]
        linked = [
            day_in_link(printed.link.url)
            for entry in self.bulletin.entries
            for printed in entry.links
        ]
        return max((day for day in (*told, *linked) if day is not None), default=None)

    def _dates(self, passage: LintPassage) -> Iterator[tuple[str, TextSpan]]:
        """The dates that a passage tells with their year, each with its sentence."""
        for fact in self._days.find(passage.text, _NO_DAY):
            if not fact.inferred and "/" not in fact.value:
                yield fact.value, passage.sentence_at(fact.span.start)

    @cached_property
    def _days(self) -> DayFinder:
        return DayFinder(self.language, self.lexicon)

    def facts(self, passage: LintPassage) -> tuple[Fact, ...]:
        """What a passage states, but for names; dates without a year are near the latest day."""
        key = (passage.text, passage.lines)
        if key not in self._known:
            self._known[key] = self._read(passage, self.latest or _NO_DAY)
        return self._known[key]

    @cached_property
    def _known(self) -> dict[tuple[str, tuple[int, ...]], tuple[Fact, ...]]:
        return {}

    def _read(self, passage: LintPassage, day: date) -> tuple[Fact, ...]:
        return extract_facts(passage.text, self.language, self.lexicon, day, _KINDS)

    def phrases(self, words: Words) -> Phrases:
        """The phrases of a word list in the bulletin's language."""
        return _phrases(words.get(self.language, ()), tuple(self._number_words))

    def finder(self, pattern: str) -> Phrases:
        """A single phrase."""
        return _phrases((pattern,))

    @property
    def _number_words(self) -> Mapping[str, int]:
        return self.pack.formats.number_words.get(self.language, {})

    def concern(
        self,
        rule: str,
        weight: Weight,
        *,
        entry: BulletinEntry | None = None,
        field: str | None = None,
        line: int | None = None,
        excerpt: str = "",
        suggestion: str | None = None,
        **values: str,
    ) -> Concern:
        """A concern about this bulletin; ``values`` fill its wording."""
        return Concern(
            rule=rule,
            weight=weight,
            excerpt=excerpt,
            entry=key(entry) if entry else None,
            field=field,
            language=self.language,
            line=line,
            values=values,
            suggestion=suggestion,
        )

    def concern_at(
        self,
        rule: str,
        weight: Weight,
        passage: LintPassage,
        start: int,
        end: int,
        suggestion: str | None = None,
        **values: str,
    ) -> Concern:
        """A concern about a stretch of a passage."""
        return self.concern(
            rule,
            weight,
            entry=passage.entry,
            field=passage.field,
            line=passage.line_at(start),
            excerpt=passage.text[start:end],
            suggestion=suggestion,
            **values,
        )


def _hosts(host: str) -> tuple[str, ...]:
    """A host, and without what stands before its last two labels."""
    return (host, ".".join(host.split(".")[-2:]))


@cache
def _phrases(patterns: tuple[str, ...], number_words: tuple[str, ...] = ()) -> Phrases:
    return Phrases(patterns, number_words)


def first_day(iso: str) -> date | None:
    """The first day that a date of a text can mean; None where there is no such day."""
    year, month, day = (*iso.split("/")[0].split("-"), "01", "01")[:3]
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def day_in_link(url: str) -> date | None:
    """The day that the path of an address tells."""
    match = _DAY_IN_LINK.search(url)
    return first_day(f"{match['y']}-{match['m']}-{match['d']}") if match else None


def passages_of(entry: BulletinEntry) -> Iterator[LintPassage]:
    """The title, if there is one, and the paragraphs."""
    if entry.title is not None and entry.title_line is not None:
        yield LintPassage(entry, TITLE, entry.title, (entry.title_line,), (0,))
    for paragraph in entry.paragraphs:
        yield _passage(entry, SUMMARY, paragraph)


def _passage(entry: BulletinEntry | None, field: str, paragraph: PrintedParagraph) -> LintPassage:
    return LintPassage(entry, field, paragraph.text, paragraph.lines, paragraph.starts)
