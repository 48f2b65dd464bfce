"""Converts incident rows to domain records and back to columns.

A fixed number of queries gives the records of any number of rows.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import cattrs
from django.db.models import Q, QuerySet

from dalel.domain.decided_codes import OPTIONAL, undecided
from dalel.domain.incident import (
    Codes,
    Development,
    Frame,
    Incident,
    IncidentText,
    Link,
    Provenance,
    TextVersion,
)
from dalel.domain.notice import Notice
from dalel.domain.states import FlashState, IncidentState, VersionState
from dalel.newsroom.frame.base_models import CitedLink
from dalel.newsroom.incidents.models import (
    CodesRow,
    DevelopmentLinkRow,
    DevelopmentRow,
    FlashRow,
    IncidentRow,
    LinkRow,
    MetadataRow,
    NoticeRow,
    TextVersionRow,
)

#: The columns of ``Codes`` that hold several codes.
LISTS: Final = OPTIONAL
#: The columns of ``Codes`` that hold one value.
SINGLES: Final = (
    "codebook_version",
    "event_type",
    "direction",
    "severity",
    "severity_reason",
    "case_status",
    "verification",
)

_GONE: Final = {VersionState.SUPERSEDED}
_FEW: Final = 200

Among = QuerySet[IncidentRow] | list[int]


@dataclass(frozen=True, kw_only=True)
class IncidentReading:
    """An incident as its newest versions tell it, and how far each of them has come.

    Codes are told as a person decided them last: of a version in which anything is open, none is.
    ``codes_state`` is that of the newest version even so, ``codes_version`` its number, and
    ``undecided`` names what is open in it. ``written`` is the time of the latest version that is
    told here; without any that of the row. The number of a version that is not there is 0.
    """

    incident: Incident
    states: Mapping[str, VersionState]
    codes_state: VersionState | None
    codes_version: int
    undecided: tuple[str, ...]
    frame_state: VersionState | None
    frame_version: int
    written: datetime


@dataclass
class _Parts:
    """What belongs to incidents, gathered by the key of the incident's row."""

    versions: dict[int, dict[str, TextVersionRow]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    codes: dict[int, CodesRow] = field(default_factory=dict)
    newest_codes: dict[int, CodesRow] = field(default_factory=dict)
    frames: dict[int, MetadataRow] = field(default_factory=dict)
    links: dict[int, list[Link]] = field(default_factory=lambda: defaultdict(list))
    related: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    developments: dict[int, list[Development]] = field(default_factory=lambda: defaultdict(list))
    flashes: dict[int, FlashState] = field(default_factory=dict)
    notices: dict[int, list[Notice]] = field(default_factory=lambda: defaultdict(list))


def readings(
    rows: "QuerySet[IncidentRow]",
    *,
    approved_only: bool = False,
    noticed: bool = False,
    whole: bool = True,
) -> tuple[IncidentReading, ...]:
    """The incidents of these rows, in their order, as their newest versions tell them.

    Superseded versions are not read; a draft is, so what comes out may be unapproved. With
    ``approved_only`` what nobody has approved is as if it were not there; ``noticed`` adds what is
    said about them in public. Unless they are ``whole``, they have sections, dates, links, texts
    and codes and nothing else, which is all that figures need.
    """
    incidents = list(rows)
    # Of few their keys are told, which databases look up faster than a question within.
    few: Among = [row.pk for row in incidents] if len(incidents) <= _FEW else rows
    parts = _versions(few, approved_only=approved_only)
    if whole:
        _gather_the_rest(few, parts, approved_only=approved_only)
    if noticed:
        _gather_notices(few, parts)
    return tuple(_reading(row, parts) for row in incidents)


def link_record(row: CitedLink) -> Link:
    """A cited address."""
    return Link(
        printed=row.printed,
        url=row.url,
        canonical=row.canonical,
        host=row.host,
        source=row.source or None,
        language=row.language or None,
    )


def link_columns(link: Link) -> dict[str, str]:
    """The columns of a row that cites an address."""
    return {
        "printed": link.printed,
        "url": link.url,
        "canonical": link.canonical,
        "host": link.host,
        "source": link.source or "",
        "language": link.language or "",
    }


def text_record(row: TextVersionRow) -> IncidentText:
    """One language's text."""
    return IncidentText(
        language=row.language,
        title=row.title,
        paragraphs=tuple(row.paragraphs),
        by_model=bool(row.model),
    )


def version_record(row: TextVersionRow) -> TextVersion:
    """One version of a text; the author of an imported one is empty."""
    return TextVersion(
        text=text_record(row),
        number=row.number,
        author=str(row.author) if row.author else "",
        time=row.time,
        note=row.note,
        state=VersionState(row.state),
        model=row.model or None,
    )


def codes_record(row: CodesRow) -> Codes:
    """One version of the codes."""
    columns: dict[str, Any] = {name: getattr(row, name) for name in SINGLES}
    return Codes(**columns | {name: tuple(getattr(row, name)) for name in LISTS})


def undecided_fields(row: CodesRow) -> tuple[str, ...]:
    """What of a version of the codes would become public and nobody decided."""
    return undecided(codes_record(row), row.decided)


def frame_record(row: MetadataRow) -> Frame:
    """One version of section, date and links."""
    links = tuple(cattrs.structure(row.links, list[Link]))
    return Frame(section=row.section, date=row.date, links=links)


def _versions(rows: Among, *, approved_only: bool) -> _Parts:
    parts = _Parts()
    # What is left out is named: SQLite would else walk the texts of the states that are wanted.
    others = set(VersionState) - {VersionState.APPROVED} if approved_only else _GONE
    # Ordered by number, so that the newest of a language comes last and stays.
    texts = TextVersionRow.objects.filter(incident__in=rows).exclude(state__in=others)
    for version in texts.order_by("number"):
        parts.versions[version.incident_id][version.language] = version
    coded = CodesRow.objects.filter(incident__in=rows).exclude(state__in=others)
    for codes in coded.order_by("number"):
        parts.newest_codes[codes.incident_id] = codes
        if not undecided_fields(codes):
            parts.codes[codes.incident_id] = codes
    framed = MetadataRow.objects.filter(incident__in=rows).exclude(state__in=others)
    for frame in framed.order_by("number"):
        parts.frames[frame.incident_id] = frame
    for link in LinkRow.objects.filter(incident__in=rows).order_by("order"):
        parts.links[link.incident_id].append(link_record(link))
    return parts


def _gather_the_rest(rows: Among, parts: _Parts, *, approved_only: bool) -> None:
    for flash in FlashRow.objects.filter(incident__in=rows):
        parts.flashes[flash.incident_id] = flash.state
    related = IncidentRow.related.through.objects.filter(from_incidentrow__in=rows)
    for pair in related.order_by("to_incidentrow__number").values_list(
        "from_incidentrow_id", "to_incidentrow__number"
    ):
        parts.related[pair[0]].append(pair[1])
    _gather_developments(rows, parts, approved_only=approved_only)


def _gather_notices(rows: Among, parts: _Parts) -> None:
    found = NoticeRow.objects.filter(incident__in=rows, approved__isnull=False)
    for notice in found.order_by("approved", "pk"):
        parts.notices[notice.incident_id].append(_notice(notice))


def _gather_developments(rows: Among, parts: _Parts, *, approved_only: bool) -> None:
    cited: dict[int, list[Link]] = defaultdict(list)
    links = DevelopmentLinkRow.objects.filter(development__incident__in=rows)
    for link in links.order_by("order"):
        cited[link.development_id].append(link_record(link))
    found = DevelopmentRow.objects.filter(incident__in=rows).order_by("order")
    if approved_only:
        # Without an author it came with an import, which is approved as a whole.
        found = found.filter(Q(approved_by__isnull=False) | Q(author=None))
    for row in found:
        if row.date:
            parts.developments[row.incident_id].append(
                Development(date=row.date, texts=row.texts, links=tuple(cited[row.pk]))
            )


def _notice(row: NoticeRow) -> Notice:
    return Notice(kind=row.kind, time=row.approved or row.written, texts=row.texts, by=row.by)


def _reading(row: IncidentRow, parts: _Parts) -> IncidentReading:
    versions = parts.versions.get(row.pk, {})
    codes, framed = parts.codes.get(row.pk), parts.frames.get(row.pk)
    coded = parts.newest_codes.get(row.pk)
    frame = frame_record(framed) if framed else _unversioned(row, parts)
    notices = tuple(parts.notices.get(row.pk, ()))
    states = {language: VersionState(versions[language].state) for language in sorted(versions)}
    return IncidentReading(
        incident=Incident(
            number=row.number,
            section=frame.section,
            date=frame.date,
            texts={language: text_record(versions[language]) for language in states},
            links=frame.links,
            updated=row.updated,
            codes=codes_record(codes) if codes else None,
            developments=tuple(parts.developments.get(row.pk, ())),
            related=tuple(parts.related.get(row.pk, ())),
            approved=frozenset(
                language for language, state in states.items() if state is VersionState.APPROVED
            ),
            provenance=Provenance(row.provenance),
            state=IncidentState(row.state),
            flash=parts.flashes.get(row.pk),
            notices=notices,
        ),
        states=states,
        codes_state=VersionState(coded.state) if coded else None,
        codes_version=coded.number if coded else 0,
        undecided=undecided_fields(coded) if coded else (),
        frame_state=VersionState(framed.state) if framed else None,
        frame_version=framed.number if framed else 0,
        written=max(
            [
                *(one.time for one in [*versions.values(), codes, framed] if one),
                *(notice.time for notice in notices),
            ],
            default=row.updated,
        ),
    )


def _unversioned(row: IncidentRow, parts: _Parts) -> Frame:
    """What stands where nobody has changed anything since versions are kept."""
    return Frame(section=row.section, date=row.date, links=tuple(parts.links.get(row.pk, ())))
