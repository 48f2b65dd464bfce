"""Gathers the material that the checks of incidents need beside their texts.

A fixed number of queries gives it for any number of incidents.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from typing import Final

from django.db.models import Exists, F, OuterRef, QuerySet

from dalel.domain.channel_history import ChannelOrigin, origin_of
from dalel.domain.conduct import Attribution, Basis, Comment, Person, RecordedConduct, SourceLife
from dalel.domain.incident import Incident, Link, Provenance
from dalel.domain.states import ArticleState
from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.evidence.models import ArticleLifeRow
from dalel.newsroom.incidents.models import (
    AttributionRow,
    CaseRow,
    CommentRow,
    ConversationRow,
    EditionEntryRow,
    IncidentRow,
    InquiryRow,
    NamingDecision,
    OutletRow,
    SavedFileRow,
    StatusReview,
    TextVersionRow,
    VideoRow,
)
from dalel.newsroom.incidents.queries import newer_articles
from dalel.newsroom.incidents.queries.newer_articles import Since
from dalel.newsroom.incidents.queries.records import readings

_GONE_OR_CHANGED: Final = (ArticleState.CHANGED, ArticleState.REMOVED)
_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Checkable:
    """An incident with all that its checks need, and the rows that take their concerns.

    ``written`` is the day from which the dates of its texts count; ``as_printed`` is set while
    nobody here has touched what was imported: then it is judged as of that day. Whether members
    kept files or conversations is told, so that nobody looks for them in vain.
    """

    row: IncidentRow
    edition: EditionRow | None
    incident: Incident
    known: RecordedConduct
    written: date
    as_printed: bool
    has_files: bool
    has_conversations: bool


@dataclass
class _Gathered:
    """What is recorded, by the key of the incident's row."""

    editions: dict[int, EditionRow] = field(default_factory=dict)
    written: dict[int, datetime] = field(default_factory=dict)
    touched: set[int] = field(default_factory=set)
    cast: dict[int, dict[str, Person]] = field(default_factory=lambda: defaultdict(dict))
    outlets: dict[int, list[dict[str, str]]] = field(default_factory=lambda: defaultdict(list))
    attributions: dict[int, list[Attribution]] = field(default_factory=lambda: defaultdict(list))
    comments: dict[int, list[Comment]] = field(default_factory=lambda: defaultdict(list))
    stages: dict[int, str] = field(default_factory=dict)
    checked: dict[int, date] = field(default_factory=dict)
    looked: dict[int, datetime] = field(default_factory=dict)
    origins: dict[int, ChannelOrigin] = field(default_factory=dict)
    with_files: set[int] = field(default_factory=set)
    with_conversations: set[int] = field(default_factory=set)

    def written_on(self, row: IncidentRow) -> datetime:
        """When the newest of an incident's texts was written."""
        return self.written.get(row.pk, row.updated)

    def seen(self, row: IncidentRow) -> datetime:
        """When somebody last wrote the text, or looked how the matter stands."""
        return max(self.written_on(row), self.looked.get(row.pk, _NEVER))


def checkable(rows: "QuerySet[IncidentRow]", zone: tzinfo) -> tuple[Checkable, ...]:
    """These incidents with what is known about each."""
    told = rows.annotate(
        has_files=Exists(SavedFileRow.objects.filter(incident=OuterRef("pk")))
        | Exists(VideoRow.objects.filter(incident=OuterRef("pk"), kept__isnull=False)),
        has_conversations=Exists(ConversationRow.objects.filter(incident=OuterRef("pk"))),
    )
    incidents = list(told)
    read = [reading.incident for reading in readings(told)]
    keys = [row.pk for row in incidents]
    gathered = _gather(keys, zone)
    gathered.with_files |= {row.pk for row in incidents if row.has_files}
    gathered.with_conversations |= {row.pk for row in incidents if row.has_conversations}
    lives = _lives({link.canonical for incident in read for link in _links(incident)})
    news = newer_articles.since({row.pk: gathered.seen(row) for row in incidents})
    return tuple(
        _checkable(row, incident, gathered, lives, news, zone)
        for row, incident in zip(incidents, read, strict=True)
    )


def _checkable(
    row: IncidentRow,
    incident: Incident,
    gathered: _Gathered,
    lives: Mapping[str, ArticleLifeRow],
    news: Since,
    zone: tzinfo,
) -> Checkable:
    edition = gathered.editions.get(row.pk)
    is_imported = row.provenance == Provenance.IMPORTED and row.pk not in gathered.touched
    day = gathered.written_on(row).astimezone(zone).date()
    printed = min(edition.period_end, day) if edition else day
    found = [lives[link.canonical] for link in _links(incident) if link.canonical in lives]
    return Checkable(
        row=row,
        edition=edition,
        incident=incident,
        known=RecordedConduct(
            cast=tuple(gathered.cast[row.pk].values()),
            outlets=tuple(gathered.outlets[row.pk]),
            attributions=tuple(gathered.attributions[row.pk]),
            comments=tuple(gathered.comments[row.pk]),
            sources=tuple(_source(life, zone) for life in found if life.time > gathered.seen(row)),
            newer=tuple(dict.fromkeys(news.urls[row.pk])),
            stage=gathered.stages.get(row.pk),
            later=tuple(news.stages[row.pk]),
            checked=gathered.checked.get(row.pk),
            origin=gathered.origins.get(row.pk),
        ),
        written=printed if is_imported else day,
        as_printed=is_imported and edition is not None,
        has_files=row.pk in gathered.with_files,
        has_conversations=row.pk in gathered.with_conversations,
    )


def _gather(keys: Collection[int], zone: tzinfo) -> _Gathered:
    gathered = _Gathered()
    entries = EditionEntryRow.objects.filter(incident__in=keys).select_related("edition")
    for entry in entries.order_by("-edition__number"):
        gathered.editions[entry.incident_id] = entry.edition
    _gather_versions(keys, gathered)
    for cast in NamingDecision.objects.filter(incident__in=keys).order_by("time", "pk"):
        _enter(cast, gathered.cast[cast.incident_id])
    _gather_cases(keys, gathered)
    _gather_outlets(keys, gathered)
    for one in AttributionRow.objects.filter(incident__in=keys):
        gathered.attributions[one.incident_id].append(
            Attribution(actor=one.actor, basis=Basis(one.basis), by=one.by, on=one.on)
        )
    for asked in CommentRow.objects.filter(incident__in=keys):
        gathered.comments[asked.incident_id].append(
            Comment(whom=asked.whom, asked=asked.asked, answer=asked.answer)
        )
    for letter in InquiryRow.objects.filter(incident__in=keys):
        gathered.comments[letter.incident_id].append(
            Comment(whom=letter.whom, asked=letter.sent, answer=letter.answer)
        )
    for look in StatusReview.objects.filter(incident__in=keys).order_by("time", "pk"):
        gathered.checked[look.incident_id] = look.time.astimezone(zone).date()
        gathered.looked[look.incident_id] = look.time
        if look.stage:
            gathered.stages[look.incident_id] = look.stage
    return gathered


def _enter(cast: NamingDecision, known: dict[str, Person]) -> None:
    """The newest decision on a person counts, told apart by the names."""
    name = " ".join(cast.names[language] for language in sorted(cast.names))
    known[name] = Person(
        names=cast.names,
        role=cast.role,
        stage=cast.stage,
        public=cast.public,
        consent=cast.consent,
        matter=cast.matter,
    )


def _gather_cases(keys: Collection[int], gathered: _Gathered) -> None:
    """What was decided in other incidents of the same case, where nothing is decided here.

    Consent is given for one entry, and a name that it alone lets be printed asks again.
    """
    through = CaseRow.incidents.through.objects
    cases = through.filter(incidentrow__in=keys).values("caserow")
    members: dict[int, set[int]] = defaultdict(set)
    for case, incident in through.filter(caserow__in=cases).values_list("caserow", "incidentrow"):
        members[case].add(incident)
    if not members:
        return
    own = {key: set(cast) for key, cast in gathered.cast.items()}
    decided = NamingDecision.objects.filter(incident__in=set[int]().union(*members.values()))
    for cast in decided.filter(consent=False).order_by("time", "pk"):
        beside = {key for each in members.values() if cast.incident_id in each for key in each}
        for key in beside.intersection(keys) - {cast.incident_id}:
            found: dict[str, Person] = {}
            _enter(cast, found)
            name = next(iter(found))
            if name not in own.get(key, ()):
                gathered.cast[key] |= found


def _gather_outlets(keys: Collection[int], gathered: _Gathered) -> None:
    """Outlets that somebody linked, so that nobody is asked whether they may be named."""
    outlets = OutletRow.objects.filter(incidents__in=keys).order_by("pk")
    for linked, names in outlets.values_list("incidents", "names"):
        gathered.outlets[linked].append(names)


def _gather_versions(keys: Collection[int], gathered: _Gathered) -> None:
    newest: dict[tuple[int, str], TextVersionRow] = {}
    for version in TextVersionRow.objects.filter(incident__in=keys).order_by("number"):
        newest[version.incident_id, version.language] = version
        if (origin := origin_of(version.note)) is not None:
            gathered.origins.setdefault(version.incident_id, origin)
    for (incident, _), version in newest.items():
        gathered.written[incident] = max(version.time, gathered.written.get(incident, _NEVER))
        # Who brings a printed bulletin in at the desk has not touched its words.
        if version.author_id is not None and version.note != Provenance.IMPORTED:
            gathered.touched.add(incident)


def _links(incident: Incident) -> tuple[Link, ...]:
    """The links of an incident and of what came later."""
    return (*incident.links, *(link for step in incident.developments for link in step.links))


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
