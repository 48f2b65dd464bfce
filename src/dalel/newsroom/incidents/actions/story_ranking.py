"""The worth of stories and the incidents that they look like, kept so that a page only sorts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Avg, Count, Max, Q

from dalel.domain import likeness
from dalel.domain.incident import Provenance
from dalel.domain.likeness import Shared
from dalel.domain.ranking import (
    NOTHING,
    Graded,
    Opinion,
    expected_severity,
    rank,
    together,
    worth,
)
from dalel.domain.states import IncidentState, VersionState
from dalel.newsroom.frame.models.search import Searched
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.models import CodesRow, IncidentRow, LikenessRow, LinkRow
from dalel.newsroom.incidents.queries.word_search import find
from dalel.newsroom.stories.models import ClassificationRow, MembershipRow, StoryRow
from dalel.newsroom.stories.models.kept_reasons import reasons_out
from dalel.newsroom.stories.queries.cards import OPEN
from dalel.newsroom.stories.queries.classifications import classification_of

#: Incidents that a story can still look like.
_GONE: Final = (IncidentState.WITHDRAWN, IncidentState.RETRACTED)


@dataclass(frozen=True, kw_only=True)
class NamedInStory:
    """Persons and provisions that a story names: as written, and as the codebook's codes."""

    persons: tuple[str, ...] = ()
    statutes: frozenset[str] = frozenset()


def unweighed(since: datetime, limit: int) -> list[StoryRow]:
    """Open stories that are new or changed since they were weighed last, the newest first."""
    rows = (
        StoryRow.objects.filter(state__in=OPEN)
        .filter(Q(weighed="") | Q(newest__gte=since))
        .annotate(
            articles=Count("memberships", distinct=True),
            joined=Max("memberships__pk"),
            judged=Max("memberships__article__versions__classification__pk"),
        )
        .exclude(articles=0)
        .order_by("-newest", "pk")
    )
    changed = (row for row in rows.iterator(chunk_size=2000) if row.weighed != _state_of(row))
    return [row for row, _ in zip(changed, range(limit), strict=False)]


def weigh(stories: Sequence[StoryRow], named: Mapping[int, NamedInStory] | None = None) -> None:
    """Work out each story's worth and place, and what it looks like; ``named`` by its row key."""
    keys = [story.pk for story in stories]
    opinions = _opinions(keys)
    thought = {key: together(opinions.get(key, ())) for key in keys}
    severities = _severities()
    alike = _alike(thought, named or {})
    of_all = severities.pop("", NOTHING)
    brought = _brought(keys)
    called_in = _put(keys) | brought
    for story in stories:
        opinion = thought[story.pk]
        story.is_relevant = opinion.is_relevant or story.pk in called_in
        story.score = opinion.score
        story.section, story.event_type = opinion.section, opinion.event_type
        of_type = severities.get(opinion.event_type, NOTHING)
        story.severity = expected_severity(of_type, of_all, opinion.severity)
        fresh = worth(opinion.score, story.severity, is_known=bool(alike.get(story.pk)))
        story.rank = rank(fresh, story.newest, is_brought=story.pk in brought)
        story.weighed = _state_of(story)
    fields = ["is_relevant", "score", "section", "event_type", "severity", "rank", "weighed"]
    with writing():
        StoryRow.objects.bulk_update(stories, fields)
        LikenessRow.objects.filter(story__in=keys).delete()
        LikenessRow.objects.bulk_create(row for rows in alike.values() for row in rows)


def weigh_again(keys: Iterable[int]) -> None:
    """Weigh stories that a person has just changed, without reading their texts anew."""
    rows = StoryRow.objects.filter(pk__in=set(keys), state__in=OPEN)
    weigh(list(rows.annotate(articles=Count("memberships"))))
    # What they name is read at the next run.
    StoryRow.objects.filter(pk__in=[row.pk for row in rows]).update(weighed="")


def _state_of(row: Any) -> str:
    parts = (getattr(row, name, None) for name in ("articles", "joined", "judged"))
    return "-".join("" if part is None else str(part) for part in parts)


def _opinions(keys: Sequence[int]) -> dict[int, list[Opinion]]:
    """What was thought of the newest version of each article that is no reprint, by story."""
    rows = (
        ClassificationRow.objects.filter(version__article__membership__story__in=keys)
        .filter(version__article__reprint_of=None)
        .select_related("version__article__membership")
        .defer("version__text")
        .order_by("version__number")
    )
    newest = {row.version.article_id: row for row in rows}
    found: dict[int, list[Opinion]] = defaultdict(list)
    for row in newest.values():
        found[row.version.article.membership.story_id].append(_opinion(row))
    return found


def _put(keys: Sequence[int]) -> frozenset[int]:
    """Stories with an article that a person put there: that outranks the machine."""
    rows = MembershipRow.objects.filter(story__is_touched=True, model="", story__in=keys)
    return frozenset(rows.values_list("story", flat=True))


def _brought(keys: Sequence[int]) -> frozenset[int]:
    """Stories of which a member brought in an article, or one that repeats it."""
    added = Q(article__findings__added__isnull=False)
    copied = Q(article__reprints__article__findings__added__isnull=False)
    rows = MembershipRow.objects.filter(added | copied, story__in=keys)
    return frozenset(rows.values_list("story", flat=True))


def _opinion(row: ClassificationRow) -> Opinion:
    severity = classification_of(row).severity
    return Opinion(
        is_relevant=row.is_relevant,
        score=row.score,
        section=row.section,
        event_type=row.event_type,
        severity=int(severity.code) if severity else None,
    )


def _severities() -> dict[str, Graded]:
    """How grave the newsroom found incidents, by event type, and under "" all of them.

    What the machine drafted itself and nobody approved is no experience.
    """
    rows = (
        CodesRow.objects.exclude(state=VersionState.SUPERSEDED)
        .exclude(
            ~Q(state=VersionState.APPROVED), author=None, incident__provenance=Provenance.WRITTEN
        )
        .exclude(severity=0)
        .order_by()
        .values("event_type")
        .annotate(count=Count("pk"), mean=Avg("severity"))
    )
    found = {row["event_type"]: Graded(count=row["count"], mean=float(row["mean"])) for row in rows}
    count = sum(one.count for one in found.values())
    if count:
        mean = sum(one.count * one.mean for one in found.values()) / count
        found[""] = Graded(count=count, mean=mean)
    return found


def _alike(
    thought: Mapping[int, Opinion], named: Mapping[int, NamedInStory]
) -> dict[int, list[LikenessRow]]:
    pages = _pages(list(thought))
    found: dict[int, list[LikenessRow]] = {}
    for key, opinion in thought.items():
        shared = _shared(pages.get(key, {}), named.get(key, NamedInStory()), opinion.section)
        rows = [_likeness(key, incident, one) for incident, one in shared.items()]
        best = sorted(
            (row for row in rows if row.strength >= likeness.ENOUGH),
            key=lambda row: (-row.strength, row.incident_id),
        )
        found[key] = best[:3]
    return found


def _pages(keys: Sequence[int]) -> dict[int, dict[int, list[str]]]:
    """Pages of a story that an incident cites: by story and incident."""
    members = MembershipRow.objects.filter(story__in=keys).values_list(
        "article__canonical", "story"
    )
    stories = dict(members)
    found: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    links = LinkRow.objects.filter(canonical__in=list(stories)).exclude(incident__state__in=_GONE)
    for canonical, host, incident in links.values_list("canonical", "host", "incident"):
        found[stories[canonical]][incident].append(host)
    return found


def _shared(
    pages: Mapping[int, list[str]], named: NamedInStory, section: int | None
) -> dict[int, Shared]:
    names: dict[int, list[str]] = defaultdict(list)
    for written in named.persons:
        hits = find(written, [Searched.INCIDENT], limit=likeness.COMMON)
        if hits.total <= likeness.COMMON:
            for hit in hits.hits:
                names[hit.owner].append(written)
    incidents = {*pages, *names}
    statutes = _statutes(incidents) if named.statutes else {}
    there = IncidentRow.objects.filter(pk__in=incidents).exclude(state__in=_GONE)
    sections = dict(there.values_list("pk", "section"))
    return {
        incident: Shared(
            pages=tuple(pages.get(incident, ())),
            names=tuple(names.get(incident, ())),
            statutes=tuple(sorted(named.statutes & statutes.get(incident, frozenset()))),
            is_section=sections[incident] == section,
        )
        for incident in sections
    }


def _statutes(incidents: Iterable[int]) -> dict[int, frozenset[str]]:
    rows = CodesRow.objects.filter(incident__in=incidents).exclude(state=VersionState.SUPERSEDED)
    return {row.incident_id: frozenset(row.statutes) for row in rows.order_by("number")}


def _likeness(story: int, incident: int, shared: Shared) -> LikenessRow:
    why = likeness.reasons(shared)
    return LikenessRow(
        story_id=story,
        incident_id=incident,
        reasons=reasons_out(why),
        strength=likeness.strength(why),
    )
