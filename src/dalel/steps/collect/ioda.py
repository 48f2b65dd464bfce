"""Collection of the outage events of IODA, version 2 of its API.

Envelope: ``type``, ``metadata``, ``requestParameters``, ``error``, ``perf``, ``data``,
``copyright``. Each row of ``data``: ``location`` (``country/KZ``, ``region/4412``, ``asn/9198``),
``location_name``, ``start`` and ``duration`` in seconds, ``datasource``, ``method``, ``score``,
``status``, ``fraction``, ``uncertainty``, ``overlaps_window``.
https://api.ioda.inetintel.cc.gatech.edu/v2/
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

from dalel.domain.collection import Collected, WatchedAddress
from dalel.domain.exchange import Fetch
from dalel.domain.network_event import MeasuredSubject, Measurer, NetworkEvent, SubjectKind
from dalel.steps.collect import measured_events
from dalel.steps.collect.look import FindingCollector
from dalel.steps.collect.measured_events import Row, figure, network_code, second, word

#: The pages on which anyone can look at an entity.
_DASHBOARD: Final = "https://ioda.inetintel.cc.gatech.edu"
#: An event grows while it lasts, and a pass may be missed.
_BACK: Final = timedelta(days=3)
#: The slowest series has steps of half an hour and comes late.
_STILL: Final = timedelta(hours=1)
_KINDS: Final = {
    "country": SubjectKind.COUNTRY,
    "region": SubjectKind.REGION,
    "asn": SubjectKind.NETWORK,
}
_CODE: Final = re.compile(r"[A-Za-z0-9_-]{1,32}")
#: Two buckets a country are for what lies nobody knows where.
_NOWHERE: Final = "unlocatable"


async def collect(watch: WatchedAddress, fetch: Fetch) -> Collected:
    """The events of the last days of a country, a region or a network.

    ``{since}`` and ``{until}`` in the address are filled in as seconds since 1970; with
    ``{network}`` it is asked once for each network. After an answer that did not come nothing more
    is asked: the next look does.
    """
    look = FindingCollector(watch, fetch)
    for url in _asked(watch):
        answer = await look.visit(url)
        if look.has_failed:
            break
        if answer is not None:
            event = partial(_events, now=watch.now, source=watch.source.id, page=answer.final_url)
            await measured_events.take(answer, look, read, event)
    return look.collected()


def _asked(watch: WatchedAddress) -> Iterator[str]:
    since = int((watch.now - _BACK).timestamp())
    url = watch.address.url.replace("{since}", str(since))
    url = url.replace("{until}", str(int(watch.now.timestamp())))
    if "{network}" not in url:
        yield url
        return
    for network in watch.networks:
        yield url.replace("{network}", str(network))


def read(content: bytes) -> list[Row] | None:
    """The rows of an answer; None where it has none, or says that something failed."""
    return measured_events.rows_in(content, "data")


def _events(row: Row, now: datetime, source: str, page: str) -> tuple[NetworkEvent, ...] | None:
    subject = _subject(row.get("location"))
    started, duration = second(row.get("start")), figure(row.get("duration"))
    method = word(row.get("datasource"), 40)
    if subject is None or started is None or duration is None or not method:
        return None
    ended = second(started.timestamp() + duration)
    if ended is None or not measured_events.is_believed(started, min(ended, now), now):
        return None
    name = word(row.get("location_name"))
    if _NOWHERE in name.lower():
        return ()
    variant = word(row.get("method"), 40)
    place = str(row.get("location"))
    event = NetworkEvent(
        source=source,
        key=f"{subject.key}/{method}/{variant}/{int(started.timestamp())}",
        measurer=Measurer.IODA,
        method=method,
        subject=subject,
        started=started,
        ended=min(ended, now.astimezone(UTC).replace(microsecond=0)),
        lasts=ended >= now - _STILL,
        name=name,
        score=figure(row.get("score")),
        page=page,
        link=f"{_DASHBOARD}/{place}",
    )
    return (event,)


def _subject(location: object) -> MeasuredSubject | None:
    kind, _, code = location.partition("/") if isinstance(location, str) else ("", "", "")
    if kind not in _KINDS or not _CODE.fullmatch(code):
        return None
    said = network_code(code) if kind == "asn" else code
    return MeasuredSubject(kind=_KINDS[kind], code=said) if said else None
