"""What was measured of networks and sites lately, as it stands now."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from django.db.models import QuerySet

from dalel.domain.collection import NetworkCount
from dalel.domain.network_event import REQUEST, MeasuredSubject, Measurer, NetworkEvent, SubjectKind
from dalel.newsroom.frame.transactions import BATCH
from dalel.newsroom.sources.models import NetworkCountRow, NetworkEventRow, OutageRow

#: What was not seen for so long has ended when it was seen last.
_STILL: Final = timedelta(hours=6)
#: So many of the latest are joined; nobody could read more.
_MOST: Final = 2000


def told(since: datetime, now: datetime) -> tuple[NetworkEvent, ...]:
    """What measurers told of that had not ended by then, the latest if they are too many."""
    rows = NetworkEventRow.objects.filter(last_seen__gte=since).select_related("source")
    found = (_event(row, now) for row in rows.order_by("-started", "pk")[:_MOST])
    return tuple(event for event in found if event.ended >= since)


def _event(row: NetworkEventRow, now: datetime) -> NetworkEvent:
    return NetworkEvent(
        source=row.source.key,
        key=row.key,
        measurer=Measurer(row.measurer),
        method=row.method,
        subject=MeasuredSubject(kind=SubjectKind(row.subject_kind), code=row.subject),
        started=row.started,
        ended=max(row.ended, row.last_seen) if row.lasts else row.ended,
        lasts=row.lasts and row.last_seen >= now - _STILL,
        name=row.name,
        score=row.score,
        is_verified=row.is_verified,
        cause=row.cause,
        page=row.page,
        link=row.link,
    )


def outages(since: datetime, now: datetime, hosts: Mapping[str, str]) -> tuple[NetworkEvent, ...]:
    """Our own: outlets that gave us nothing, by their hosts, and did not only refuse us.

    What began before, and lasts, is in. They were noted only while the control hosts could be
    reached.
    """
    rows = OutageRow.objects.exclude(ended__lt=since).filter(answers_from="")
    return tuple(
        NetworkEvent(
            source=row.source.key,
            key=f"{row.source.key}/{row.started.isoformat()}",
            measurer=Measurer.OWN,
            method=REQUEST,
            subject=MeasuredSubject(kind=SubjectKind.SITE, code=hosts[row.source.key]),
            started=row.started,
            ended=row.ended or max(now, row.started),
            lasts=row.ended is None,
            name=row.source.name,
            vantages=(row.vantage,),
        )
        for row in rows.select_related("source").order_by("-started", "pk")[:_MOST]
        if row.source.key in hosts
    )


def counts(since: date) -> tuple[NetworkCount, ...]:
    """The daily counts from a day on."""
    return _counts(NetworkCountRow.objects.filter(day__gte=since))


def unwell_counts(since: date, least: int) -> tuple[NetworkCount, ...]:
    """The daily counts by network of what had so many anomalies in a network on any day.

    All days of it, the well ones too, and under both of its names.
    """
    of_networks = NetworkCountRow.objects.filter(day__gte=since).exclude(network="")
    unwell = of_networks.filter(anomalies__gte=least).order_by()
    bare = {
        subject.removeprefix("www.")
        for subject in unwell.values_list("subject", flat=True).distinct()[:_MOST]
    }
    names = sorted(bare | {f"www.{name}" for name in bare})
    return tuple(
        count
        for start in range(0, len(names), BATCH)
        for count in _counts(of_networks.filter(subject__in=names[start : start + BATCH]))
    )


def _counts(rows: "QuerySet[NetworkCountRow]") -> tuple[NetworkCount, ...]:
    return tuple(
        NetworkCount(
            source=row.source.key,
            day=row.day,
            country=row.country or None,
            subject=_domain(row.subject) or None,
            network=row.network or None,
            measured=row.measured,
            anomalies=row.anomalies,
            confirmed=row.confirmed,
            failures=row.failures,
        )
        for row in rows.select_related("source")
    )


def _domain(subject: str) -> str:
    try:
        return (urlsplit(subject).hostname or "") if "://" in subject else subject
    except ValueError:
        return ""
