"""What the history of the newsroom's channel holds, told before anything of it is kept."""

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from dalel.domain.addresses import make_link
from dalel.domain.channel_history import ChannelExport, ExportedPost, Forwarded, PostFlaw
from dalel.domain.incident import IncidentText
from dalel.domain.states import VersionState
from dalel.language.identify import identify
from dalel.newsroom.accounts.queries.newsroom_settings import profile_of
from dalel.newsroom.frame.sandbox.pool import pool
from dalel.newsroom.frame.transactions import BATCH
from dalel.newsroom.incidents.models import ChannelPostRow, IncidentRow, LinkRow, TextVersionRow
from dalel.pack import Pack
from dalel.steps.bulletins.channel_entries import ChannelEntry, begins_like, entries_of, moment_of
from dalel.steps.bulletins.channel_export import read_export

#: So many posts are told one by one; of other months only how many there are.
MOST_SHOWN: Final = 300
#: What our own posts begin with: the number of their entry.
_NUMBER: Final = re.compile(r"\W*([A-Z]{2,8}-\d{4}-\d{4,})\b")
_NO_LETTERS: Final = re.compile(r"[\W_]+")
#: A text with fewer letters is the same as another by chance.
_LETTERS: Final = 30


class KnownBy(StrEnum):
    """By what a post is in the record already."""

    CAME = "came"
    OURS = "ours"
    TEXT = "text"
    PAGE = "page"


#: What is brought in by nobody a second time.
NOT_AGAIN: Final = frozenset({KnownBy.CAME})


@dataclass(frozen=True, kw_only=True)
class KnownPost:
    """By what it is known, and the entry; empty where it is a post of ours about several."""

    by: KnownBy
    number: str


@dataclass(frozen=True, kw_only=True)
class LookedPost:
    """What would be one draft, and the entries of the record that tell the same."""

    entry: ChannelEntry
    known: tuple[KnownPost, ...]

    @property
    def may_come(self) -> bool:
        """Whether it can become a draft."""
        return self.entry.flaw is None and not any(one.by in NOT_AGAIN for one in self.known)

    @property
    def is_new(self) -> bool:
        """Whether it comes with its month: nobody has it yet, and the words are our own."""
        return self.may_come and not self.known and self.entry.forwarded is Forwarded.NOT


@dataclass(frozen=True, kw_only=True)
class LookedMonth:
    """A month as ``2026-01``; ``posts`` are None where it is not opened.

    ``count`` is how many posts have a text, ``came`` how many of these came in already.
    """

    key: str
    count: int
    came: int
    posts: tuple[LookedPost, ...] | None

    @property
    def fresh(self) -> int:
        """How many come with the month, as far as that is known."""
        if self.posts is None:
            return self.count - self.came
        return sum(one.is_new for one in self.posts)


@dataclass(frozen=True, kw_only=True)
class ChannelLook:
    """What stands in an export; ``flaws`` counts what becomes no draft, by why."""

    export: ChannelExport
    months: tuple[LookedMonth, ...]
    flaws: Mapping[PostFlaw, int]

    @property
    def posts(self) -> tuple[LookedPost, ...]:
        """All that is told one by one."""
        return tuple(one for month in self.months for one in month.posts or ())


def open_export(content: bytes) -> ChannelExport:
    """The posts in a file, read in a child process.

    :raises ChannelExportError: when it is no history of a channel.
    :raises UnreadableError: when reading it takes too much time or memory.
    """
    return pool().call(read_export, content)


def look(
    export: ChannelExport,
    pack: Pack,
    now: datetime,
    *,
    name: str = "",
    opened: Collection[str] = (),
    apart: AbstractSet[int] = frozenset(),
    only: bool = False,
) -> ChannelLook:
    """What an export holds, the latest month first; nothing is written and no page visited.

    ``name`` is that of a public channel. ``opened`` are months that are told post by post, with the
    latest ones as far as there is room; with ``only`` no others.
    """
    flaws: Counter[PostFlaw] = Counter()
    months: dict[str, list[tuple[ExportedPost, datetime]]] = {}
    for post in export.posts:
        when = moment_of(post, ZoneInfo(pack.zone), now)
        flaw = post.flaw or (PostFlaw.NO_DAY if when is None else None)
        if flaw is not None:
            flaws[flaw] += 1
        if when is not None and flaw is not PostFlaw.SERVICE:
            months.setdefault(f"{when:%Y-%m}", []).append((post, when))
    came = _came(export.channel)
    told = set(opened) & set(months)
    if not only:
        told = _with_latest(told, months)
    address = profile_of(pack.profile).address or ""
    own = (f"t.me/{name}" if name else "", address)
    entries = {
        key: entries_of(export, months[key], pack.languages, identify, own=own, apart=apart)
        for key in sorted(told, reverse=True)
    }
    flat = [entry for found in entries.values() for entry in found]
    flaws.update(entry.flaw for entry in flat if entry.flaw is PostFlaw.LANGUAGE)
    known = _Known(flat, export, came, address, pack)
    return ChannelLook(
        export=export,
        months=tuple(
            LookedMonth(
                key=key,
                count=sum(post.flaw is None for post, _ in months[key]),
                came=sum(post.number in came for post, _ in months[key]),
                posts=tuple(
                    LookedPost(entry=entry, known=known.of(entry)) for entry in reversed(found)
                )
                if (found := entries.get(key)) is not None
                else None,
            )
            for key in sorted(months, reverse=True)
        ),
        flaws=dict(flaws),
    )


def chosen_months(export: ChannelExport, numbers: Collection[int], pack: Pack) -> set[str]:
    """The months in which some posts stand."""
    zone, wanted = ZoneInfo(pack.zone), set(numbers)
    far = datetime.max.replace(tzinfo=ZoneInfo("UTC"), year=9998)
    days = (moment_of(post, zone, far) for post in export.posts if post.number in wanted)
    return {f"{day:%Y-%m}" for day in days if day is not None}


def _with_latest(told: set[str], months: Mapping[str, Sequence[object]]) -> set[str]:
    room = MOST_SHOWN - sum(len(months[key]) for key in told)
    found = set(told)
    for key in sorted(months, reverse=True):
        if key not in found:
            room -= len(months[key])
            # A month that is more than a page holds waits for a press, be it the latest.
            if room < 0:
                break
            found.add(key)
    return found


def _came(channel: int) -> dict[int, str]:
    rows = ChannelPostRow.objects.filter(channel=channel)
    return dict(rows.values_list("number", "incident__number"))


class _Known:
    """Which entries of the record tell what posts tell: a few questions for all of them."""

    def __init__(
        self,
        entries: Sequence[ChannelEntry],
        export: ChannelExport,
        came: Mapping[int, str],
        address: str,
        pack: Pack,
    ) -> None:
        self._came, self._address, self._pack = came, address, pack
        self._posts = {post.number: post for post in export.posts} if address else {}
        self._ours = _standing({number for entry in entries if (number := _number(entry.words))})
        self._links = {
            url: make_link(url, pack.addresses, pack.sources).canonical
            for entry in entries
            for url in entry.addresses
        }
        self._pages = _citing(set(self._links.values()))
        self._texts = _texts({digest for entry in entries for digest in _digests(entry)})

    def of(self, entry: ChannelEntry) -> tuple[KnownPost, ...]:
        """Each entry of the record once, by what is surest."""
        found: dict[str, KnownBy] = {}
        for by, number in self._by(entry):
            found.setdefault(number, by)
        return tuple(KnownPost(by=by, number=number) for number, by in found.items())

    def _by(self, entry: ChannelEntry) -> Iterator[tuple[KnownBy, str]]:
        for number in entry.numbers:
            if number in self._came:
                yield KnownBy.CAME, self._came[number]
        if (ours := _number(entry.words)) in self._ours:
            yield KnownBy.OURS, ours
        elif self._leads_to_us(entry):
            yield KnownBy.OURS, ""
        for digest in _digests(entry):
            yield from ((KnownBy.TEXT, number) for number in self._texts.get(digest, ()))
        for url in entry.addresses:
            pages = self._pages.get(self._links[url], ())
            yield from ((KnownBy.PAGE, number) for number in pages)

    def _leads_to_us(self, entry: ChannelEntry) -> bool:
        """Whether it leads to our own site, as posts do that the desk sent."""
        if not self._address:
            return False
        addresses = (url for one in entry.numbers for url in self._posts[one].addresses)
        ours = [self._address.partition("//")[2].rstrip("/").lower()]
        return any(begins_like(url, ours) for url in addresses)


def _number(words: str) -> str:
    found = _NUMBER.match(words)
    return found[1] if found else ""


def _standing(numbers: set[str]) -> set[str]:
    rows = IncidentRow.objects.filter(number__in=numbers)
    return set(rows.values_list("number", flat=True)) if numbers else set()


def _citing(canonical: set[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    addresses = sorted(canonical)
    for start in range(0, len(addresses), BATCH):
        rows = LinkRow.objects.filter(canonical__in=addresses[start : start + BATCH])
        for page, number in rows.order_by("incident__number").values_list(
            "canonical", "incident__number"
        ):
            found.setdefault(page, []).append(number)
    return found


def _texts(wanted: AbstractSet[str]) -> dict[str, list[str]]:
    """The incidents that say one of these texts, by its digest."""
    found: dict[str, list[str]] = {}
    if not wanted:
        return found
    rows = TextVersionRow.objects.exclude(state=VersionState.SUPERSEDED)
    told = rows.order_by("pk").values_list("incident__number", "title", "paragraphs")
    for number, title, paragraphs in told.iterator(chunk_size=1000):
        for said in {_digest([title or "", *paragraphs]), _digest(paragraphs)} & wanted:
            if number not in found.setdefault(said, []):
                found[said].append(number)
    return found


def _digests(entry: ChannelEntry) -> set[str]:
    return {digest for text in entry.texts.values() for digest in _digests_of(text) if digest}


def _digests_of(text: IncidentText) -> Iterable[str]:
    yield _digest([text.title or "", *text.paragraphs])
    yield _digest(text.paragraphs)


def _digest(parts: Sequence[str]) -> str:
    """The letters of a text as a digest; empty where there are too few."""
    letters = _NO_LETTERS.sub("", " ".join(map(str, parts))).casefold()
    return hashlib.sha256(letters.encode()).hexdigest() if len(letters) >= _LETTERS else ""
