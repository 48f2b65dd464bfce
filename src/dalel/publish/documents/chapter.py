"""The chapter of figures in a printed edition, in one language.

Each row of the board names the entries that were counted by their places in the edition, so that
whoever holds the paper can count again; with an address it also leads to its page on the site.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from dalel.domain.attention import Choice
from dalel.domain.count_board import Cell, Kind, Period, PeriodLength, Subject
from dalel.domain.edition import Edition
from dalel.domain.measures import Measures, Overruled
from dalel.publish.figures.chart_figures import ChartFigures
from dalel.publish.figures.pictures import pictures
from dalel.publish.figures.summary import gaps
from dalel.publish.figures.views import line_view, subject_path, subjects
from dalel.publish.figures.words import MeasureWords
from dalel.publish.views.incident import direction_words

#: Stands at a small number.
_STAR: Final = "*"


@dataclass(frozen=True, kw_only=True)
class ChapterPlace:
    """An entry as print names it: its place in the edition, and its number."""

    place: str
    number: str


@dataclass(frozen=True, kw_only=True)
class BoardRow:
    """A section or a right: its level, its counts by column, and what they stand on.

    ``address`` is its page on the site, empty while there is none; ``sentences`` are an editor's.
    """

    name: str
    address: str
    level: str
    level_word: str
    counts: tuple[str, ...]
    is_few: bool
    because: str
    sentences: str
    places: tuple[ChapterPlace, ...]


@dataclass(frozen=True, kw_only=True)
class ChapterTable:
    """Rows of one kind, under their title."""

    title: str
    rows: tuple[BoardRow, ...]


@dataclass(frozen=True, kw_only=True)
class AttentionEntry:
    """A line of the attention list."""

    why: str
    about: str
    because: str
    is_pinned: bool
    places: tuple[ChapterPlace, ...]


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """The figures of an edition, as far as they fit on paper.

    ``heads`` name the columns of ``tables``; ``few`` explains the star at a small number and is
    empty where none is small. ``pictures`` show what a table says as well. ``address`` is the
    page of figures on the site, empty while there is none.
    """

    sentences: tuple[str, ...]
    limits: str
    heads: tuple[str, ...]
    tables: tuple[ChapterTable, ...]
    few: str
    attention: tuple[AttentionEntry, ...]
    as_of: str
    pictures: tuple[ChartFigures, ...]
    gaps: tuple[str, ...]
    address: str


def chapter(
    edition: Edition, measures: Measures, words: MeasureWords, places: Mapping[str, str]
) -> Chapter:
    """The figures of an edition; ``places`` are those of its entries, by their numbers."""
    return _Chapter(edition, measures, words, places).made()


def read_by(edition: Edition, measures: Measures) -> tuple[object, ...]:
    """What of the measures an edition's chapter reads: while it stays, so does the chapter."""
    told = {key: text for key, text in measures.summaries.items() if key[0] == edition.number}
    return (
        measures.editions.get(edition.number),
        told,
        measures.attention,
        measures.overruled,
        measures.sentences,
        measures.board.as_of,
        measures.board.left_out,
        measures.changes.why_not,
        measures.reliability,
        measures.rules,
    )


class _Chapter:
    """The chapter while it is put together."""

    def __init__(
        self, edition: Edition, measures: Measures, words: MeasureWords, places: Mapping[str, str]
    ) -> None:
        self._edition = edition
        self._measures = measures
        self._words = words
        self._places = places
        self._cells = measures.editions.get(edition.number, {})
        self._period = _period_of(edition)

    def made(self) -> Chapter:
        words, measures = self._words, self._measures
        tables = tuple(self._tables())
        is_few = any(row.is_few for table in tables for row in table.rows)
        return Chapter(
            sentences=measures.summaries.get((self._edition.number, words.wording.language), ()),
            limits=words.limits,
            heads=self._heads(),
            tables=tables,
            few=f"{_STAR} {words.few(measures.rules.change.few)}" if is_few else "",
            attention=tuple(self._attention()),
            as_of=words.wording.day(measures.board.as_of),
            pictures=pictures(self._cells, words),
            gaps=tuple(gaps(set(self._places), self._cells, measures, words)),
            address=self._address("m/"),
        )

    def _heads(self) -> tuple[str, ...]:
        gettext = self._words.gettext
        return (
            gettext("Level"),
            gettext("coded / in all"),
            *direction_words(self._words.wording).values(),
            gettext("verified"),
            gettext("severe"),
        )

    def _tables(self) -> Iterator[ChapterTable]:
        gettext = self._words.gettext
        for kind, title in (
            (Kind.SECTION, gettext("By section")),
            (Kind.RIGHT, gettext("By right")),
        ):
            rows = [self._row(one) for one in subjects(self._words) if one.kind is kind]
            yield ChapterTable(title=title, rows=tuple(rows))

    def _row(self, subject: Subject) -> BoardRow:
        words, number = self._words, self._words.wording.number
        cell = self._cells.get(subject, Cell(subject=subject, period=None))
        overruled = self._overruled(subject)
        level = overruled.level if overruled else cell.level
        few = 0 < cell.coded < self._measures.rules.change.few
        counts = (
            *(cell.directions.get(code, 0) for code in direction_words(words.wording)),
            cell.verified,
            cell.severe,
        )
        return BoardRow(
            name=words.subject(subject),
            address=self._page_of(subject),
            level=level.name,
            level_word=words.level(level),
            counts=(
                f"{number(cell.coded)}{_STAR * few}\u202f/\u202f{number(cell.total)}",
                *map(number, counts),
            ),
            is_few=few,
            because=words.editor(overruled.why, overruled.time)
            if overruled
            else words.because(cell.because),
            sentences=self._written(subject),
            places=self._placed(cell.numbers),
        )

    def _overruled(self, subject: Subject) -> Overruled | None:
        """An editor's level, where the edition covers just the period for which it was set."""
        return self._measures.overruled.get((subject, self._period)) if self._period else None

    def _written(self, subject: Subject) -> str:
        if self._period is None:
            return ""
        written = self._measures.sentences.get((subject, self._period), {})
        return written.get(self._words.wording.language, "")

    def _placed(self, numbers: Iterable[str]) -> tuple[ChapterPlace, ...]:
        """The entries in the order of print."""
        counted = set(numbers)
        return tuple(
            ChapterPlace(place=place, number=number)
            for number, place in self._places.items()
            if number in counted
        )

    def _page_of(self, subject: Subject) -> str:
        """The subject's page for the last year of the edition in which it has entries."""
        first, last = self._edition.period_start, self._edition.period_end
        for year in range(last.year, first.year - 1, -1):
            period = Period.named(str(year))
            if (subject, period) in self._measures.board.cells:
                return self._address(subject_path(subject, period))
        return ""

    def _address(self, path: str) -> str:
        site = self._words.record.profile.address
        return f"{site}{self._words.wording.language}/{path}" if site else ""

    def _attention(self) -> Iterator[AttentionEntry]:
        """What is about entries of this edition, and was not dismissed by an editor."""
        for one in self._measures.attention:
            places = self._placed(one.numbers)
            if places and one.choice is not Choice.DISMISSED:
                view = line_view(one, self._words)
                yield AttentionEntry(
                    why=view.why,
                    about=view.about,
                    because=view.because,
                    is_pinned=view.pinned,
                    places=places,
                )


def _period_of(edition: Edition) -> Period | None:
    """The month, quarter or year that an edition covers, where it covers just one."""
    first, last = edition.period_start, edition.period_end
    periods = (Period.of(first, span) for span in PeriodLength)
    return next((one for one in periods if (one.first, one.last) == (first, last)), None)
