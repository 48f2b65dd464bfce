"""Queries for the story inbox: pages, single cards, decisions and possible duplicates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from dalel.domain.errors import NotFoundError
from dalel.domain.states import StoryState
from dalel.domain.story_decision import DecisionKind
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.stories.models import DecisionRow, MembershipRow, StoryRow
from dalel.newsroom.stories.queries.cards import OPEN, Card, cards, doubles_of

#: Stories on one page of the inbox.
PAGE: Final = 25
#: The order of the inbox, as an index has it.
_IN_PLACE: Final = ("-is_relevant", "-rank", "-pk")


@dataclass(frozen=True, kw_only=True)
class StoryFilter:
    """Which stories to list; None: whatever it is.

    ``sources`` are ids of sources, one of which brought an article.
    """

    state: StoryState = StoryState.NEW
    is_relevant: bool | None = None
    section: int | None = None
    language: str | None = None
    sources: frozenset[str] | None = None
    since: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Inbox:
    """One page of stories; ``sections`` counts all that the filter leaves, whatever the section."""

    cards: tuple[Card, ...]
    total: int
    page: int
    pages: int
    sections: Mapping[int | None, int]


@dataclass(frozen=True, kw_only=True)
class StoryDecision:
    """One decision about a story; ``key`` undoes it."""

    key: int
    story: str
    kind: DecisionKind
    who: str
    time: datetime
    reason: str
    incident: str
    undone_by: str


def page(asked: StoryFilter, number: int = 1) -> Inbox:
    """A page of stories: what members brought in first, then what is ours and ranks highest."""
    rows = _filtered(asked)
    counted = rows.order_by().values("section").annotate(count=Count("pk"))
    sections = {row["section"]: row["count"] for row in counted}
    if asked.section is not None:
        rows = rows.filter(section=asked.section)
    total = sections.get(asked.section, 0) if asked.section else sum(sections.values())
    pages = max(1, -(-total // PAGE))
    number = min(max(1, number), pages)
    ordered = rows.order_by(*_IN_PLACE)
    return Inbox(
        cards=cards(ordered[(number - 1) * PAGE : number * PAGE]),
        total=total,
        page=number,
        pages=pages,
        sections=sections,
    )


def card(key: str) -> Card:
    """One story.

    :raises NotFoundError: when there is none of this key.
    """
    found = cards(StoryRow.objects.filter(key=key))
    if not found:
        raise NotFoundError(f"There is no story {key}.")
    return found[0]


def decisions(key: str) -> tuple[StoryDecision, ...]:
    """What people decided about a story, the newest first."""
    rows = DecisionRow.objects.filter(story__key=key).select_related(
        "member", "incident", "undone_by", "story"
    )
    return tuple(decided(row) for row in rows.order_by("-pk"))


def decision(key: int, member: Member) -> StoryDecision | None:
    """A decision that this member made; None when it is none, or another's."""
    row = (
        DecisionRow.objects.filter(pk=key, member=member)
        .select_related("member", "incident", "undone_by", "story")
        .first()
    )
    return decided(row) if row else None


def decided(row: DecisionRow) -> StoryDecision:
    """A decision as people read it."""
    return StoryDecision(
        key=row.pk,
        story=row.story.key,
        kind=DecisionKind(row.kind),
        who=str(row.member),
        time=row.time,
        reason=row.reason,
        incident=row.incident.number if row.incident else "",
        undone_by=str(row.undone_by) if row.undone_by else "",
    )


def neighbours(key: str, limit: int = 9) -> tuple[Card, ...]:
    """Open stories that this one may be the same as, those first that the machine takes for it.

    The others are those of its section, of its event type first, then the nearest in time.
    """
    story = StoryRow.objects.filter(key=key).first()
    if story is None:
        return ()
    rows = StoryRow.objects.filter(
        state__in=OPEN,
        is_relevant=story.is_relevant,
        section=story.section,
    ).exclude(pk=story.pk)
    later = list(rows.filter(newest__gte=story.newest).order_by("newest")[:limit])
    earlier = list(rows.filter(newest__lt=story.newest).order_by("-newest")[:limit])
    near = sorted([*later, *earlier], key=lambda row: abs(row.newest - story.newest))
    same_type = sorted(near, key=lambda row: row.event_type != story.event_type)
    doubles = doubles_of([story.pk]).get(story.pk, [])
    both = [*StoryRow.objects.filter(pk__in=doubles), *same_type]
    return cards(list(dict.fromkeys(both))[:limit])


def after_incident(number: str, limit: int = 3) -> tuple[Card, ...]:
    """Stories to decide that follow in the inbox on the one of which an incident was made.

    Without such a story, or where none follows on it, they are the first.
    """
    first = rows = _filtered(StoryFilter()).order_by(*_IN_PLACE)
    taken = StoryRow.objects.filter(incident__number=number).order_by("pk").first()
    if taken is not None:
        lower = Q(rank__lt=taken.rank) | Q(rank=taken.rank, pk__lt=taken.pk)
        same = Q(is_relevant=taken.is_relevant) & lower
        rows = first.filter(same | Q(is_relevant=False) if taken.is_relevant else same)
    return cards(rows[:limit]) or cards(first[:limit])


def _filtered(asked: StoryFilter) -> "QuerySet[StoryRow]":
    rows = StoryRow.objects.filter(state=asked.state)
    if asked.is_relevant is not None:
        rows = rows.filter(is_relevant=asked.is_relevant)
    if asked.since is not None:
        rows = rows.filter(newest__gte=asked.since)
    members = MembershipRow.objects.filter(story=OuterRef("pk"))
    if asked.language is not None:
        rows = rows.filter(Exists(members.filter(article__language=asked.language)))
    if asked.sources is not None:
        rows = rows.filter(Exists(members.filter(article__source__key__in=asked.sources)))
    return rows
