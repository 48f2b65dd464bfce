"""Which entries does an RSS, Atom or JSON feed have?"""

import html
import io
import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

import feedparser

from dalel.domain.collecting import Collected, SkipReason, Watch
from dalel.domain.exchange import Answer, Fetch
from dalel.steps.collect.look import Look, one_line
from dalel.steps.collect.times import moment, names_zone, to_utc

_LONGEST_TITLE = 2000
_TAG = re.compile(r"<[^<>]*>")
_CLOSED = re.compile(rb"</(?:rss|feed|(?:\w+:)?rdf|channel)\s*>\s*(?:<!--.*-->\s*)?$", re.I | re.S)
_JSON_FEED = re.compile(r"https?://jsonfeed\.org/version/")
#: What broken input makes the parser raise; it promises no class of its own.
_UNREADABLE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry: where it leads, its title as plain text, its time and that time as written."""

    url: str | None
    title: str | None
    published: datetime | None
    written_time: str | None = None


@dataclass(frozen=True, kw_only=True)
class FeedReading:
    """What a file says when read as a feed; ``problem`` when it is none.

    ``broken_off``: it ends in the middle of an entry, which is then not among the entries.
    """

    title: str | None = None
    entries: tuple[Entry, ...] = ()
    broken_off: bool = False
    problem: str | None = None


async def collect(watch: Watch, fetch: Fetch) -> Collected:
    """The new entries of a feed."""
    look = Look(watch, fetch)
    if answer := await look.visit(watch.address.url):
        take(read_answer(answer, watch.zone), look, answer.final_url)
    return look.collected()


def take(reading: FeedReading, look: Look, base: str) -> None:
    """Offer what was read to a look."""
    if reading.problem:
        look.skip(SkipReason.UNREADABLE, f"{base}: {reading.problem}")
    elif not reading.entries:
        look.skip(SkipReason.NOTHING_FOUND, base)
    if reading.broken_off:
        look.skip(SkipReason.BROKEN_OFF, base)
    for entry in reading.entries:
        written = entry.written_time
        # A feed is the outlet's own list, so its links count wherever they lead.
        look.offer(
            entry.url,
            base,
            title=entry.title,
            published=entry.published or (look.watch.read_time(written) if written else None),
            own_articles_only=False,
        )


def read_answer(answer: Answer, zone: tzinfo) -> FeedReading:
    """The feed that an address gave."""
    return read(
        answer.last.content,
        zone,
        base=answer.final_url,
        content_type=answer.last.header("Content-Type"),
    )


def read(
    content: bytes, zone: tzinfo, *, base: str = "", content_type: str | None = None
) -> FeedReading:
    """The entries of a feed of any kind, in its order. ``zone`` holds for times that name none."""
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _read_json(content, zone)
    headers = {"content-location": base}
    if content_type:
        headers["content-type"] = content_type
    try:
        # Only ever a stream: the parser opens a string as an address and bytes as a file name.
        parsed = feedparser.parse(
            io.BytesIO(content),
            response_headers=headers,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except _UNREADABLE as problem:
        return FeedReading(problem=f"{type(problem).__name__}: {problem}"[:200])
    entries = tuple(_entry(entry, zone) for entry in parsed.entries)
    if not entries and not parsed.version:
        return FeedReading(problem="not a feed")
    broken_off = bool(parsed.bozo) and not _is_closed(content)
    return FeedReading(
        title=_plain(parsed.feed, "title"),
        entries=entries[:-1] if broken_off else entries,
        broken_off=broken_off,
    )


def _is_closed(content: bytes) -> bool:
    # Two-byte encodings put a zero beside each letter of a tag.
    return _CLOSED.search(content[-1000:].replace(b"\0", b"").rstrip()) is not None


def _entry(entry: dict[str, Any], zone: tzinfo) -> Entry:
    # Plain dict access: the parser's own answers "updated" with "published", and warns of it.
    for name in ("published", "updated", "created"):
        written, parsed = dict.get(entry, name), dict.get(entry, f"{name}_parsed")
        if written:
            break
    else:
        written, parsed = None, None
    return Entry(
        url=_link(entry),
        title=_plain(entry, "title"),
        published=_time(parsed, written, zone),
        written_time=one_line(str(written))[:100] if written else None,
    )


def _link(entry: dict[str, Any]) -> str | None:
    link = dict.get(entry, "link")
    if link:
        return str(link)
    identity = str(dict.get(entry, "id") or "")
    return identity if identity.startswith(("http://", "https://")) else None


def _time(parsed: time.struct_time | None, written: object, zone: tzinfo) -> datetime | None:
    if parsed is None:
        return None
    try:
        utc = datetime(*parsed[:6])  # noqa: DTZ001 - the zone is put on two lines below
    except ValueError:
        return None
    # The parser takes what names no zone for UTC; the outlet means its own time.
    return (
        to_utc(utc, zone) if not names_zone(str(written)) else moment(f"{utc.isoformat()}Z", zone)
    )


def _plain(entry: Mapping[str, Any], name: str) -> str | None:
    text = str(entry.get(name) or "")[:_LONGEST_TITLE]
    detail = entry.get(f"{name}_detail") or {}
    if detail.get("type") != "text/plain" and "<" in text:
        text = _TAG.sub(" ", text)
    return one_line(html.unescape(text)) or None


def _read_json(content: bytes, zone: tzinfo) -> FeedReading:
    """A JSON Feed (jsonfeed.org, versions 1 and 1.1)."""
    try:
        feed = json.loads(content.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as problem:
        return FeedReading(problem=f"not JSON: {problem}"[:200])
    if not isinstance(feed, dict) or not _JSON_FEED.match(str(feed.get("version"))):
        return FeedReading(problem="JSON, but not a feed")
    listed = feed.get("items")
    entries = [entry for entry in (listed if isinstance(listed, list) else []) if entry]
    return FeedReading(
        title=_text(feed.get("title")),
        entries=tuple(_json_entry(entry, zone) for entry in entries if isinstance(entry, dict)),
    )


def _json_entry(entry: dict[str, object], zone: tzinfo) -> Entry:
    written = _text(entry.get("date_published")) or _text(entry.get("date_modified"))
    identity = _text(entry.get("id")) or ""
    return Entry(
        url=_text(entry.get("url"))
        or _text(entry.get("external_url"))
        or (identity if identity.startswith(("http://", "https://")) else None),
        title=_text(entry.get("title")),
        published=moment(written, zone),
        written_time=written,
    )


def _text(value: object) -> str | None:
    return one_line(value)[:_LONGEST_TITLE] or None if isinstance(value, str) else None
