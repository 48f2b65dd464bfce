"""Collection of OONI's network measurements of a country."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

from dalel.domain.collection import Collected, NetworkCount, SkipReason, WatchedAddress
from dalel.domain.exchange import Answer, Fetch
from dalel.steps.collect.look import FindingCollector, one_line
from dalel.steps.collect.times import moment

#: The page on which anyone can look at a measurement.
_EXPLORER: Final = "https://explorer.ooni.org/m/"
#: How far back to ask when nothing says from when.
_WEEK: Final = timedelta(days=7)
_PAGE: Final = 100
#: No day has so many tests; a column that counts them ends here, too.
_TOO_MANY: Final = 2**31
_LONGEST_SUBJECT: Final = 500
#: An address that asks day by day asks for the last ones again: tests come in late.
_DAYS: Final = 4
#: So many names of sites fit into one address.
_SITES: Final = 150


async def collect(watch: WatchedAddress, fetch: Fetch) -> Collected:
    """Counts by day from the aggregation API, findings from the measurements API.

    ``{since}`` and ``{until}`` in the address are filled in as days. With ``{day}`` and ``{next}``
    it is asked once for each of the last days, and with ``{sites}`` for the watched sites: two axes
    are all that the API has, so counts by site and network come a day at a time. Only measurements
    that look like interference (``anomaly`` or ``confirmed``) become findings.
    """
    look = FindingCollector(watch, fetch)
    if urlsplit(watch.address.url).path.rstrip("/").endswith("/aggregation"):
        for url, day in _asked(watch, look):
            if answer := await look.visit(url, evidence=True):
                await _take_counts(answer, look, day)
        return look.collected()
    url = _dated(watch)
    for page in range(watch.pages):
        answer = await look.visit(_page(url, page), evidence=True)
        if answer is None or not await _take_measurements(answer, look):
            break
    else:
        look.skip(SkipReason.OVER_LIMIT, _page(url, watch.pages))
    return look.collected()


def _dated(watch: WatchedAddress) -> str:
    since = watch.since or watch.now - _WEEK
    # The API's "until" is exclusive, and today's tests shall be in.
    until = watch.now + timedelta(days=1)
    url = watch.address.url.replace("{since}", f"{since.astimezone(UTC):%Y-%m-%d}")
    return url.replace("{until}", f"{until.astimezone(UTC):%Y-%m-%d}")


def _asked(watch: WatchedAddress, look: FindingCollector) -> Iterator[tuple[str, date | None]]:
    """The addresses to ask for counts, each with its day where it has one."""
    for url, day in _by_day(watch):
        if "{sites}" not in url:
            yield url, day
            continue
        names = [name for site in watch.sites for name in (site, f"www.{site}")]
        for start in range(0, len(names), _SITES):
            yield url.replace("{sites}", ",".join(names[start : start + _SITES])), day
        if not names:
            look.skip(SkipReason.NO_TERM, url)


def _by_day(watch: WatchedAddress) -> Iterator[tuple[str, date | None]]:
    url = _dated(watch)
    if "{day}" not in url:
        yield url, None
        return
    today = watch.now.astimezone(UTC).date()
    for back in reversed(range(_DAYS)):
        day = today - timedelta(days=back)
        after = day + timedelta(days=1)
        yield url.replace("{day}", day.isoformat()).replace("{next}", after.isoformat()), day


def _page(url: str, page: int) -> str:
    if page == 0:
        return url
    parts = urlsplit(url)
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    query["offset"] = str(page * _limit(url))
    return urlunsplit(parts._replace(query=urlencode(query)))


def _limit(url: str) -> int:
    said = parse_qs(urlsplit(url).query).get("limit", [""])[-1]
    return int(said) if said.isascii() and said.isdigit() and len(said) < 6 and int(said) else _PAGE


def read(content: bytes, key: str) -> list[dict[str, Any]] | None:
    """The rows under a key of an answer; None where it has none."""
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        return None
    rows = said.get(key) if isinstance(said, dict) else None
    # Without an axis the API gives one row instead of a list.
    listed = [rows] if isinstance(rows, dict) else rows
    return [row for row in listed if isinstance(row, dict)] if isinstance(listed, list) else None


async def _rows(answer: Answer, key: str, look: FindingCollector) -> list[dict[str, object]] | None:
    rows = await look.read(answer.final_url, read, answer.last.content, key)
    if rows is None and not look.is_exhausting:
        look.skip(SkipReason.UNREADABLE, answer.final_url)
    return rows


async def _take_counts(answer: Answer, look: FindingCollector, asked: date | None) -> None:
    for row in await _rows(answer, "result", look) or []:
        count = _count(row, look.watch, asked)
        if count is None:
            look.skip(SkipReason.UNREADABLE, json.dumps(row))
        else:
            look.counts.append(count)


def _count(
    row: dict[str, object], watch: WatchedAddress, asked: date | None
) -> NetworkCount | None:
    said = moment(row.get("measurement_start_day"), UTC)
    day = said.date() if said else asked
    measured = _whole(row.get("measurement_count"))
    if day is None or measured is None:
        return None
    query = parse_qs(urlsplit(watch.address.url).query)
    network = row.get("probe_asn") or query.get("probe_asn", [None])[0]
    return NetworkCount(
        source=watch.source.id,
        day=day,
        country=_code(row.get("probe_cc"), 2) or query.get("probe_cc", [None])[0],
        subject=_text(row.get("domain") or row.get("input")) or query.get("domain", [None])[0],
        network=_code(f"AS{network}" if isinstance(network, int) else network, 12),
        measured=measured,
        anomalies=_whole(row.get("anomaly_count")) or 0,
        confirmed=_whole(row.get("confirmed_count")) or 0,
        failures=_whole(row.get("failure_count")) or 0,
    )


async def _take_measurements(answer: Answer, look: FindingCollector) -> bool:
    """Offer a page's measurements; whether there may be a next page."""
    rows = await _rows(answer, "results", look)
    if rows is None:
        return False
    reasons = set()
    for row in rows:
        uid = _text(row.get("measurement_uid"))
        if not row.get("anomaly") and not row.get("confirmed"):
            look.skip(SkipReason.NO_ANOMALY, uid or str(row.get("input")))
            continue
        reasons.add(
            look.offer(
                f"{_EXPLORER}{uid}" if uid else None,
                answer.final_url,
                title=_title(row),
                published=_start(row),
                own_articles_only=False,
            )
        )
    # The newest come first: behind what we know there is nothing new.
    is_behind = SkipReason.KNOWN in reasons
    return len(rows) >= _limit(answer.url) and not look.is_full and not is_behind


def _title(row: dict[str, object]) -> str:
    """What was tested, how, and in which network: ``https://news.test/ web_connectivity AS9``."""
    parts = (row.get("input"), row.get("test_name"), row.get("probe_asn"))
    return " ".join(text for part in parts if (text := _text(part)))


def _start(row: dict[str, object]) -> datetime | None:
    return moment(row.get("measurement_start_time"), UTC)


def _whole(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 <= value < _TOO_MANY else None


def _text(value: object) -> str | None:
    return one_line(value)[:_LONGEST_SUBJECT] or None if isinstance(value, str) else None


def _code(value: object, longest: int) -> str | None:
    text = _text(value)
    return text if text and len(text) <= longest else None
