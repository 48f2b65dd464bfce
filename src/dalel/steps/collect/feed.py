"""Collection of new entries from RSS, Atom and JSON feeds."""

import html
import io
import itertools
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any, Final, TypeGuard

import feedparser

from dalel.domain.collection import Collected, SkipReason, WatchedAddress
from dalel.domain.exchange import Answer, Fetch
from dalel.steps.collect.look import FindingCollector, one_line
from dalel.steps.collect.times import mail_moment, moment

_LONGEST_TITLE = 2000
#: No feed of news is larger or has more tags, and each tag costs the parser some 30 microseconds.
_LARGEST = 4 * 2**20
_MOST_TAGS = 50_000
#: Markup in a title, with what is no text inside it. "5 < 6" is none.
_MARKUP = re.compile(
    r"<(?P<name>script|style)\b.*?</(?P=name)\s*>|<!--.*?-->|</?[a-zA-Z!][^<>]*>", re.I | re.S
)
_OPENED = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]", re.I)
_CLOSED = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>", re.I)
_JSON_FEED = re.compile(r"https?://jsonfeed\.org/version/")
#: Some say only the number of the version; so do other kinds of files, which have no items.
_JSON_NUMBER = re.compile(r"1(?:\.\d)?")
_WEB = ("http://", "https://")
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
class FeedEntry:
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
    entries: tuple[FeedEntry, ...] = ()
    broken_off: bool = False
    problem: str | None = None


async def collect(watch: WatchedAddress, fetch: Fetch) -> Collected:
    """The new entries of a feed."""
    look = FindingCollector(watch, fetch)
    answer = await look.visit(watch.address.url)
    if answer and (reading := await read_answer(answer, look)):
        take(reading, look, answer.final_url)
    return look.collected()


def take(reading: FeedReading, look: FindingCollector, base: str) -> None:
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


async def read_answer(answer: Answer, look: FindingCollector) -> FeedReading | None:
    """The feed that an address gave; None, and noted, when it goes beyond the limits."""
    return await look.read(
        answer.final_url,
        read,
        answer.last.content[:_LARGEST],
        look.watch.zone,
        base=answer.final_url,
        content_type=answer.last.header("Content-Type"),
    )


#: What may be halves of a surrogate as numbers, as older systems write pictures.
_HALF: Final = rb"&#(?:[xX]0{0,4}[dD][89a-fA-F][0-9a-fA-F]{2}|0{0,4}5[5-7]\d{3});"
_HALVES: Final = re.compile(rb"(?:" + _HALF + rb"){1,2}")
_HIGH: Final = range(0xD800, 0xDC00)
_LOW: Final = range(0xDC00, 0xE000)
_NO_LETTER: Final = 0xFFFD


def _whole(found: "re.Match[bytes]") -> bytes:
    """The letter that two references give in halves; a half alone is no letter."""
    numbers = [
        int(one[1:], 16) if one[:1] in b"xX" else int(one) for one in found[0][2:-1].split(b";&#")
    ]
    if len(numbers) == 2 and numbers[0] in _HIGH and numbers[1] in _LOW:
        high, low = numbers
        numbers = [0x10000 + ((high - _HIGH.start) << 10) + (low - _LOW.start)]
    told = (_NO_LETTER if one in _HIGH or one in _LOW else one for one in numbers)
    return b"".join(b"&#%d;" % one for one in told)


def read(
    content: bytes, zone: tzinfo, *, base: str = "", content_type: str | None = None
) -> FeedReading:
    """The entries of a feed of any kind, in its order. ``zone`` holds for times that name none.

    Of a file over 4 MiB, or with over 50,000 tags, only the beginning is read, as if it broke off
    there.
    """
    content = _HALVES.sub(_whole, _beginning(content[:_LARGEST]))
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


def _beginning(content: bytes) -> bytes:
    if content.count(b"<") <= _MOST_TAGS:
        return content
    last = next(itertools.islice(re.finditer(b"<", content), _MOST_TAGS, None))
    return content[: last.start()]


def _ends_within_entry(content: bytes) -> bool:
    # Two-byte encodings put a zero beside each letter of a tag.
    letters = content.replace(b"\0", b"")
    opened = max((match.start() for match in _OPENED.finditer(letters)), default=-1)
    closed = max((match.start() for match in _CLOSED.finditer(letters)), default=-1)
    return opened > closed


def _entry(entry: dict[str, Any], zone: tzinfo) -> FeedEntry:
    # Plain dict access: the parser's own answers "updated" with "published", and warns of it.
    written = [dict.get(entry, name) for name in ("published", "updated", "created")]
    time = next((one_line(str(text)) for text in written if text), None)
    return FeedEntry(
        url=_link(entry),
        title=_plain(entry, "title"),
        # The parser's own reading of times makes 2 March of "2026-02-30", and worse.
        published=(moment(time, zone) or mail_moment(time, zone)) if time else None,
        written_time=time[:100] if time else None,
    )


def _link(entry: dict[str, Any]) -> str | None:
    link, identity = str(dict.get(entry, "link") or ""), str(dict.get(entry, "id") or "")
    # The parser takes each guid for an address that is not said to be none: also "48151".
    is_guid = bool(dict.get(entry, "guidislink")) and link == identity
    if link and not (is_guid and not link.startswith((*_WEB, "/"))):
        return link
    return identity if identity.startswith(_WEB) else None


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
    if not _is_json_feed(feed):
        return FeedReading(problem="JSON, but not a feed")
    listed = feed.get("items")
    entries = [entry for entry in (listed if isinstance(listed, list) else []) if entry]
    return FeedReading(
        title=_text(feed.get("title")),
        entries=tuple(_json_entry(entry, zone) for entry in entries if isinstance(entry, dict)),
    )


def _is_json_feed(feed: object) -> TypeGuard[dict[str, Any]]:
    if not isinstance(feed, dict):
        return False
    version = str(feed.get("version"))
    is_numbered = _JSON_NUMBER.fullmatch(version) and isinstance(feed.get("items"), list)
    return bool(is_numbered or _JSON_FEED.match(version))


def _json_entry(entry: dict[str, object], zone: tzinfo) -> FeedEntry:
    written = _text(entry.get("date_published")) or _text(entry.get("date_modified"))
    identity = _text(entry.get("id")) or ""
    return FeedEntry(
        url=_text(entry.get("url"))
        or _text(entry.get("external_url"))
        or (identity if identity.startswith(_WEB) else None),
        title=_text(entry.get("title")),
        published=moment(written, zone),
        written_time=written,
    )


def _text(value: object) -> str | None:
    return one_line(value) or None if isinstance(value, str) else None
