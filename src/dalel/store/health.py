"""How do the sources stand, as people at the desk and the command line see them?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, F, Max, Q, QuerySet

from dalel.domain.due import MOST_ATTEMPTS
from dalel.domain.health import SPAN, Alarm, Yield
from dalel.domain.states import FindingState, SourceState
from dalel.store.models import AddressRow, ArticleRow, FindingRow, OutageRow, SourceRow

#: So many of the latest outages of a source are shown.
_OUTAGES: Final = 5


@dataclass(frozen=True, kw_only=True)
class Outage:
    """A time in which an outlet was down; ``ended`` None: it lasts."""

    started: datetime
    ended: datetime | None
    reason: str
    vantage: str


@dataclass(frozen=True, kw_only=True)
class SourceHealth:
    """A source and how it stands.

    ``per_day`` is its usual yield, ``expected`` what should have come since the last finding, both
    None while too little is known. ``waiting`` and ``stuck`` count findings. ``errors`` counts
    failures by kind since the beginning.
    """

    key: str
    name: str
    state: SourceState
    alarm: Alarm
    last_look: datetime | None
    last_success: datetime | None
    last_finding: datetime | None
    per_day: float | None
    expected: float | None
    articles: int
    waiting: int
    stuck: int
    error: str
    error_kind: str
    error_at: datetime | None
    errors: Mapping[str, int]
    outages: tuple[Outage, ...]


def sources(now: datetime) -> tuple[SourceHealth, ...]:
    """All sources, those with an alarm first, in seven queries however many they are."""
    findings = _findings(now)
    posts = _posts(now)
    articles = _counted(ArticleRow.objects.all())
    new = FindingRow.objects.filter(state=FindingState.NEW)
    waiting = _counted(new)
    stuck = _counted(new.filter(attempts__gte=MOST_ATTEMPTS))
    outages = _outages()
    failing = set(
        AddressRow.objects.filter(is_read=True).exclude(error="").values_list("source", flat=True)
    )
    found = [
        _health(
            row,
            _together(row, findings.get(row.pk), posts.get(row.pk), now),
            outages.get(row.pk, ()),
            now,
            is_failing=row.pk in failing,
            articles=articles.get(row.pk, 0),
            waiting=waiting.get(row.pk, 0),
            stuck=stuck.get(row.pk, 0),
        )
        for row in SourceRow.objects.order_by("key")
    ]
    return tuple(sorted(found, key=lambda one: (one.alarm is Alarm.NONE, one.key)))


_Came = tuple[int, datetime | None]


def _findings(now: datetime) -> dict[int, _Came]:
    rows = FindingRow.objects.exclude(source=None).order_by().values("source")
    recent = Q(seen__gte=now - SPAN, is_backlog=False)
    counted = rows.annotate(count=Count("pk", filter=recent), last=Max("seen"))
    return {one["source"]: (one["count"], one["last"]) for one in counted}


def _posts(now: datetime) -> dict[int, _Came]:
    rows = ArticleRow.objects.filter(is_post=True).exclude(source=None).order_by().values("source")
    recent = Q(first_kept__gte=now - SPAN, first_kept__gt=F("source__first_look"))
    counted = rows.annotate(count=Count("pk", filter=recent), last=Max("first_kept"))
    return {one["source"]: (one["count"], one["last"]) for one in counted}


def _together(row: SourceRow, findings: _Came | None, posts: _Came | None, now: datetime) -> Yield:
    came = [one for one in (findings, posts) if one is not None]
    times = [last for _, last in came if last is not None]
    return Yield(
        count=sum(count for count, _ in came),
        since=max(now - SPAN, row.first_look or now),
        last=max(times, default=None),
    )


def _counted(rows: "QuerySet[ArticleRow] | QuerySet[FindingRow]") -> dict[int, int]:
    counted = rows.exclude(source=None).order_by().values("source").annotate(count=Count("pk"))
    return {one["source"]: one["count"] for one in counted}


def _outages() -> dict[int, tuple[Outage, ...]]:
    found: dict[int, list[Outage]] = {}
    for row in OutageRow.objects.order_by("-started"):
        listed = found.setdefault(row.source_id, [])
        if len(listed) < _OUTAGES:
            listed.append(
                Outage(started=row.started, ended=row.ended, reason=row.error, vantage=row.vantage)
            )
    return {key: tuple(listed) for key, listed in found.items()}


def _health(
    row: SourceRow,
    came: Yield,
    outages: tuple[Outage, ...],
    now: datetime,
    *,
    is_failing: bool,
    articles: int,
    waiting: int,
    stuck: int,
) -> SourceHealth:
    return SourceHealth(
        key=row.key,
        name=row.name,
        state=SourceState(row.state),
        # Who is not watched need not answer.
        alarm=_alarm(came, outages, now, is_failing=is_failing)
        if row.state == SourceState.ACTIVE
        else Alarm.NONE,
        last_look=row.last_look,
        last_success=row.last_success,
        last_finding=came.last,
        per_day=came.per_day(now),
        expected=came.expected(now),
        articles=articles,
        waiting=waiting,
        stuck=stuck,
        error=row.error,
        error_kind=row.error_kind,
        error_at=row.error_at,
        errors=row.errors,
        outages=outages,
    )


def _alarm(came: Yield, outages: tuple[Outage, ...], now: datetime, *, is_failing: bool) -> Alarm:
    if any(outage.ended is None for outage in outages):
        return Alarm.OUTAGE
    if is_failing:
        return Alarm.FAILING
    return Alarm.QUIET if came.is_quiet(now) else Alarm.NONE
