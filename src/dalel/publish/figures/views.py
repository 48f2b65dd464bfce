"""Views of figures: cells, attention lines, threats and trends, with links to entries."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from dalel.domain.attention import Attention, Choice, Threat
from dalel.domain.change import Trend
from dalel.domain.count_board import Cell, Kind, Level, Period, PeriodLength, Strand, Subject
from dalel.domain.identity import permalink
from dalel.domain.measures import Measures, RightLevels
from dalel.publish.figures.chart_figures import decimal
from dalel.publish.figures.words import MeasureWords
from dalel.publish.views.render import clean


@dataclass(frozen=True, kw_only=True)
class EntryLink:
    """A way to an entry: its number, its page and its title."""

    number: str
    path: str
    title: str


@dataclass(frozen=True, kw_only=True)
class CellView:
    """A subject in a period: every figure as a number, its denominator, and the entries.

    ``href`` is the page below the language's folder on which the entries are listed.
    """

    name: str
    period: str
    anchor: str
    href: str
    level: Level
    level_word: str
    because: str
    rule_level: str
    sentences: str
    cell: Cell
    strands: tuple[tuple[str, int], ...]
    remedy_days: str
    entries: tuple[EntryLink, ...]

    def direction(self, code: str) -> int:
        """How many entries have a direction."""
        return self.cell.directions.get(code, 0)


class MeasureViews:
    """The figures of a record in a language."""

    def __init__(self, levels: RightLevels, words: MeasureWords) -> None:
        self._levels = levels
        self.words = words
        self._wording = words.wording

    def cell(self, subject: Subject, period: Period) -> CellView:
        """A subject in a period."""
        cell = self._levels.board.cell(subject, period)
        language = self._wording.language
        overruled = self._levels.overruled.get((subject, period))
        level = overruled.level if overruled else cell.level
        because = self.words.because(cell.because)
        if overruled:
            because = self.words.editor(overruled.why, overruled.time)
        return CellView(
            name=self.words.subject(subject),
            period=self.words.period(period),
            anchor=period.name,
            href=f"{subject_path(subject, period)}index.html#{period.name}",
            level=level,
            level_word=self.words.level(level),
            because=because,
            rule_level=self.words.level(cell.level) if overruled else "",
            sentences=self._levels.sentences.get((subject, period), {}).get(language, ""),
            entries=self.entries(cell.numbers),
            cell=cell,
            strands=tuple((self.words.strand(s), cell.strands.get(s, 0)) for s in Strand),
            remedy_days=decimal(median(cell.remedy_days), self._wording)
            if cell.remedy_days
            else "",
        )

    def entries(self, numbers: Iterable[str]) -> tuple[EntryLink, ...]:
        """The ways to some entries."""
        return entry_links(numbers, self.words)


def entry_links(numbers: Iterable[str], words: MeasureWords) -> tuple[EntryLink, ...]:
    """The ways to some entries."""
    language = words.wording.language
    return tuple(
        EntryLink(number=number, path=permalink(language, number), title=_title(number, words))
        for number in numbers
    )


def _title(number: str, words: MeasureWords) -> str:
    incident = words.record.by_number.get(number)
    text = incident.texts.get(words.wording.language) if incident else None
    return clean(text.title) if text and text.title else ""


def subject_path(subject: Subject, period: Period) -> str:
    """The folder of a subject's year, below the language's folder."""
    code = f"/{subject.code}" if subject.code else ""
    return f"m/{subject.kind.value}{code}/{period.within(PeriodLength.YEAR).name}/"


def subjects(words: MeasureWords) -> tuple[Subject, ...]:
    """The rows of the board in the order of the codebook: all, sections, rights."""
    book = words.record.codebook
    return (
        Subject(kind=Kind.ALL),
        *(Subject(kind=Kind.SECTION, code=str(section.number)) for section in book.sections),
        *(Subject(kind=Kind.RIGHT, code=right.code) for right in book.rights),
    )


def years(measures: Measures) -> list[tuple[Subject, Period]]:
    """Every subject and year that has entries."""
    found = {
        (subject, period)
        for subject, period in measures.board.cells
        if period.span is PeriodLength.YEAR
    }
    return sorted(found, key=lambda one: (one[0].kind, one[0].code, one[1]))


def within(measures: Measures, year: Period) -> list[Period]:
    """The year, its quarters and its months, as far as the record goes."""
    board = measures.board
    return [
        period
        for span in (PeriodLength.YEAR, PeriodLength.QUARTER, PeriodLength.MONTH)
        for period in board.periods(span)
        if period.within(PeriodLength.YEAR) == year
    ]


@dataclass(frozen=True, kw_only=True)
class LineView:
    """A line of the attention list."""

    key: str
    why: str
    about: str
    because: str
    entries: tuple[EntryLink, ...]
    pinned: bool
    dismissed: bool


def line_view(line: Attention, words: MeasureWords) -> LineView:
    """A line of the attention list in words."""
    return LineView(
        key=line.key,
        why=words.why(line.why),
        about=words.code(line.variable, line.code) if line.code else "",
        because=words.because(line.reason),
        entries=entry_links(line.numbers, words),
        pinned=line.choice is Choice.PINNED,
        dismissed=line.choice is Choice.DISMISSED,
    )


@dataclass(frozen=True, kw_only=True)
class ThreatView:
    """A row of the threat map; ``alleged`` counts entries in which somebody is only named."""

    actor: str
    target: str
    means: str
    alleged: int
    entries: tuple[EntryLink, ...]

    @property
    def is_repeated(self) -> bool:
        """Whether it stands in more than one entry."""
        return len(self.entries) > 1


def threat_view(threat: Threat, views: MeasureViews) -> ThreatView:
    """A row of the threat map in words."""
    words = views.words
    return ThreatView(
        actor=words.code("actor", threat.actor) if threat.actor else "",
        target=words.code("target", threat.target) if threat.target else "",
        means=words.code("means", threat.means) if threat.means else "",
        alleged=threat.alleged,
        entries=views.entries(threat.numbers),
    )


@dataclass(frozen=True, kw_only=True)
class TrendView:
    """A subject's change: counts, the ratio with its interval, and what may be said of it."""

    name: str
    recent: int
    earlier: int
    ratio: str
    interval: str
    verdict: str
    small: bool
    broken: str
    entries: tuple[EntryLink, ...]


def trend_view(trend: Trend, views: MeasureViews) -> TrendView:
    """A change in words."""
    wording = views.words.wording
    gettext = wording.words.gettext
    verdict = gettext("no difference that chance would not give")
    if trend.rises:
        verdict = gettext("more than before")
    elif trend.falls:
        verdict = gettext("fewer than before")
    return TrendView(
        name=views.words.subject(trend.subject),
        recent=trend.recent,
        earlier=trend.earlier,
        ratio=decimal(trend.ratio, wording) if trend.ratio is not None else "–",
        interval=f"{decimal(trend.low, wording)}–{decimal(trend.high, wording)}",
        verdict=verdict,
        small=trend.is_small,
        broken=views.words.period(trend.break_at) if trend.break_at else "",
        entries=views.entries(trend.numbers),
    )
