"""Queries for the page of today: new stories, reviews, concerns, next edition and trend."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from typing import Any, Final

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When, Window

from dalel.domain.concern import Weight
from dalel.domain.dates import local
from dalel.domain.states import ConcernState, EditionState, StoryState, VersionState
from dalel.domain.story_decision import DecisionKind
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.incidents.models import ConcernRow, EditionEntryRow, TextVersionRow
from dalel.newsroom.stories.models import DecisionRow, StoryRow
from dalel.newsroom.stories.queries.backlog import came_in
from dalel.newsroom.stories.queries.cards import Card, cards

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
class StoryTrend:
    """Stories of ours that came in, and were taken or attached, day by day."""

    days: tuple[date, ...]
    came: tuple[int, ...]
    taken: tuple[int, ...]


def stories(since: datetime) -> tuple[Came, PutOff]:
    """What came in since then and is not decided, and what was put off, the longest ago first."""
    new = came_in(StoryRow.objects.filter(state=StoryState.NEW, newest__gte=since))
    ours = new.filter(is_relevant=True)
    first, count = _first(ours.order_by("-rank", "-pk"))
    later = StoryRow.objects.filter(state=StoryState.LATER)
    waiting, put_off = _first(later.order_by("newest", "pk"))
    shown = cards([*first, *waiting])
    came = Came(since=since, ours=count, cards=shown[: len(first)])
    return came, PutOff(count=put_off, cards=shown[len(first) :])


def _first(rows: "QuerySet[StoryRow]") -> tuple[list[Any], int]:
    """The first of them and how many there are, in one query."""
    listed = list(rows.annotate(total=Window(Count("pk")))[:LISTED])
    return listed, listed[0].total if listed else 0


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


def concerns(member: Member) -> tuple[tuple[Held, ...], tuple[Held, ...]]:
    """Incidents that this member wrote, with open concerns, and all that a concern holds back."""
    mine = TextVersionRow.objects.filter(incident=OuterRef("incident"), author=member)
    rows = (
        ConcernRow.objects.filter(state=ConcernState.OPEN, incident__isnull=False)
        .annotate(is_mine=Exists(mine.exclude(state=VersionState.SUPERSEDED)))
        .order_by()
        .values("incident__number", "is_mine")
        .annotate(count=Count("pk"), errors=Count("pk", filter=Q(weight=Weight.ERROR)))
        .filter(Q(is_mine=True) | Q(errors__gt=0))
        .order_by("-errors", "incident__number")
    )
    found = [
        (row["is_mine"], Held(number=number, concerns=row["count"], holding=row["errors"]))
        for row in rows
        if (number := row["incident__number"])
    ]
    questioned = [one for is_mine, one in found if is_mine]
    held = [replace(one, concerns=one.holding) for _, one in found if one.holding]
    return tuple(questioned[: 2 * LISTED]), tuple(held[: 2 * LISTED])


def has_printed() -> bool:
    """Whether any edition has entries: where none has, a past bulletin is asked for."""
    return EditionEntryRow.objects.exists()


def editions(now: datetime, zone: tzinfo) -> tuple[NextEdition | None, bool]:
    """The first issue that is not released, None without one; and whether any has entries."""
    rows = list(EditionRow.objects.annotate(count=Count("entries")).order_by("number"))
    row = next((one for one in rows if one.state != EditionState.RELEASED), None)
    found = None if row is None else _next_edition(row, now, zone)
    return found, any(one.count for one in rows)


def _next_edition(row: Any, now: datetime, zone: tzinfo) -> NextEdition:
    end = local(row.scheduled, zone).date() if row.scheduled else row.period_end
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


def trend(today: date, zone: tzinfo) -> StoryTrend:
    """The last ``DAYS`` days, today among them."""
    days = tuple(today - timedelta(days=back) for back in reversed(range(DAYS)))
    # With the next one: what bears a later time than today counts on none of the days.
    with_next = (*days, today + timedelta(days=1))
    starts = [datetime.combine(day, datetime.min.time(), zone) for day in with_next]
    came = came_in(StoryRow.objects.filter(newest__gte=starts[0], opened__gte=starts[0])).filter(
        Q(is_relevant=True) | Q(state__in=[StoryState.TAKEN, StoryState.ATTACHED])
    )
    taken = DecisionRow.objects.filter(
        kind__in=[DecisionKind.TAKE, DecisionKind.ATTACH], undone=None, time__gte=starts[0]
    )
    counted = _by_day(came, "opened", starts).union(_by_day(taken, "time", starts), all=True)
    found = {(column, place): count for column, place, count in counted}
    came_by_day, taken_by_day = (
        tuple(found.get((column, place), 0) for place in range(DAYS))
        for column in ("opened", "time")
    )
    return StoryTrend(days=days, came=came_by_day, taken=taken_by_day)


def _by_day(rows: "QuerySet[Any]", column: str, starts: Sequence[datetime]) -> "QuerySet[Any, Any]":
    """How many of the rows fall on each day, by its place; told by when the days start."""
    # No function makes a day of a time: on SQLite that is Python, called for each row.
    latest_first = reversed(list(enumerate(starts)))
    day = Case(*(When(**{f"{column}__gte": start}, then=place) for place, start in latest_first))
    days = rows.order_by().values_list(Value(column), day)
    counted: QuerySet[Any, Any] = days.annotate(count=Count("pk"))
    return counted
