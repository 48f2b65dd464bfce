"""The content of a printed edition in one language, independent of the format."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from dalel.domain.edition import Edition
from dalel.domain.incident import Incident, Provenance
from dalel.domain.states import IncidentState
from dalel.publish.documents.chapter import Chapter, chapter
from dalel.publish.figures.ledger import LedgerColumn, LedgerSection, chart
from dalel.publish.figures.words import MeasureWords
from dalel.publish.views.cited import LinkView
from dalel.publish.views.dates import DateWording
from dalel.publish.views.imprint import imprint_lines
from dalel.publish.views.incident import (
    DevelopmentView,
    IncidentView,
    direction_words,
)
from dalel.publish.views.notices import NoticeView
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.render import clean
from dalel.publish.views.structured import publisher

#: So many lines of contents have room on the first page; a line of them has so many letters, and so
#: many letters of an introduction take the room of one.
_ROOM: Final = 44
_LINE: Final = 88
_OPENING: Final = 62


@dataclass(frozen=True, kw_only=True)
class PrintedEntry:
    """One incident as it is printed.

    ``place`` is its number in the edition ("1.3"), which stays when another entry is withdrawn;
    ``title`` is None where nobody wrote one, and ``head`` then says so; a retracted entry
    ``is_gone``: it has notices and nothing else;
    ``machine_label`` is empty where no machine wrote anything of the text.
    """

    place: str
    number: str
    title: str | None
    head: str
    date: str
    direction: str
    effect: str
    type: str
    severity: int
    paragraphs: tuple[str, ...]
    developments: tuple[DevelopmentView, ...]
    links: tuple[LinkView, ...]
    notices: tuple[NoticeView, ...]
    machine_label: str
    permalink: str
    is_gone: bool


@dataclass(frozen=True, kw_only=True)
class PrintedSection:
    """A section with its entries, if there are any."""

    number: int
    label: str
    entries: tuple[PrintedEntry, ...]


@dataclass(frozen=True, kw_only=True)
class Dot:
    """An entry in the ledger."""

    number: str
    direction: str
    severity: int


@dataclass(frozen=True, kw_only=True)
class LedgerRow:
    """A section's dots, column by column."""

    number: int
    cells: tuple[tuple[Dot, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """Sections by months, each entry once; no columns where there is nothing to show."""

    columns: tuple[str, ...]
    rows: tuple[LedgerRow, ...]


@dataclass(frozen=True, kw_only=True)
class PrintedBulletin:
    """An edition in one language; ``banner`` is empty for what is approved.

    ``address`` is where the edition stands on the web, empty while the site has no address.
    ``nothing`` stands where a section has no entry.
    ``chapter`` holds its figures, None where nothing was measured.
    ``imprint`` holds name and words of each line; ``effects`` counts entries by direction.
    """

    language: str
    locale: str
    site_title: str
    publisher: str
    number: int
    name: str
    period: str
    introduction: tuple[str, ...]
    parts: tuple[PrintedSection, ...]
    nothing: str
    ledger: Ledger
    chapter: Chapter | None
    imported: bool
    address: str
    imprint: tuple[tuple[str, str], ...]
    directions: tuple[tuple[str, str], ...]
    banner: str
    time: datetime
    stand: str

    @property
    def entries(self) -> tuple[PrintedEntry, ...]:
        """All entries in order of print."""
        return tuple(entry for part in self.parts for entry in part.entries)

    @property
    def is_listed(self) -> bool:
        """Whether the first page has room for every entry in its contents, not only sections."""
        opening = sum(1 + len(paragraph) // _OPENING for paragraph in self.introduction)
        titles = sum(1 + len(entry.head) // _LINE for entry in self.entries)
        return opening + 2 * len(self.parts) + titles <= _ROOM


def bulletin(record: IndexedSnapshot, edition: Edition, wording: DateWording) -> PrintedBulletin:
    """An edition as it is printed in a language."""
    language, profile = wording.language, record.profile
    parts = tuple(
        PrintedSection(
            number=section.number,
            label=section.labels[language],
            entries=tuple(_entries(record, edition, section.number, wording)),
        )
        for section in record.codebook.sections
    )
    page = f"{language}/e/{edition.number}/"
    return PrintedBulletin(
        language=language,
        locale=wording.locale.replace("_", "-"),
        site_title=profile.title[language],
        publisher=publisher(record, wording),
        number=edition.number,
        name=f"№ {edition.number}",
        period=wording.period(edition.period_start, edition.period_end),
        introduction=tuple(
            part for part in clean(edition.introduction.get(language, "")).split("\n\n") if part
        ),
        parts=parts,
        nothing=wording.words.gettext("This edition has no entries in this section."),
        ledger=_ledger(record, edition, wording),
        chapter=_chapter(record, edition, wording, parts),
        imported=_is_imported(record, edition),
        address=f"{profile.address}{page}" if profile.address else "",
        imprint=tuple(imprint_lines(record, wording)),
        directions=tuple(direction_words(wording).items()),
        banner=banner(wording) if record.snapshot.preview else "",
        time=record.as_of(edition),
        stand=wording.time(record.as_of(edition), profile.zone),
    )


def _chapter(
    record: IndexedSnapshot,
    edition: Edition,
    wording: DateWording,
    parts: tuple[PrintedSection, ...],
) -> Chapter | None:
    measures = record.snapshot.measures
    if measures is None:
        return None
    places = {entry.number: entry.place for part in parts for entry in part.entries}
    return chapter(edition, measures, MeasureWords(record, wording), places)


def in_print(record: IndexedSnapshot, edition: Edition, section: int) -> list[Incident]:
    """The entries of a section in order of print; a retracted one stays, to say why it fell."""
    found = (record.by_number.get(number) for number in edition.incidents.get(section, ()))
    return [one for one in found if one and one.state is not IncidentState.WITHDRAWN]


def banner(wording: DateWording) -> str:
    """What stands on everything that is not approved."""
    return wording.words.gettext(
        "Preview, not published: there may be texts that nobody has approved. "
        "Please do not cite or share."
    )


def _ledger(record: IndexedSnapshot, edition: Edition, wording: DateWording) -> Ledger:
    sections = record.codebook.sections
    standing = (
        IncidentView(record, incident, wording)
        for section in sections
        for incident in in_print(record, edition, section.number)
        if incident.state is not IncidentState.RETRACTED
    )
    drawn = chart(standing, sections, wording)
    heads = tuple(f"{column.head} {column.year}".strip() for column in drawn.columns)
    return Ledger(
        columns=heads if drawn.total else (),
        rows=tuple(_row(row, drawn.columns) for row in drawn.rows if row.count),
    )


def _row(row: LedgerSection, columns: tuple[LedgerColumn, ...]) -> LedgerRow:
    dots = {cell.place: tuple(_dot(view) for view in cell.dots) for cell in row.cells}
    return LedgerRow(
        number=row.section.number,
        cells=tuple(dots.get(column.place, ()) for column in columns),
    )


def _dot(view: IncidentView) -> Dot:
    return Dot(number=view.number, direction=view.direction, severity=view.severity)


def _is_imported(record: IndexedSnapshot, edition: Edition) -> bool:
    return any(
        incident.provenance is Provenance.IMPORTED
        for section in record.codebook.sections
        for incident in in_print(record, edition, section.number)
    )


def _entries(
    record: IndexedSnapshot, edition: Edition, section: int, wording: DateWording
) -> Iterator[PrintedEntry]:
    places = {number: place for place, number in enumerate(edition.incidents.get(section, ()), 1)}
    for incident in in_print(record, edition, section):
        yield _entry(
            IncidentView(record, incident, wording), f"{section}.{places[incident.number]}"
        )


def _entry(view: IncidentView, place: str) -> PrintedEntry:
    is_gone = view.incident.state is IncidentState.RETRACTED
    address = view.record.profile.address
    return PrintedEntry(
        place=place,
        number=view.number,
        title=None if is_gone else view.title,
        head=_head(view, is_gone=is_gone),
        date="" if is_gone else view.date or view.wording.words.gettext("no date"),
        direction="none" if is_gone else view.direction,
        effect="" if is_gone else view.effect,
        type="" if is_gone else view.type,
        severity=view.severity,
        paragraphs=() if is_gone else view.paragraphs,
        developments=() if is_gone else view.developments,
        links=() if is_gone else view.links,
        notices=view.notices,
        machine_label=view.machine_label,
        permalink=f"{address}{view.path}" if address else "",
        is_gone=is_gone,
    )


def _head(view: IncidentView, *, is_gone: bool) -> str:
    """What stands above an entry; one without a title is found by its number."""
    gettext = view.wording.words.gettext
    if is_gone:
        return f"{gettext('Retracted')} · {view.number}"
    return view.title or f"{gettext('Untitled')} · {view.number}"
