"""What waits for this member today, and how did the last days go?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import TruncDate

from dalel.domain.concern import Weight
from dalel.domain.deciding import DecisionKind
from dalel.domain.states import ConcernState, EditionState, StoryState, VersionState
from dalel.store.inbox.cards import Card, cards
from dalel.store.models import (
    ConcernRow,
    DecisionRow,
    EditionRow,
    Member,
    StoryRow,
    TextVersionRow,
)

#: So many of each are listed; the rest is counted.
LISTED: Final = 5
#: Over so many days the small lines run.
DAYS: Final = 14


@dataclass(frozen=True, kw_only=True)
class Came:
    """What came in since the member left, the first of it by rank."""

    since: datetime
    ours: int
    cards: tuple[Card, ...]


@dataclass(frozen=True, kw_only=True)
class PutOff:
    """What was put off: how much of it, and the first of it."""

    count: int
    cards: tuple[Card, ...]


@dataclass(frozen=True, kw_only=True)
class Review:
    """A text that waits for approval."""

    number: str
    language: str
    title: str
    author: str
    time: datetime


@dataclass(frozen=True, kw_only=True)
class Held:
    """An incident with open concerns; ``holding`` of them hold it back."""

    number: str
    concerns: int
    holding: int


@dataclass(frozen=True, kw_only=True)
class NextEdition:
    """The issue in work, and how many days are left; below 0: it is late.

    They are counted to the moment for which it is scheduled, else to the end of its period.
    ``hours`` are those until the moment, None where there is none.
    """

    number: int
    state: EditionState
    period_start: date
    period_end: date
    days: int
    entries: int
    scheduled: datetime | None = None
    hours: int | None = None


@dataclass(frozen=True, kw_only=True)
class Trend:
    """Stories of ours that came in, and were taken or attached, day by day."""

    days: tuple[date, ...]
    came: tuple[int, ...]
    taken: tuple[int, ...]


def stories(since: datetime) -> tuple[Came, PutOff]:
    """What came in since then and is not decided, and what was put off, the longest ago first."""
    new = StoryRow.objects.filter(state=StoryState.NEW, newest__gte=since)
    ours = new.filter(is_relevant=True)
    first = list(ours.order_by("-rank", "-pk")[:LISTED])
    later = StoryRow.objects.filter(state=StoryState.LATER)
    waiting = list(later.order_by("newest", "pk")[:LISTED])
    shown = cards([*first, *waiting])
    came = Came(
        since=since,
        ours=ours.count(),
        cards=shown[: len(first)],
    )
    return came, PutOff(count=later.count(), cards=shown[len(first) :])


def reviews(member: Member) -> tuple[Review, ...]:
    """The texts in review that this member could approve: not their own, in languages they read."""
    rows = (
        TextVersionRow.objects.filter(state=VersionState.IN_REVIEW, language__in=member.reads)
        .exclude(author=member)
        .select_related("incident", "author")
        .defer("paragraphs")
        .order_by("time", "pk")
    )
    return tuple(
        Review(
            number=row.incident.number,
            language=row.language,
            title=row.title or "",
            author=str(row.author) if row.author else "",
            time=row.time,
        )
        for row in rows[: 4 * LISTED]
    )


def questioned(member: Member) -> tuple[Held, ...]:
    """Incidents that this member wrote, about which there are open concerns."""
    mine = TextVersionRow.objects.filter(incident=OuterRef("incident"), author=member)
    return _held(Q(Exists(mine.exclude(state=VersionState.SUPERSEDED))))


def held() -> tuple[Held, ...]:
    """Incidents that a concern holds back."""
    return _held(Q(weight=Weight.ERROR))


def next_edition(now: datetime, zone: tzinfo) -> NextEdition | None:
    """The first issue that is not released; None when there is none in work."""
    row = (
        EditionRow.objects.exclude(state=EditionState.RELEASED)
        .annotate(count=Count("entries"))
        .order_by("number")
        .first()
    )
    if row is None:
        return None
    end = row.scheduled.astimezone(zone).date() if row.scheduled else row.period_end
    return NextEdition(
        number=row.number,
        state=EditionState(row.state),
        period_start=row.period_start,
        period_end=row.period_end,
        days=(end - now.astimezone(zone).date()).days,
        entries=row.count,
        scheduled=row.scheduled,
        hours=(row.scheduled - now) // timedelta(hours=1) if row.scheduled else None,
    )


def trend(today: date, zone: tzinfo) -> Trend:
    """The last ``DAYS`` days, today among them."""
    days = tuple(today - timedelta(days=back) for back in reversed(range(DAYS)))
    first = datetime.combine(days[0], datetime.min.time(), zone)
    came = StoryRow.objects.filter(newest__gte=first, opened__gte=first).filter(
        Q(is_relevant=True) | Q(state__in=[StoryState.TAKEN, StoryState.ATTACHED])
    )
    taken = DecisionRow.objects.filter(
        kind__in=[DecisionKind.TAKE, DecisionKind.ATTACH], undone=None, time__gte=first
    )
    opened = Counter(came.values_list(TruncDate("opened", tzinfo=zone), flat=True))
    decided = Counter(taken.values_list(TruncDate("time", tzinfo=zone), flat=True))
    return Trend(days=days, came=_line(opened, days), taken=_line(decided, days))


def _line(counted: Counter[date], days: Sequence[date]) -> tuple[int, ...]:
    return tuple(counted[day] for day in days)


def _held(which: Q) -> tuple[Held, ...]:
    rows = (
        ConcernRow.objects.filter(which, state=ConcernState.OPEN, incident__isnull=False)
        .order_by()
        .values("incident__number")
        .annotate(count=Count("pk"), errors=Count("pk", filter=Q(weight=Weight.ERROR)))
        .order_by("-errors", "incident__number")
    )
    return tuple(
        Held(number=row["incident__number"], concerns=row["count"], holding=row["errors"])
        for row in rows[: 2 * LISTED]
    )
