"""Collection of what was added to a register, what changed in it and what is gone."""

from dataclasses import replace
from typing import Final

from dalel.domain.collection import Collected, SkipReason, WatchedAddress
from dalel.domain.exchange import Answer, Fetch
from dalel.domain.register import RegisterChange, RegisterEntry, RowChange, RowReading
from dalel.steps.collect import rows
from dalel.steps.collect.look import FindingCollector

#: A register read whole is this many pages long at most.
_MOST_PAGES: Final = 300
#: A missing part as large as this is a broken answer rather than rows taken out, unless few miss.
_LOST_PART: Final = 0.5
_FEW: Final = 20


async def collect(watch: WatchedAddress, fetch: Fetch) -> Collected:
    """The rows of a register that differ from those we had."""
    look = FindingCollector(watch, fetch)
    reading = _reading(look)
    if reading is None:
        return look.collected()
    seen: dict[str, tuple[RegisterEntry, str]] = {}
    is_whole = await _turn_pages(reading, look, seen)
    _compare(reading, look, seen, is_whole=is_whole and reading.is_whole)
    return look.collected()


async def articles(watch: WatchedAddress, fetch: Fetch) -> Collected:
    """The new articles that an interface lists, such as a site's own JSON."""
    look = FindingCollector(watch, fetch)
    reading = _reading(look)
    if reading is None:
        return look.collected()
    for number in range(reading.first_page, reading.first_page + watch.pages):
        found = await _page(number, reading, look)
        if found is None:
            break
        answer, page = found
        offered = [
            look.offer(entry.url, answer.final_url, title=entry.title, published=entry.published)
            for entry in page.entries
        ]
        told = [one for one in offered if one in {None, SkipReason.KNOWN, SkipReason.TOO_OLD}]
        if not told or told[-1] is not None or look.is_full or not _has_pages(watch, reading):
            break
    return look.collected()


def _reading(look: FindingCollector) -> RowReading | None:
    """How the rows of the address are read; None, and noted, where nothing says it."""
    reading = look.watch.address.reading
    if reading is None:
        look.skip(SkipReason.UNREADABLE, "nothing says how its rows are read")
    return reading


async def _turn_pages(
    reading: RowReading, look: FindingCollector, seen: dict[str, tuple[RegisterEntry, str]]
) -> bool:
    """Read page after page; whether all of the register was seen."""
    most = _MOST_PAGES if reading.is_whole else look.watch.pages
    for turned in range(most):
        found = await _page(reading.first_page + turned, reading, look)
        if found is None:
            return False
        answer, page = found
        new = [
            replace(entry, published=look.believed(entry.published))
            for entry in page.entries
            if entry.key not in seen
        ]
        seen |= {entry.key: (entry, answer.place) for entry in new}
        if page.rows >= rows.MOST_ROWS:
            look.cut_off(answer.final_url)
            return False
        is_last = page.page_count is not None and turned + 1 >= page.page_count
        # Past its end a list is empty, or shows its last page for ever.
        if is_last or not _has_pages(look.watch, reading) or not page.rows:
            return True
        if not new and not page.others:
            return True
        if not reading.is_whole and _knows_all(page, look.watch):
            return False
    look.cut_off(look.watch.address.url)
    return False


def _knows_all(page: rows.RowsRead, watch: WatchedAddress) -> bool:
    known = watch.known.entries or {}
    return all(entry.key in known for entry in page.entries)


def _has_pages(watch: WatchedAddress, reading: RowReading) -> bool:
    return "{page}" in watch.address.url or "{page}" in reading.body


async def _page(
    number: int, reading: RowReading, look: FindingCollector
) -> tuple[Answer, rows.RowsRead] | None:
    url = look.watch.address.url.replace("{page}", str(number))
    body = reading.body.replace("{page}", str(number)).encode() if reading.body else None
    # What one page of several says of having changed tells nothing of the others.
    is_alone = not _has_pages(look.watch, reading) and body is None
    answer = await look.visit(url, evidence=True, body=body, only_new=is_alone)
    if answer is None:
        return None
    page = await look.read(
        answer.final_url,
        rows.read,
        answer.last.content,
        answer.final_url,
        reading,
        look.watch.zone,
        answer.last.charset,
    )
    if page is None:
        return None
    if page.problem is not None:
        look.skip(SkipReason.UNREADABLE, page.problem)
        return None
    for count, reason in (
        (page.others, SkipReason.NOT_ASKED_FOR),
        (page.nameless, SkipReason.NO_KEY),
    ):
        if count:
            look.skip(reason, answer.final_url, count)
    if not page.rows and number == reading.first_page:
        look.skip(SkipReason.NOTHING_FOUND, answer.final_url)
        return None
    return answer, page


def _compare(
    reading: RowReading,
    look: FindingCollector,
    seen: dict[str, tuple[RegisterEntry, str]],
    *,
    is_whole: bool,
) -> None:
    known = look.watch.known.entries
    is_first = known is None and not reading.takes_first
    for entry, page in seen.values():
        before = (known or {}).get(entry.key)
        if before is not None and before.digest == entry.digest:
            look.skip(SkipReason.KNOWN, entry.url)
            continue
        if look.watch.is_denied(entry.url):
            look.skip(SkipReason.DENIED, entry.url)
            continue
        kind = RowChange.CHANGED if before else RowChange.ADDED
        look.changes.append(
            RegisterChange(
                kind=RowChange.FIRST_SEEN if is_first else kind,
                entry=entry,
                page=page,
                before=before,
            )
        )
    if is_whole and known and seen:
        _note_gone(look, seen)


def _note_gone(look: FindingCollector, seen: dict[str, tuple[RegisterEntry, str]]) -> None:
    entries = look.watch.known.entries or {}
    gone = [entry for key, entry in entries.items() if key not in seen]
    if len(gone) > _FEW and len(gone) > _LOST_PART * len(entries):
        look.skip(SkipReason.SHRUNK, f"{len(gone)} of {len(entries)} rows", len(gone))
        return
    page = next(reversed(seen.values()))[1]
    look.changes += [
        RegisterChange(kind=RowChange.GONE, entry=entry, page=page, before=entry) for entry in gone
    ]
