"""A keeper of evidence who forges it: with all code, all keys, and all the time in the world.

Whatever he changes, he makes records, digests, chains and seals anew with their old times, and
takes out the timestamps that would give him away.
"""

import hashlib
import random
import re
import shutil
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from dalel.domain.evidence import Capture, EvidenceClass
from dalel.steps.archive.chains import SEAL, WORKER, Chain
from dalel.steps.archive.decisions import bar, put_in_class
from dalel.steps.archive.ledger import (
    GENESIS,
    Barred,
    ChainHead,
    Classed,
    Event,
    ExchangeKept,
    Extent,
    FileClosed,
    FileOpened,
    LedgerLine,
    ResourceKept,
    Sealed,
    Stamped,
    Withheld,
    next_line,
    sound_lines,
    written_time,
)
from dalel.steps.archive.records import ROOM, member, pair_of
from dalel.steps.archive.seals import seal, stamp
from dalel.steps.archive.timestamps import request
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.withheld_bodies import withhold
from evidence_room import START, exchange, writer
from time_authority import Authority

DAY = timedelta(days=1)
T = TypeVar("T")


def kept_for_days(vault: Vault, days: int, authority: Authority) -> None:
    """Keep some pages every day by two workers, decide about some, and seal and stamp each day."""
    captures: list[Capture] = []
    for day in range(days):
        time = START + DAY * day
        with writer(vault, rotate_at=3000) as first, writer(vault) as second:
            for at, room in ((1, first), (2, second), (3, first)):
                number = 10 * day + at
                page = f"<p>Сот шешімі {number}. {'Сөз. ' * number}</p>".encode()
                earlier = captures[-1] if day % 3 == 2 and at == 2 else None
                kept = exchange(
                    number,
                    b"" if earlier else page,
                    status=304 if earlier else 200,
                    started=time + timedelta(minutes=at),
                )
                found = room.keep([(kept, earlier)])[0]
                if found.body_of is None:
                    captures.append(found)
        if day % 4 == 1:
            withhold(vault, captures[-3], reason="court order", by="saule", time=time)
        if day % 4 == 2:
            bar(vault, f"https://tany.test/{day}", reason="court order", by="saule", time=time)
            put_in_class(
                vault, [captures[-1].link], EvidenceClass.SEALED, reason="x", by="y", time=time
            )
        sealed = seal(vault, time + timedelta(hours=12))
        stamp(vault, sealed, authority.answer(request(sealed.link)), authority="tsa.test")


@dataclass(kw_only=True)
class Entry:
    """A line as the forger has it: what it tells, the records it speaks of, and its old link."""

    event: Event
    link: str
    parts: list[bytes] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Forgery:
    """What was forged, and the first day whose seal cannot stay; None: no seal changed."""

    what: str
    day: date | None


class Forger:
    """Takes an archive apart, changes it, and puts it together again."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._names = {path.stem: _lines(path) for path in vault.chain_files()}
        self.chains = {name: [self._entry(x) for x in xs] for name, xs in self._names.items()}

    def captures(self, *, own_body: bool = True) -> list[tuple[str, Entry]]:
        """The captures with the chain in which each stands."""
        return [
            (name, entry)
            for name, entries in self.chains.items()
            for entry in entries
            if isinstance(entry.event, ExchangeKept)
            and not (own_body and entry.event.body_of)
            and not (own_body and entry.link in self.withheld())
        ]

    def withheld(self) -> set[str]:
        """The links of captures that are withheld."""
        return {one.capture for one in self.events(Withheld)}

    def events(self, kind: type[T]) -> list[T]:
        """All events of a kind."""
        entries = (entry for entries in self.chains.values() for entry in entries)
        return [entry.event for entry in entries if isinstance(entry.event, kind)]

    def refers(self, event: Event) -> list[str]:
        """The old links that an event speaks of, but those of heads."""
        match event:
            case ExchangeKept(body_of=str(link)) | ResourceKept(of=link):
                return [link]
            case Withheld(capture=link) | Classed(about=link) | Stamped(seal=link):
                return [link]
            case _:
                return []

    def drop(self, links: set[str]) -> None:
        """Take lines out, and all that speaks of them."""
        while True:
            more = {
                entry.link
                for entries in self.chains.values()
                for entry in entries
                if entry.link in links or links & set(self.refers(entry.event))
            }
            if more <= links:
                break
            links = links | more
        for name, entries in self.chains.items():
            self.chains[name] = [entry for entry in entries if entry.link not in links]

    def put_together(self) -> None:
        """Write the archive anew: records at new places, lines with new links, old times."""
        shutil.rmtree(self._vault.folder)
        self._vault.prepare()
        self._lay_out()
        links: dict[str, str] = {}
        heads = {name: ChainHead(chain=name, number=0, link=GENESIS) for name in self.chains}
        at = dict.fromkeys(self.chains, 0)
        alive = {entry.link for entries in self.chains.values() for entry in entries}
        places: dict[str, int] = {}
        while any(at[name] < len(entries) for name, entries in self.chains.items()):
            before = dict(at)
            for name, entries in self.chains.items():
                while at[name] < len(entries):
                    entry = entries[at[name]]
                    wanted = [x for x in self._wanted(entry.event) if x in alive]
                    if not all(link in links for link in wanted):
                        break
                    event = self._anew(entry.event, links, places)
                    at[name] += 1
                    if event is not None:
                        line, raw = next_line(heads[name], event)
                        heads[name] = line.head
                        with (self._vault.chains / f"{name}.jsonl").open("ab") as stream:
                            stream.write(raw)
                    links[entry.link] = heads[name].link
                    places[entry.link] = heads[name].number
            assert at != before, "the forger has tied a knot"

    def _wanted(self, event: Event) -> list[str]:
        if isinstance(event, Sealed):
            return [link for head in event.heads if (link := self._last(head))]
        return self.refers(event)

    def _last(self, head: ChainHead) -> str | None:
        """The old link of the last line, up to a seal's head, that is still there."""
        alive = {entry.link for entry in self.chains[head.chain]}
        old = [line.link for line in self._names[head.chain][: head.number]]
        return next((link for link in reversed(old) if link in alive), None)

    def _anew(self, event: Event, links: dict[str, str], places: dict[str, int]) -> Event | None:
        """An event that speaks of the new links; None: a timestamp that would not fit any more."""
        match event:
            case ExchangeKept(body_of=str(link)):
                return replace(event, body_of=links[link])
            case ResourceKept(of=link):
                return replace(event, of=links[link])
            case Withheld(capture=link):
                return replace(event, capture=links[link])
            case Classed(about=link) if link in links:
                return replace(event, about=links[link])
            case Stamped(seal=link):
                return event if links.get(link) == link else None
            case Sealed():
                lasts = ((head.chain, self._last(head)) for head in event.heads)
                heads = (
                    ChainHead(chain=chain, number=places[link], link=links[link])
                    for chain, link in lasts
                    if link
                )
                return replace(event, heads=tuple(heads))
            case _:
                return event

    def _lay_out(self) -> None:
        """Write the WARC files, and tell the events where their records lie now."""
        moved: dict[str, Extent] = {}
        ends: dict[str, int] = {}
        for name in self.chains:
            for entry in self.chains[name] if name.startswith(WORKER) else ():
                self._lay(entry, ends, moved)
        for entries in self.chains.values():
            for entry in entries:
                if isinstance(entry.event, Withheld):
                    entry.event = replace(entry.event, tombstone=moved[entry.event.capture])

    def _lay(self, entry: Entry, ends: dict[str, int], moved: dict[str, Extent]) -> None:
        event: Any = entry.event
        extents = []
        for part in entry.parts:
            extents.append(_extent(ends.get(event.file, 0), part))
            ends[event.file] = extents[-1].end
            with (self._vault.warcs / event.file).open("ab") as stream:
                stream.write(part)
        match event:
            case FileClosed(file=file):
                entry.event = replace(event, length=ends.get(file, 0))
            case FileOpened():
                entry.event = replace(event, extent=extents[0])
            case ResourceKept():
                entry.event = replace(event, resource=extents[0])
            case ExchangeKept():
                request, response = extents
                if entry.link in self.withheld():
                    moved[entry.link] = response
                    response = replace(response, sha256=event.response.sha256)
                entry.event = replace(event, request=request, response=response)
            case _:
                pass

    def _entry(self, line: LedgerLine) -> Entry:
        event = line.event
        match event:
            case FileOpened(file=file, extent=extent):
                extents = [extent]
            case ResourceKept(file=file, resource=extent):
                extents = [extent]
            case ExchangeKept(file=file):
                extents = [event.request, event.response]
            case _:
                return Entry(event=event, link=line.link)
        with self._vault.open_warc(file) as stream:
            parts = []
            for extent in extents:
                stream.seek(extent.offset)
                parts.append(stream.read(extent.length))
        return Entry(event=event, link=line.link, parts=parts)


def forge(vault: Vault, chance: random.Random, until: int) -> Forgery:
    """Forge something that was kept on one of the first ``until`` days."""
    forger = Forger(vault)
    name = chance.choice(sorted(EDITS))
    day = EDITS[name](forger, chance, until)
    forger.put_together()
    return Forgery(what=name, day=None if day is None else (START + DAY * day).date())


def _chosen(forger: Forger, chance: random.Random, until: int) -> tuple[str, Entry, int]:
    """A capture with a body of its own, the chain in which it stands, and its day."""
    found = [
        (name, entry, day) for name, entry in forger.captures() if (day := _day(entry)) < until
    ]
    return chance.choice(found)


def _day(entry: Entry) -> int:
    time = getattr(entry.event, "time")  # noqa: B009 - of many kinds of events
    return int((time - START).days)


def change_body(forger: Forger, chance: random.Random, until: int) -> int:
    """A word of a page is another, and so is the digest of all that came unchanged after it."""
    _, entry, day = _chosen(forger, chance, until)
    word = f"<b>{chance.random()}</b>".encode()
    _set_response(entry, lambda block: block + word)
    for _, later in forger.captures(own_body=False):
        if isinstance(later.event, ExchangeKept) and later.event.body_of == entry.link:
            assert isinstance(entry.event, ExchangeKept)
            sha256 = entry.event.sha256
            later.parts[1], _ = rewritten(
                later.parts[1], lambda block: block, WARC_Payload_Digest=f"sha256:{sha256}"
            )
            later.event = replace(later.event, sha256=sha256)
    return day


def change_header(forger: Forger, chance: random.Random, until: int) -> int:
    """The server said something else."""
    _, entry, day = _chosen(forger, chance, until)
    server = f"X-Served-By: {chance.random()}\r\n".encode()
    _set_response(entry, lambda block: block.replace(b"\r\n", b"\r\n" + server, 1))
    return day


def change_status(forger: Forger, chance: random.Random, until: int) -> int:
    """What was there was refused."""
    _, entry, day = _chosen(forger, chance, until)
    assert isinstance(entry.event, ExchangeKept)
    _set_response(entry, lambda block: re.sub(rb"^(HTTP/\S+) \d+", rb"\1 451", block))
    assert isinstance(entry.event, ExchangeKept)
    entry.event = replace(entry.event, status=451)
    return day


def change_time(forger: Forger, chance: random.Random, until: int) -> int:
    """It was fetched some minutes earlier."""
    _, entry, day = _chosen(forger, chance, until)
    assert isinstance(entry.event, ExchangeKept)
    time = entry.event.time + timedelta(seconds=chance.randint(1, 59))
    entry.event = replace(entry.event, time=time)
    for at, part in enumerate(entry.parts):
        entry.parts[at] = _dated(part, time)
    return day


def change_line_time(forger: Forger, chance: random.Random) -> None:
    """It was fetched at another time: in the line alone, and the record says the old one."""
    _, entry = chance.choice(forger.captures())
    assert isinstance(entry.event, ExchangeKept)
    more = timedelta(microseconds=chance.choice([1, 10**6, 3600 * 10**6, 86400 * 10**6]))
    entry.event = replace(entry.event, time=entry.event.time + chance.choice([1, -1]) * more)


def change_record_time(forger: Forger, chance: random.Random) -> None:
    """One of its two records says another time than the line."""
    _, entry = chance.choice(forger.captures())
    assert isinstance(entry.event, ExchangeKept)
    part, more = chance.randrange(2), timedelta(microseconds=chance.choice([1, 10**9]))
    entry.parts[part] = _dated(entry.parts[part], entry.event.time + more)


def change_line_address(forger: Forger, chance: random.Random) -> None:
    """It was another page, says the line."""
    _, entry = chance.choice(forger.captures())
    assert isinstance(entry.event, ExchangeKept)
    entry.event = replace(entry.event, url=f"{entry.event.url}/{chance.randrange(9)}")


def change_line_letters(forger: Forger, chance: random.Random) -> None:
    """It was another page, whose address has other letters than ASCII, says the line."""
    _, entry = chance.choice(forger.captures())
    assert isinstance(entry.event, ExchangeKept)
    entry.event = replace(entry.event, url=f"https://tany.test/жаңалық/{chance.randrange(9)}")


def change_line_status(forger: Forger, chance: random.Random) -> None:
    """It was refused, says the line, and the record that it was there."""
    _, entry = chance.choice(forger.captures())
    assert isinstance(entry.event, ExchangeKept)
    entry.event = replace(entry.event, status=451)


def change_kind(forger: Forger, chance: random.Random) -> None:
    """The record is of a kind that the program never writes there."""
    _, entry = chance.choice(forger.captures())
    entry.parts[1], _ = rewritten(entry.parts[1], lambda block: block, WARC_Type="conversion")


def say_twice(forger: Forger, chance: random.Random) -> None:
    """A record tells two times of itself."""
    _, entry = chance.choice(forger.captures())
    content = zlib.decompress(entry.parts[1], zlib.MAX_WBITS | 16)
    twice = content.replace(b"WARC-Date: ", b"WARC-Date: 2001-01-01T00:00:00Z\r\nWARC-Date: ", 1)
    entry.parts[1] = member(twice, least=ROOM)


#: Edits of one line or record alone that are found without any witness.
MISFITS = (change_line_letters, change_line_status, change_kind, say_twice)
#: Edits by which line and record contradict each other: found without any witness.
CONTRADICTIONS = (change_line_time, change_record_time, change_line_address)


def drop_capture(forger: Forger, chance: random.Random, until: int) -> int:
    """It was never there."""
    _, entry, day = _chosen(forger, chance, until)
    forger.drop({entry.link})
    return day


def insert_capture(forger: Forger, chance: random.Random, until: int) -> int:
    """It was always there."""
    chain, entry, day = _chosen(forger, chance, until)
    assert isinstance(entry.event, ExchangeKept)
    made = _made(entry.event, entry.event.time - timedelta(seconds=1))
    entries = forger.chains[chain]
    entries.insert(entries.index(entry), made)
    return day


def reorder_captures(forger: Forger, chance: random.Random, until: int) -> int:
    """Two change places, which nothing refers to."""
    referred = {
        link
        for entries in forger.chains.values()
        for entry in entries
        for link in forger.refers(entry.event)
    }
    chain, one, day = _chosen(forger, chance, until)
    others = [
        entry
        for name, entry in forger.captures()
        if name == chain and _day(entry) < until and entry is not one and entry.link not in referred
        if getattr(entry.event, "file") == getattr(one.event, "file")  # noqa: B009
    ]
    if one.link in referred or not others:
        return change_header(forger, chance, until)
    other = chance.choice(others)
    first = min(day, _day(other))
    one.event, other.event = other.event, one.event
    one.parts, other.parts = other.parts, one.parts
    return first


def cut_tail(forger: Forger, chance: random.Random, until: int) -> int:
    """Nothing came after a day; the seals of the days behind it are not there either."""
    day = chance.randrange(1, until)
    end = START + DAY * day - timedelta(hours=1)
    forger.drop(
        {
            entry.link
            for entries in forger.chains.values()
            for entry in entries
            if getattr(entry.event, "time", START) > end
        }
    )
    return day


def cut_and_seal(forger: Forger, chance: random.Random, until: int) -> int:
    """The captures behind a day are gone, and all seals stand where they stood."""
    day = chance.randrange(1, until)
    end = START + DAY * day - timedelta(hours=1)
    captures = forger.captures(own_body=False)
    forger.drop({entry.link for _, entry in captures if getattr(entry.event, "time") > end})  # noqa: B009
    return day


def drop_withheld(forger: Forger, chance: random.Random, until: int) -> int:
    """Nothing was withheld; what was there is made up."""
    gone = [one for one in forger.events(Withheld) if (one.time - START).days < until]
    if not gone:
        return change_body(forger, chance, until)
    decision, day = chance.choice(gone), 0
    for _, entry in forger.captures(own_body=False):
        if entry.link == decision.capture and isinstance(entry.event, ExchangeKept):
            made = _made(entry.event, entry.event.time)
            entry.event, entry.parts, day = made.event, made.parts, _day(entry)
    entries = (entry for entries in forger.chains.values() for entry in entries)
    forger.drop({entry.link for entry in entries if entry.event == decision})
    return day


def change_decision(forger: Forger, chance: random.Random, until: int) -> int:
    """Somebody else decided so."""
    found = [
        entry
        for entries in forger.chains.values()
        for entry in entries
        if isinstance(entry.event, Barred | Classed | Withheld) and _day(entry) < until
    ]
    if not found:
        return change_time(forger, chance, until)
    entry = chance.choice(found)
    assert isinstance(entry.event, Barred | Classed | Withheld)
    entry.event = replace(entry.event, by="somebody else")
    return _day(entry)


def stand_in(vault: Vault, capture: Capture, raw: bytes, chain: str) -> None:
    """Put a record in the place of a sealed one, and a line that says it is its tombstone."""
    event = Withheld(
        capture=capture.link,
        file=capture.warc_file,
        record_id=capture.record_id,
        sha256=capture.sha256,
        tombstone=replace(_extent(0, raw), offset=capture.warc_offset),
        reason="court order",
        by="the keeper",
        time=capture.time,
    )
    with Chain.claim(vault, chain) as claimed:
        claimed.append([event])
    vault.overwrite(capture.warc_file, capture.warc_offset, raw)


def drop_timestamp(forger: Forger, chance: random.Random, until: int) -> int:
    """No authority ever confirmed a seal; the next one shows it."""
    day = chance.randrange(until - 1)
    seals = {entry.link for entry in _seals(forger) if _day(entry) == day}
    entries = (entry for entries in forger.chains.values() for entry in entries)
    forger.drop(
        {
            entry.link
            for entry in entries
            if isinstance(entry.event, Stamped) and entry.event.seal in seals
        }
    )
    return day + 1


def replace_seal(forger: Forger, chance: random.Random, until: int) -> int:
    """A seal was set at another time."""
    entry = chance.choice([one for one in _seals(forger) if _day(one) < until])
    assert isinstance(entry.event, Sealed)
    entry.event = replace(entry.event, time=entry.event.time + timedelta(minutes=1))
    return _day(entry)


def drop_seal(forger: Forger, chance: random.Random, until: int) -> int:
    """A day had no seal."""
    entry = chance.choice([one for one in _seals(forger) if _day(one) < until])
    forger.drop({entry.link})
    return _day(entry)


def seal_anew(forger: Forger, chance: random.Random, until: int) -> int:
    """All seals and timestamps are gone, and one names everything."""
    last = _seals(forger)[-1]
    for name in [name for name in forger.chains if name.startswith(SEAL)]:
        forger.chains[name] = [last]
    assert isinstance(last.event, Sealed)
    heads = tuple(head for head in last.event.heads if not head.chain.startswith(SEAL))
    last.event = replace(last.event, heads=heads)
    return 0


def insert_beside(forger: Forger, chance: random.Random, until: int) -> None:
    """It was always there, in a chain of its own that no seal names; no seal has to change."""
    _, entry, _ = _chosen(forger, chance, until)
    assert isinstance(entry.event, ExchangeKept)
    opened = next(e for es in forger.chains.values() for e in es if isinstance(e.event, FileOpened))
    name = f"{WORKER}-009"
    file = f"{name}-00000001.warc.gz"
    made = _made(replace(entry.event, file=file), entry.event.time)
    assert isinstance(opened.event, FileOpened)
    begun = Entry(event=replace(opened.event, file=file), link="begun", parts=opened.parts)
    forger.chains[name] = [begun, made]


#: What he does; each gives the day whose seal is the first that cannot stay.
EDITS: dict[str, Callable[[Forger, random.Random, int], int | None]] = {
    edit.__name__: edit
    for edit in (
        *(change_body, change_header, change_status, change_time, drop_capture, insert_capture),
        *(reorder_captures, cut_tail, cut_and_seal, drop_withheld, change_decision),
        *(drop_timestamp, replace_seal, drop_seal, seal_anew, insert_beside),
    )
}


def _seals(forger: Forger) -> list[Entry]:
    return [
        entry
        for name, entries in forger.chains.items()
        if name.startswith(SEAL)
        for entry in entries
        if isinstance(entry.event, Sealed)
    ]


def _set_response(entry: Entry, change: Callable[[bytes], bytes]) -> None:
    assert isinstance(entry.event, ExchangeKept)
    entry.parts[1], sha256 = rewritten(entry.parts[1], change)
    entry.event = replace(entry.event, sha256=sha256)


def _dated(part: bytes, time: datetime) -> bytes:
    """A record that was made at another time."""
    head, _, rest = zlib.decompress(part, zlib.MAX_WBITS | 16).partition(b"\r\n\r\n")
    head = re.sub(rb"(?m)^WARC-Date: [^\r]*", b"WARC-Date: " + written_time(time).encode(), head)
    return member(head + b"\r\n\r\n" + rest, least=ROOM)


def _made(like: ExchangeKept, time: datetime) -> Entry:
    """A capture that never was, beside one that was."""
    pair = pair_of(exchange(7, b"<p>made up</p>", url=like.url, started=time), None)
    event = replace(like, time=time, sha256=pair.sha256, record_id=pair.record_id)
    return Entry(event=event, link=pair.record_id, parts=[pair.request, pair.response])


def rewritten(raw: bytes, change: Callable[[bytes], bytes], **fields: str) -> tuple[bytes, str]:
    """A record with another block and other fields; gives its payload's digest, too."""
    head, _, rest = zlib.decompress(raw, zlib.MAX_WBITS | 16).partition(b"\r\n\r\n")
    block = change(rest[:-4])
    payload = hashlib.sha256(block.partition(b"\r\n\r\n")[2]).hexdigest()
    told = {
        "WARC-Block-Digest": f"sha256:{hashlib.sha256(block).hexdigest()}",
        "WARC-Payload-Digest": f"sha256:{payload}",
        "Content-Length": str(len(block)),
        **{name.replace("_", "-"): value for name, value in fields.items()},
    }
    for name, value in told.items():
        head = re.sub(rf"(?im)^({name}): [^\r]*".encode(), rf"\1: {value}".encode(), head)
    return member(head + b"\r\n\r\n" + block + b"\r\n\r\n", least=ROOM), payload


def _lines(path: Path) -> list[LedgerLine]:
    with path.open("rb") as stream:
        return list(sound_lines(stream))


def _extent(offset: int, raw: bytes) -> Extent:
    return Extent(offset=offset, length=len(raw), sha256=hashlib.sha256(raw).hexdigest())
