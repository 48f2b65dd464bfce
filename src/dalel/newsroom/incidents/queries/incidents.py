"""Queries behind the desk's pages of editions and incidents."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.core.paginator import Paginator
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from dalel.domain.approval import hands
from dalel.domain.concern import Concern
from dalel.domain.errors import NotFoundError
from dalel.domain.incident import TextVersion
from dalel.domain.states import ConcernState, EditionState, IncidentState, VersionState
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.editions.models import EditionRow, IntroductionRow
from dalel.newsroom.incidents.models import (
    ConcernRow,
    DeskMarkRow,
    EditionEntryRow,
    IncidentRow,
    MarkKind,
    TextVersionRow,
)
from dalel.newsroom.incidents.queries import open_concerns as weighing
from dalel.newsroom.incidents.queries.records import IncidentReading, readings, version_record
from dalel.newsroom.incidents.queries.stale_texts import stale_among

#: Incidents on one page of the list.
PAGE: Final = 50


@dataclass(frozen=True, kw_only=True)
class EditionLine:
    """An issue in the list: how many entries, how many of them in work, how many concerns."""

    number: int
    period_start: date
    period_end: date
    state: EditionState
    entries: int
    unapproved: int
    concerns: int


@dataclass(frozen=True, kw_only=True)
class IncidentLine:
    """An incident in a list, with the number of its open concerns."""

    reading: IncidentReading
    concerns: int


@dataclass(frozen=True, kw_only=True)
class Introduction:
    """An issue's opening text in one language."""

    language: str
    number: int
    text: str
    state: VersionState


@dataclass(frozen=True, kw_only=True)
class EditionPage:
    """An issue with its entries by section, in the order of print."""

    line: EditionLine
    introductions: tuple[Introduction, ...]
    sections: Mapping[int, tuple[IncidentLine, ...]]
    concerns: tuple[Concern, ...]


@dataclass(frozen=True, kw_only=True)
class IncidentPage:
    """One page of the list of incidents; pages count from 1."""

    lines: tuple[IncidentLine, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, kw_only=True)
class PrintedPlace:
    """Where an incident stands in print."""

    edition: int
    section: int
    order: int


@dataclass(frozen=True, kw_only=True)
class IncidentRecord:
    """All that is kept of one incident; ``versions`` by language, the newest first.

    ``stale`` are languages that nobody has confirmed since another one changed; ``kept`` are the
    concerns that are not resolved, each with its key. ``newest`` are the rows of the newest texts,
    ``authors`` who wrote since the version that was approved last, both by language.
    """

    reading: IncidentReading
    versions: Mapping[str, tuple[TextVersion, ...]]
    concerns: tuple[Concern, ...]
    places: tuple[PrintedPlace, ...]
    stale: frozenset[str] = frozenset()
    kept: tuple[weighing.KeptConcern, ...] = ()
    newest: Mapping[str, int] = field(default_factory=dict)
    authors: Mapping[str, frozenset[str]] = field(default_factory=dict)


def editions() -> tuple[EditionLine, ...]:
    """All issues, the newest first."""
    return tuple(_edition_line(row) for row in _counted(EditionRow.objects.order_by("-number")))


def edition(number: int) -> EditionPage:
    """One issue.

    :raises NotFoundError: when there is none of this number.
    """
    row = _counted(EditionRow.objects.filter(number=number)).first()
    if row is None:
        raise NotFoundError(f"There is no edition {number}.")
    entries = EditionEntryRow.objects.filter(edition=row).order_by("section", "order")
    lines = {
        line.reading.incident.number: line
        for line in _lines(IncidentRow.objects.filter(entries__edition=row))
    }
    sections: dict[int, list[IncidentLine]] = defaultdict(list)
    for section, incident in entries.values_list("section", "incident__number"):
        sections[section].append(lines[incident])
    return EditionPage(
        line=_edition_line(row),
        introductions=_introductions(row),
        sections={section: tuple(listed) for section, listed in sections.items()},
        concerns=_concerns(ConcernRow.objects.filter(edition=row, incident=None)),
    )


def incidents(
    *,
    section: int | None = None,
    state: IncidentState | None = None,
    page: int = 1,
    mark: tuple[MarkKind, Member | None] | None = None,
) -> IncidentPage:
    """A page of the incidents, the latest number first; a page beyond the last is the last.

    ``mark`` leaves those that bear it; with a member, those that are for him or her.
    """
    rows = IncidentRow.objects.order_by("-number")
    if section is not None:
        rows = rows.filter(section=section)
    if state is not None:
        rows = rows.filter(state=state)
    if mark is not None:
        kind, member = mark
        marked = DeskMarkRow.objects.filter(kind=kind)
        marked = marked.filter(member=member) if member else marked
        rows = rows.filter(pk__in=marked.exclude(incident=None).values("incident"))
    chosen = Paginator(rows, PAGE).get_page(page)
    numbers = [row.number for row in chosen.object_list]
    return IncidentPage(
        lines=_lines(IncidentRow.objects.filter(number__in=numbers).order_by("-number")),
        total=chosen.paginator.count,
        page=chosen.number,
        pages=chosen.paginator.num_pages,
    )


def incident(number: str) -> IncidentRecord:
    """All that is kept of an incident.

    :raises NotFoundError: when there is none of this number.
    """
    rows = IncidentRow.objects.filter(number=number)
    read = readings(rows)
    if not read:
        raise NotFoundError(f"There is no incident {number}.")
    versions: dict[str, list[TextVersion]] = defaultdict(list)
    newest: dict[str, int] = {}
    authors: dict[str, frozenset[str]] = {}
    found = TextVersionRow.objects.filter(incident__in=rows).select_related("author")
    written = list(found.order_by("language", "-number"))
    for row in written:
        versions[row.language].append(version_record(row))
        newest.setdefault(row.language, row.pk)
    for language in versions:
        authors[language] = hands(
            (VersionState(row.state), row.author.username if row.author else "")
            for row in reversed(written)
            if row.language == language
        )
    kept = weighing.every(ConcernRow.objects.filter(incident__in=rows))
    places = EditionEntryRow.objects.filter(incident__in=rows).order_by("edition__number")
    return IncidentRecord(
        reading=read[0],
        versions={language: tuple(listed) for language, listed in versions.items()},
        concerns=tuple(one.concern for one in kept),
        kept=weighing.open_ones(kept),
        places=tuple(
            PrintedPlace(edition=edition, section=section, order=order)
            for edition, section, order in places.values_list("edition__number", "section", "order")
        ),
        stale=stale_among(rows, ((number, row.language, row.time) for row in written)).get(
            number, frozenset()
        ),
        newest=newest,
        authors=authors,
    )


def _counted(rows: "QuerySet[EditionRow]") -> "QuerySet[EditionRow]":
    """Editions with the counts of their line, each count a subquery of its own."""
    entries = EditionEntryRow.objects.filter(edition=OuterRef("pk"))
    in_work = Q(incident__versions__state__in=[VersionState.DRAFT, VersionState.IN_REVIEW])
    concerns = ConcernRow.objects.filter(edition=OuterRef("pk"), state=ConcernState.OPEN)
    return rows.annotate(
        entry_count=_count(entries, "pk"),
        unapproved_count=_count(entries.filter(in_work), "pk"),
        concern_count=_count(concerns, "pk"),
    )


def _count(rows: "QuerySet[EditionEntryRow] | QuerySet[ConcernRow]", of: str) -> Coalesce:
    counted = rows.order_by().values("edition").annotate(total=Count(of, distinct=True))
    return Coalesce(Subquery(counted.values("total")), 0)


def _edition_line(row: EditionRow) -> EditionLine:
    return EditionLine(
        number=row.number,
        period_start=row.period_start,
        period_end=row.period_end,
        state=EditionState(row.state),
        entries=row.entry_count,  # type: ignore[attr-defined]
        unapproved=row.unapproved_count,  # type: ignore[attr-defined]
        concerns=row.concern_count,  # type: ignore[attr-defined]
    )


def _introductions(row: EditionRow) -> tuple[Introduction, ...]:
    written = IntroductionRow.objects.filter(edition=row).exclude(state=VersionState.SUPERSEDED)
    newest = {found.language: found for found in written.order_by("number")}
    return tuple(
        Introduction(
            language=language,
            number=found.number,
            text=found.text,
            state=VersionState(found.state),
        )
        for language, found in sorted(newest.items())
    )


def _lines(rows: "QuerySet[IncidentRow]") -> tuple[IncidentLine, ...]:
    open_concerns = (
        ConcernRow.objects.filter(incident__in=rows, state=ConcernState.OPEN)
        .order_by()
        .values(number=F("incident__number"))
        .annotate(total=Count("pk"))
    )
    counts = {found["number"]: found["total"] for found in open_concerns}
    return tuple(
        IncidentLine(reading=reading, concerns=counts.get(reading.incident.number, 0))
        for reading in readings(rows)
    )


def _concerns(rows: "QuerySet[ConcernRow]") -> tuple[Concern, ...]:
    return tuple(kept.concern for kept in weighing.every(rows))
