"""What do the checks of an incident need to know, beside its texts?

A fixed number of queries gives it for any number of incidents.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from typing import Final

from django.db.models import F, QuerySet

from dalel.domain.conduct import Attribution, Basis, Comment, Known, Person, SourceLife
from dalel.domain.incident import Incident, Provenance
from dalel.domain.states import ArticleState
from dalel.store.assembling import readings
from dalel.store.models import (
    ArticleLifeRow,
    AttributionRow,
    CastRow,
    CommentRow,
    EditionEntryRow,
    EditionRow,
    IncidentRow,
    LinkRow,
    LookRow,
    TextVersionRow,
)

_GONE_OR_CHANGED: Final = (ArticleState.CHANGED, ArticleState.REMOVED)
_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Checkable:
    """An incident with all that its checks need, and the rows that take their concerns.

    ``written`` is the day from which the dates of its texts count; ``as_printed`` is set while
    nobody here has touched what was imported: then it is judged as of that day.
    """

    row: IncidentRow
    edition: EditionRow | None
    incident: Incident
    known: Known
    written: date
    as_printed: bool


@dataclass
class _Gathered:
    """What is recorded, by the key of the incident's row."""

    editions: dict[int, EditionRow] = field(default_factory=dict)
    written: dict[int, datetime] = field(default_factory=dict)
    touched: set[int] = field(default_factory=set)
    cast: dict[int, dict[str, Person]] = field(default_factory=lambda: defaultdict(dict))
    attributions: dict[int, list[Attribution]] = field(default_factory=lambda: defaultdict(list))
    comments: dict[int, list[Comment]] = field(default_factory=lambda: defaultdict(list))
    stages: dict[int, str] = field(default_factory=dict)
    checked: dict[int, date] = field(default_factory=dict)
    newer: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))


def checkable(rows: "QuerySet[IncidentRow]", zone: tzinfo) -> tuple[Checkable, ...]:
    """These incidents with what is known about each."""
    incidents = list(rows)
    read = [reading.incident for reading in readings(rows)]
    gathered = _gather(rows, zone)
    lives = _lives({link.canonical for incident in read for link in incident.links})
    return tuple(
        _checkable(row, incident, gathered, lives, zone)
        for row, incident in zip(incidents, read, strict=True)
    )


def _checkable(
    row: IncidentRow,
    incident: Incident,
    gathered: _Gathered,
    lives: Mapping[str, ArticleLifeRow],
    zone: tzinfo,
) -> Checkable:
    edition = gathered.editions.get(row.pk)
    is_imported = row.provenance == Provenance.IMPORTED and row.pk not in gathered.touched
    time = gathered.written.get(row.pk, row.updated)
    day = time.astimezone(zone).date()
    printed = min(edition.period_end, day) if edition else day
    found = [lives[link.canonical] for link in incident.links if link.canonical in lives]
    return Checkable(
        row=row,
        edition=edition,
        incident=incident,
        known=Known(
            cast=tuple(gathered.cast[row.pk].values()),
            attributions=tuple(gathered.attributions[row.pk]),
            comments=tuple(gathered.comments[row.pk]),
            sources=tuple(_source(life, zone) for life in found if life.time > time),
            newer=tuple(gathered.newer[row.pk]),
            stage=gathered.stages.get(row.pk),
            checked=gathered.checked.get(row.pk),
        ),
        written=printed if is_imported else day,
        as_printed=is_imported and edition is not None,
    )


def _gather(rows: "QuerySet[IncidentRow]", zone: tzinfo) -> _Gathered:
    gathered = _Gathered()
    entries = EditionEntryRow.objects.filter(incident__in=rows).select_related("edition")
    for entry in entries.order_by("-edition__number"):
        gathered.editions[entry.incident_id] = entry.edition
    _gather_versions(rows, gathered)
    for cast in CastRow.objects.filter(incident__in=rows).order_by("time", "pk"):
        # The newest decision on a person counts, told apart by the names.
        name = " ".join(cast.names[language] for language in sorted(cast.names))
        gathered.cast[cast.incident_id][name] = Person(
            names=cast.names,
            role=cast.role,
            stage=cast.stage,
            public=cast.public,
            consent=cast.consent,
        )
    for one in AttributionRow.objects.filter(incident__in=rows):
        gathered.attributions[one.incident_id].append(
            Attribution(actor=one.actor, basis=Basis(one.basis), by=one.by, on=one.on)
        )
    for asked in CommentRow.objects.filter(incident__in=rows):
        gathered.comments[asked.incident_id].append(
            Comment(whom=asked.whom, asked=asked.asked, answer=asked.answer)
        )
    for look in LookRow.objects.filter(incident__in=rows).order_by("time", "pk"):
        gathered.checked[look.incident_id] = look.time.astimezone(zone).date()
        if look.stage:
            gathered.stages[look.incident_id] = look.stage
    _gather_newer(rows, gathered)
    return gathered


def _gather_versions(rows: "QuerySet[IncidentRow]", gathered: _Gathered) -> None:
    newest: dict[tuple[int, str], TextVersionRow] = {
        (version.incident_id, version.language): version
        for version in TextVersionRow.objects.filter(incident__in=rows).order_by("number")
    }
    for (incident, _), version in newest.items():
        gathered.written[incident] = max(version.time, gathered.written.get(incident, _NEVER))
        if version.author_id is not None:
            gathered.touched.add(incident)


def _gather_newer(rows: "QuerySet[IncidentRow]", gathered: _Gathered) -> None:
    """What later incidents of the same case cite."""
    pairs = IncidentRow.related.through.objects.filter(
        from_incidentrow__in=rows,
        to_incidentrow__date_iso__gt=F("from_incidentrow__date_iso"),
    ).exclude(from_incidentrow__date_iso="")
    later = list(pairs.values_list("from_incidentrow_id", "to_incidentrow_id"))
    links = LinkRow.objects.filter(incident__in={other for _, other in later}).order_by("pk")
    urls: dict[int, list[str]] = defaultdict(list)
    for incident, url in links.values_list("incident_id", "url"):
        urls[incident].append(url)
    for incident, other in later:
        gathered.newer[incident] += urls[other]


def _lives(cited: set[str]) -> Mapping[str, ArticleLifeRow]:
    """How the cited pages came to be changed or gone, by canonical address."""
    lives = ArticleLifeRow.objects.filter(
        article__canonical__in=cited, article__state=F("state"), state__in=_GONE_OR_CHANGED
    )
    return {
        life.article.canonical: life for life in lives.select_related("article").order_by("time")
    }


def _source(life: ArticleLifeRow, zone: tzinfo) -> SourceLife:
    return SourceLife(
        url=life.article.url,
        state=ArticleState(life.state),
        since=life.time.astimezone(zone).date(),
    )
