"""Which entries does an RSS, Atom or JSON feed have?"""

import html
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

import feedparser

from dalel.domain.collecting import Collected, SkipReason, Watch
from dalel.domain.exchange import Answer, Fetch
from dalel.steps.collect.look import Look, one_line
from dalel.steps.collect.times import mail_moment, moment

_LONGEST_TITLE = 2000
#: No feed of news is larger, and a hostile one costs the parser some 9 s a megabyte.
_LARGEST = 4 * 2**20
#: Markup in a title, with what is no text inside it. "5 < 6" is none.
_MARKUP = re.compile(
    r"<(?P<name>script|style)\b.*?</(?P=name)\s*>|<!--.*?-->|</?[a-zA-Z!][^<>]*>", re.I | re.S
)
_OPENED = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]", re.I)
_CLOSED = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>", re.I)
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
    """The entries of a feed of any kind, in its order. ``zone`` holds for times that name none.

    Of a file over 4 MiB only the beginning is read, as if it broke off there.
    """
    content = content[:_LARGEST]
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
    if not entries and not parsed.get("version"):
        return FeedReading(problem="not a feed")
    broken_off = bool(parsed.bozo) and _ends_within_entry(content)
    return FeedReading(
        title=_plain(parsed.feed, "title"),
        entries=entries[:-1] if broken_off else entries,
        broken_off=broken_off,
    )


def _ends_within_entry(content: bytes) -> bool:
    # Two-byte encodings put a zero beside each letter of a tag.
    letters = content.replace(b"\0", b"")
    opened = max((match.start() for match in _OPENED.finditer(letters)), default=-1)
    closed = max((match.start() for match in _CLOSED.finditer(letters)), default=-1)
    return opened > closed


def _entry(entry: dict[str, Any], zone: tzinfo) -> Entry:
    # Plain dict access: the parser's own answers "updated" with "published", and warns of it.
    written = [dict.get(entry, name) for name in ("published", "updated", "created")]
    time = next((one_line(str(text)) for text in written if text), None)
    return Entry(
        url=_link(entry),
        title=_plain(entry, "title"),
        # The parser's own reading of times makes 2 March of "2026-02-30", and worse.
        published=(moment(time, zone) or mail_moment(time, zone)) if time else None,
        written_time=time[:100] if time else None,
    )


def _link(entry: dict[str, Any]) -> str | None:
    link = dict.get(entry, "link")
    if link:
        return str(link)
    identity = str(dict.get(entry, "id") or "")
    return identity if identity.startswith(("http://", "https://")) else None


def _plain(entry: Mapping[str, Any], name: str) -> str | None:
    text = str(entry.get(name) or "")[:_LONGEST_TITLE]
    # Whatever type a title claims to have: no headline has a tag in its words.
    return one_line(html.unescape(_MARKUP.sub(" ", text))) or None


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
    return one_line(value) or None if isinstance(value, str) else None
