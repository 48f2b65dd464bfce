"""Queries on the health of sources: alarms, outages and addresses."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery, Value

from dalel.domain.addresses import host_of
from dalel.domain.health import SPAN, Alarm, Yield
from dalel.domain.source import AddressKind, Unwatched
from dalel.domain.states import FindingState, SourceState
from dalel.newsroom.evidence.models import ArticleRow, FindingRow
from dalel.newsroom.evidence.queries.watched_addresses import WatchDecision, decisions
from dalel.newsroom.frame import row_claims
from dalel.newsroom.frame.context import pack
from dalel.newsroom.sources.models import AddressRow, OutageRow, SourceRow

#: So many of the latest outages of a source are shown.
_OUTAGES: Final = 5
#: What is said of an address that rests without a word.
_RESTS: Final = "it rests"


@dataclass(frozen=True, kw_only=True)
class Outage:
    """A time in which an outlet was down; ``ended`` None: it lasts.

    ``answers_from`` names a vantage point from which it did answer: then it was closed to us only.
    """

    started: datetime
    ended: datetime | None
    kind: str
    reason: str
    vantage: str
    answers_from: str


@dataclass(frozen=True, kw_only=True)
class SourceHealth:
    """A source and how it stands.

    ``per_day`` is its usual yield, ``expected`` what should have come since the last finding, both
    None while too little is known. ``waiting`` and ``stuck`` count findings. ``trouble`` is what is
    wrong now at one of its addresses; ``errors`` counts failures by kind since the beginning.
    ``unwatched`` is why it is read nowhere, ``silenced_by`` the source whose silence is why nothing
    comes from its channels.
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
    trouble: str
    error: str
    error_kind: str
    error_at: datetime | None
    errors: Mapping[str, int]
    outages: tuple[Outage, ...]
    unwatched: Unwatched | None = None
    silenced_by: str = ""


@dataclass(frozen=True, kw_only=True)
class AddressHealth:
    """An address of a source and how it stands.

    ``error`` tells why the last look failed or found nothing of its kind; ``skips`` counts what the
    last look saw and did not take, by reason.
    """

    url: str
    kind: AddressKind
    last_success: datetime | None
    next_look: datetime | None
    error: str
    skips: Mapping[str, int]


def sources(now: datetime) -> tuple[SourceHealth, ...]:
    """All sources, those with an alarm first, in nine queries."""
    articles = _counted(ArticleRow.objects.filter(archive=""))
    new = FindingRow.objects.filter(state=FindingState.NEW)
    waiting = _counted(new)
    stuck = _counted(new.filter(row_claims.resting()))
    latest = AddressRow.objects.order_by().values("source").annotate(last=Max("last_success"))
    answered = {one["source"]: one["last"] for one in latest}
    found = [
        _health(
            signs,
            now,
            articles=articles.get(signs.row.pk, 0),
            waiting=waiting.get(signs.row.pk, 0),
            stuck=stuck.get(signs.row.pk, 0),
            answered=answered.get(signs.row.pk),
        )
        for signs in _signs(now)
    ]
    return tuple(
        sorted(found, key=lambda one: (one.alarm is Alarm.NONE, one.unwatched is not None, one.key))
    )


@dataclass(frozen=True, kw_only=True)
class Alarmed:
    """A source that needs a look, since when nothing came, and how much was to be expected."""

    key: str
    name: str
    alarm: Alarm
    last_finding: datetime | None
    expected: float | None = None


def alarms(now: datetime) -> tuple[Alarmed, ...]:
    """The sources with an alarm, without counting all that they ever gave."""
    return tuple(
        Alarmed(
            key=signs.row.key,
            name=signs.row.name,
            alarm=alarm,
            last_finding=signs.came.last,
            expected=signs.came.expected(_quiet_until(signs.row, now)),
        )
        for signs in _signs(now)
        if (alarm := _alarm(signs, now)) is not Alarm.NONE
    )


@dataclass(frozen=True, kw_only=True)
class _Signs:
    """By what it is seen how a source stands."""

    row: SourceRow
    came: Yield
    outages: tuple[Outage, ...]
    trouble: str
    decision: WatchDecision | None
    silenced_by: str


def _signs(now: datetime) -> list[_Signs]:
    rows = list(SourceRow.objects.order_by("key"))
    findings = _came(FindingRow.objects.all(), "seen", Q(is_backlog=False))
    is_new = Q(first_kept__gt=OuterRef("first_look"))
    posts = _came(ArticleRow.objects.filter(is_post=True, archive=""), "first_kept", is_new)
    outages = _outages()
    country = pack()
    decided = {one.source.id: one for one in decisions(country)}
    down = {row.key for row in rows if any(not one.ended for one in outages.get(row.pk, ()))}
    failing = {
        source: error or _RESTS
        for source, error in AddressRow.objects.filter(
            ~Q(error="") | row_claims.resting(), is_read=True
        )
        .order_by("-pk")
        .values_list("source", "error")
    }
    return [
        _Signs(
            row=row,
            came=_together(row, [one[row.pk] for one in (findings, posts) if row.pk in one], now),
            outages=outages.get(row.pk, ()),
            trouble=failing.get(row.pk, ""),
            decision=(decision := decided.get(row.key)),
            silenced_by=_silenced_by(decision, down, country.carriers) if decision else "",
        )
        for row in rows
    ]


def _silenced_by(decision: WatchDecision, down: Container[str], carriers: Mapping[str, str]) -> str:
    """The source through which alone another is read, when it is down."""
    through = {carriers.get(host_of(one.url), "") for one in decision.addresses}
    name = next(iter(through), "")
    return name if len(through) == 1 and name in down else ""


def addresses(key: str) -> tuple[AddressHealth, ...]:
    """The addresses at which a source is read, by its id."""
    return tuple(
        AddressHealth(
            url=row.url,
            kind=AddressKind(row.kind),
            last_success=row.last_success,
            next_look=row.next_at,
            error=row.error,
            skips=row.skips,
        )
        for row in AddressRow.objects.filter(source__key=key, is_read=True).order_by("pk")
    )


_Came = tuple[int, datetime]


def _came(
    of: "QuerySet[FindingRow] | QuerySet[ArticleRow]", time: str, is_new: Q
) -> dict[int, _Came]:
    """By source: how many new ones came in the days before the last one, and when that came."""
    # Each source is looked up in the index by itself: whoever groups them reads all that ever came.
    own = of.filter(source=OuterRef("pk"))
    newest = own.order_by(f"-{time}").values(time)[:1]
    since = own.filter(is_new, (f"{time}__gt", OuterRef("begin"))).order_by().values("source")
    # Counted are sources, since the index holds them: nothing else of a row is read.
    count = since.annotate(count=Count("source")).values("count")
    known = SourceRow.objects.annotate(
        last=Subquery(newest), begin=F("last") - Value(SPAN), count=Subquery(count)
    )
    found = known.filter(last__isnull=False).values_list("pk", "count", "last")
    return {key: (count or 0, last) for key, count, last in found}


def _together(row: SourceRow, came: Sequence[_Came], now: datetime) -> Yield:
    last = max((last for _, last in came), default=None)
    first = row.first_look or now
    return Yield(
        count=sum(count for count, _ in came),
        since=max(last - SPAN, first) if last else first,
        last=last,
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
                Outage(
                    started=row.started,
                    ended=row.ended,
                    kind=row.error_kind,
                    reason=row.error,
                    vantage=row.vantage,
                    answers_from=row.answers_from,
                )
            )
    return {key: tuple(listed) for key, listed in found.items()}


def _health(
    signs: _Signs,
    now: datetime,
    *,
    articles: int,
    waiting: int,
    stuck: int,
    answered: datetime | None,
) -> SourceHealth:
    row, came = signs.row, signs.came
    return SourceHealth(
        key=row.key,
        name=row.name,
        state=SourceState(row.state),
        alarm=_alarm(signs, now),
        last_look=row.last_look,
        # A source is told of at the end of a pass; its addresses are as soon as they answer.
        last_success=max(filter(None, (row.last_success, answered)), default=None),
        last_finding=came.last,
        per_day=came.per_day(now),
        expected=came.expected(_quiet_until(row, now)),
        articles=articles,
        waiting=waiting,
        stuck=stuck,
        trouble=signs.trouble,
        error=row.error,
        error_kind=row.error_kind,
        error_at=row.error_at,
        errors=row.errors,
        outages=signs.outages,
        unwatched=signs.decision.unwatched if signs.decision else None,
        silenced_by=signs.silenced_by,
    )


def _alarm(signs: _Signs, now: datetime) -> Alarm:
    if signs.row.state != SourceState.ACTIVE:
        # Who is not watched need not answer.
        return Alarm.NONE
    for outage in signs.outages:
        if outage.ended is None:
            return Alarm.CLOSED if outage.answers_from else Alarm.OUTAGE
    if signs.silenced_by or (signs.decision and signs.decision.unwatched):
        return Alarm.NONE
    if signs.trouble:
        return Alarm.FAILING
    is_quiet = signs.came.is_quiet(_quiet_until(signs.row, now))
    return Alarm.QUIET if is_quiet else Alarm.NONE


def _quiet_until(row: SourceRow, now: datetime) -> datetime:
    """Of the time in which we did not look, or got no answer, silence says nothing."""
    return min(now, row.last_success or now)
