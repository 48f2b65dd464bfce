"""Collection of the anomalies and outages that Cloudflare Radar tells of.

``/radar/traffic_anomalies``: ``result.trafficAnomalies[]`` with ``uuid``, ``type`` (LOCATION, AS,
ORIGIN), ``status`` (VERIFIED, UNVERIFIED), ``startDate``, ``endDate``, ``asnDetails``,
``locationDetails``, ``visibleInDataSources``. ``/radar/annotations/outages``:
``result.annotations[]`` with ``id``, ``eventType``, ``startDate``, ``endDate``, ``locations``,
``asns``, ``asnsDetails``, ``outage`` (``outageCause``, ``outageType``), ``scope``, ``linkedUrl``.
https://developers.cloudflare.com/api/resources/radar/
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Final
from urllib.parse import parse_qs, urlsplit

from dalel.domain.collection import Collected, WatchedAddress
from dalel.domain.exchange import Fetch
from dalel.domain.network_event import (
    ANNOTATION,
    TRAFFIC,
    MeasuredSubject,
    Measurer,
    NetworkEvent,
    SubjectKind,
)
from dalel.steps.collect import measured_events
from dalel.steps.collect.look import FindingCollector
from dalel.steps.collect.measured_events import Row, inner, network_code, word
from dalel.steps.collect.times import moment

#: The one host to which a token of Radar is ever shown.
HOST: Final = "api.cloudflare.com"
_PAGE_FOR_PEOPLE: Final = "https://radar.cloudflare.com/outage-center"
_MOST_NETWORKS: Final = 100


async def collect(watch: WatchedAddress, fetch: Fetch) -> Collected:
    """The anomalies, or the outages, of the days and the country that the address names."""
    look = FindingCollector(watch, fetch)
    answer = await look.visit(watch.address.url)
    if answer is not None:
        asked = parse_qs(urlsplit(watch.address.url).query).get("location", [""])[-1].upper()
        event = partial(_events, watch=watch, country=asked, page=answer.final_url)
        await measured_events.take(answer, look, read, event)
    return look.collected()


def read(content: bytes) -> list[Row] | None:
    """The rows of an answer, of whichever kind; None where it has none."""
    anomalies = measured_events.rows_in(content, "result", "trafficAnomalies")
    if anomalies is not None:
        return anomalies
    return measured_events.rows_in(content, "result", "annotations")


def _events(
    row: Row, watch: WatchedAddress, country: str, page: str
) -> tuple[NetworkEvent, ...] | None:
    started, said_end = _time(row.get("startDate")), _time(row.get("endDate"))
    known_as = word(row.get("uuid"), 64) or word(row.get("id"), 64)
    is_anomaly = "uuid" in row
    ended = said_end or watch.now.astimezone(UTC).replace(microsecond=0)
    if started is None or not known_as:
        return None
    # What is announced has not happened.
    if started > ended or not measured_events.is_believed(started, ended, watch.now):
        return None
    subjects = _anomaly_subjects(row) if is_anomaly else _outage_subjects(row, country)
    return tuple(
        NetworkEvent(
            source=watch.source.id,
            key=f"{TRAFFIC if is_anomaly else ANNOTATION}/{known_as}/{subject.key}",
            measurer=Measurer.RADAR,
            method=TRAFFIC if is_anomaly else ANNOTATION,
            subject=subject,
            started=started,
            # While it lasts, its end is no news.
            ended=said_end or started,
            lasts=said_end is None,
            name=name,
            is_verified=not is_anomaly or row.get("status") == "VERIFIED",
            cause=word(inner(row, "outage").get("outageCause"), 64),
            page=page,
            link=_link(row),
        )
        for subject, name in subjects
    )


def _time(value: object) -> datetime | None:
    return moment(value, UTC)


def _anomaly_subjects(row: Row) -> Iterator[tuple[MeasuredSubject, str]]:
    """The network, or the country; what befalls a provider of clouds befalls no reader."""
    if row.get("type") == "ORIGIN":
        return
    network, place = inner(row, "asnDetails"), inner(row, "locationDetails")
    if code := network_code(network.get("asn")):
        yield MeasuredSubject(kind=SubjectKind.NETWORK, code=code), word(network.get("name"))
    elif country := _country(place.get("code")):
        yield MeasuredSubject(kind=SubjectKind.COUNTRY, code=country), word(place.get("name"))


def _outage_subjects(row: Row, country: str) -> Iterator[tuple[MeasuredSubject, str]]:
    """The networks that are named; else the country, if it is among the places."""
    named = row.get("asns")
    codes = [network_code(one) for one in named[:_MOST_NETWORKS]] if isinstance(named, list) else []
    names = _names(row.get("asnsDetails"))
    for code in dict.fromkeys(filter(None, codes)):
        yield MeasuredSubject(kind=SubjectKind.NETWORK, code=code), names.get(code, "")
    places = row.get("locations")
    if not any(codes) and isinstance(places, list) and country in places and _country(country):
        yield MeasuredSubject(kind=SubjectKind.COUNTRY, code=country), ""


def _names(details: object) -> dict[str, str]:
    listed = details[:_MOST_NETWORKS] if isinstance(details, list) else []
    return {
        network_code(one.get("asn")): word(one.get("name"))
        for one in listed
        if isinstance(one, dict)
    }


def _country(value: object) -> str:
    code = word(value, 8).upper()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else ""


def _link(row: Row) -> str:
    link = word(row.get("linkedUrl"), 1000)
    return link if link.startswith("https://") else _PAGE_FOR_PEOPLE
