"""What signals are measured from and rest on, and which are kept already."""

from collections.abc import Iterable
from datetime import date, datetime, tzinfo

from django.db.models import Max, Q

from dalel.domain.collection import SkipReason
from dalel.domain.exchange import FROM_ARCHIVE
from dalel.domain.signal import Sighting, Signal, SignalKind
from dalel.domain.source import AddressKind
from dalel.domain.states import ArticleState
from dalel.newsroom.evidence.models import ArticleLifeRow, CaptureRow
from dalel.newsroom.sources.models import AddressRow, OutageRow
from dalel.newsroom.stories.models import SignalRow


def outages(since: datetime, zone: tzinfo) -> tuple[Signal, ...]:
    """The outages that began since then, a signal a day."""
    rows = OutageRow.objects.filter(started__gte=since).select_related("source")
    return _by_day(
        SignalKind.OUTAGE,
        ((row.started.astimezone(zone).date(), row.source.key) for row in rows),
    )


def disappearances(since: datetime, zone: tzinfo) -> tuple[Signal, ...]:
    """The pages and posts that were found gone since then, a signal a day."""
    gone = (ArticleState.REMOVED, ArticleState.BLOCKED)
    rows = ArticleLifeRow.objects.filter(time__gte=since, state__in=gone).exclude(capture=None)
    return _by_day(
        SignalKind.GONE,
        (
            (time.astimezone(zone).date(), url)
            for time, url in rows.order_by("time").values_list("time", "article__url")
        ),
    )


def vanished_channels() -> tuple[str, ...]:
    """The addresses of channels that had posts and show none now, and of which nobody was told.

    One that comes back and vanishes again is told again.
    """
    rows = (
        AddressRow.objects.filter(
            kind=AddressKind.TELEGRAM, is_read=True, error__startswith=SkipReason.NO_PREVIEW
        )
        .annotate(
            posted=Max(
                "source__articles__first_kept",
                filter=Q(source__articles__is_post=True, source__articles__archive=""),
            )
        )
        .exclude(posted=None)
        .order_by("url")
    )
    told = {
        subject: row.day
        for row in SignalRow.objects.filter(kind=SignalKind.GONE).order_by("day")
        for subject, *_ in row.figures["sightings"]
    }
    return tuple(
        row.url for row in rows if row.url not in told or told[row.url] < row.posted.date()
    )


def known() -> dict[str, frozenset[date]]:
    """By kind the days on which a signal became a story."""
    rows = SignalRow.objects.exclude(story=None).values_list("kind", "day")
    found: dict[str, set[date]] = {}
    for kind, day in rows:
        found.setdefault(kind, set()).add(day)
    return {kind: frozenset(days) for kind, days in found.items()}


def kept(signals: Iterable[Signal]) -> frozenset[str]:
    """The keys of those that are kept already."""
    keys = [signal.key for signal in signals]
    return frozenset(SignalRow.objects.filter(key__in=keys).values_list("key", flat=True))


def evidence(signal: Signal) -> CaptureRow | None:
    """The newest capture on which a signal rests."""
    rows = CaptureRow.objects.filter(withheld="").order_by("-time", "-pk")
    # What somebody else's archive showed was not seen by us.
    rows = rows.exclude(vantage__startswith=FROM_ARCHIVE)
    match signal.kind:
        case SignalKind.ANOMALY | SignalKind.CONFIRMED:
            counted = rows.filter(url__contains="/aggregation")
            of_day = counted.filter(url__contains=f"since={signal.day.isoformat()}")
            return of_day.filter(url__contains=signal.subjects[0]).first() or counted.first()
        case SignalKind.GONE:
            found = rows.filter(judgements__article__url__in=signal.subjects).first()
            # What a channel showed last is what is left of it.
            of_channel = rows.filter(versions__article__source__addresses__url__in=signal.subjects)
            return found or of_channel.first()
        case SignalKind.OUTAGE:
            # What did not answer left nothing to keep: the last answer shows until when it did.
            return rows.filter(versions__article__source__key__in=signal.subjects).first()


def _by_day(kind: SignalKind, seen: Iterable[tuple[date, str]]) -> tuple[Signal, ...]:
    days: dict[date, dict[str, None]] = {}
    for day, subject in seen:
        days.setdefault(day, {})[subject] = None
    return tuple(
        Signal(kind=kind, day=day, sightings=tuple(Sighting(subject=one) for one in subjects))
        for day, subjects in sorted(days.items())
    )
