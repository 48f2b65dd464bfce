"""What a past bulletin holds, told before anything of it is kept."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Final
from zoneinfo import ZoneInfo

from dalel.domain.bulletin import Bulletin, BulletinEntry
from dalel.domain.concern import Concern, Weight
from dalel.domain.incident import Incident, IncidentText, Link
from dalel.newsroom.frame.transactions import BATCH
from dalel.newsroom.incidents.bulletin_merge import Merged, merge
from dalel.newsroom.incidents.models import LinkRow
from dalel.newsroom.incidents.queries.bulletin_file import OpenedBulletin
from dalel.newsroom.incidents.queries.inspection import Inspector, inspector_of
from dalel.pack import Pack

#: Rules of the lint about what was old when it was printed.
_OLD: Final = frozenset({"stale_period", "source_date_lt_claim", "entity_period"})
_RANK: Final = {Weight.ERROR: 0, Weight.WARNING: 1, Weight.NOTE: 2}


@dataclass(frozen=True, kw_only=True)
class KnownEntry:
    """An entry of the record that cites the same page, and the edition in which it stands."""

    number: str
    edition: int | None


@dataclass(frozen=True, kw_only=True)
class LookedEntry:
    """One entry in every language of the files, with all that is amiss, and its doubles.

    ``lines`` tells by language where it begins in its file; ``stale`` is what may no longer hold,
    ``known`` the entries of the record, ``same`` those of these files that cite the same page.
    """

    place: str
    texts: Mapping[str, IncidentText]
    lines: Mapping[str, int]
    links: tuple[Link, ...]
    concerns: tuple[Concern, ...]
    stale: tuple[Concern, ...]
    known: tuple[KnownEntry, ...]
    same: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class BulletinLook:
    """What stands in the files; ``concerns`` are those about no single entry."""

    languages: tuple[str, ...]
    sections: Mapping[int, tuple[LookedEntry, ...]]
    concerns: tuple[Concern, ...]
    counts: Mapping[str, int]
    passed_over: tuple[str, ...]

    @property
    def entries(self) -> tuple[LookedEntry, ...]:
        """The entries of all sections, in the order of print."""
        return tuple(entry for entries in self.sections.values() for entry in entries)


def look(opened: Sequence[OpenedBulletin], pack: Pack, now: datetime) -> BulletinLook:
    """What these files hold, in one or two languages; nothing is written and no page visited."""
    merged = merge([one.bulletin for one in opened])
    about = _concerns(opened, merged)
    known = _known(merged)
    at = _places_by_link(merged)
    printed = {one.bulletin.language: _printed(one.bulletin) for one in opened}
    stale = _StaleFinder(inspector_of(pack), now.astimezone(ZoneInfo(pack.zone)))
    entries = [
        LookedEntry(
            place=entry.place,
            texts=entry.texts,
            lines={
                language: _first_line(printed[language][place]) for language, place in entry.places
            },
            links=entry.links,
            concerns=tuple(one for one in about.get(entry.place, ()) if one.rule not in _OLD),
            stale=(
                *(one for one in about.get(entry.place, ()) if one.rule in _OLD),
                *(
                    replace(one, line=_line_of(one.excerpt, printed[language][place]))
                    for language, place in entry.places
                    for one in stale.find(entry, language)
                ),
            ),
            known=tuple(
                dict.fromkeys(one for link in entry.links for one in known.get(link.canonical, ()))
            ),
            same=tuple(
                place
                for place in dict.fromkeys(p for link in entry.links for p in at[link.canonical])
                if place != entry.place
            ),
        )
        for entry in merged
    ]
    section = {entry.place: entry.section for entry in merged}
    return BulletinLook(
        languages=tuple(one.bulletin.language for one in opened),
        sections={
            number: tuple(group)
            for number, group in groupby(entries, key=lambda entry: section[entry.place])
        },
        concerns=about.get(None, ()),
        counts=_counts(opened, merged, entries),
        passed_over=tuple(words for one in opened for words in one.bulletin.passed_over),
    )


def _concerns(
    opened: Sequence[OpenedBulletin], merged: Sequence[Merged]
) -> dict[str | None, tuple[Concern, ...]]:
    """By entry, the gravest first; those about no entry under None."""
    places = {place: entry.place for entry in merged for place in entry.places}
    about: dict[str | None, list[Concern]] = {}
    for one in opened:
        language = one.bulletin.language
        for concern in one.concerns:
            place = places[language, concern.entry] if concern.entry else None
            about.setdefault(place, []).append(replace(concern, language=language))
    return {
        place: tuple(sorted(found, key=lambda concern: _RANK[concern.weight]))
        for place, found in about.items()
    }


def _known(merged: Sequence[Merged]) -> dict[str, list[KnownEntry]]:
    """The entries of the record that cite a page, by its canonical address."""
    addresses = sorted({link.canonical for entry in merged for link in entry.links})
    found: dict[str, list[KnownEntry]] = {}
    for start in range(0, len(addresses), BATCH):
        rows = LinkRow.objects.filter(canonical__in=addresses[start : start + BATCH])
        told = rows.order_by("incident__number").values_list(
            "canonical", "incident__number", "incident__entries__edition__number"
        )
        for canonical, number, edition in told:
            found.setdefault(canonical, []).append(KnownEntry(number=number, edition=edition))
    return found


def _places_by_link(merged: Sequence[Merged]) -> dict[str, list[str]]:
    at: dict[str, list[str]] = {}
    for entry in merged:
        for link in entry.links:
            at.setdefault(link.canonical, []).append(entry.place)
    return at


def _printed(bulletin: Bulletin) -> dict[str, BulletinEntry]:
    """The entries of a file, by where they stand."""
    return {f"{entry.section}.{entry.order}": entry for entry in bulletin.entries}


def _first_line(entry: BulletinEntry) -> int:
    return entry.title_line or entry.paragraphs[0].lines[0]


def _line_of(words: str, entry: BulletinEntry) -> int:
    """The line on which words of an entry begin; its first where they are not found."""
    if words in (entry.title or ""):
        return _first_line(entry)
    for paragraph in entry.paragraphs:
        at = paragraph.text.find(words)
        if at >= 0:
            return paragraph.lines[bisect_right(paragraph.starts, at) - 1]
    return _first_line(entry)


def _counts(
    opened: Sequence[OpenedBulletin], merged: Sequence[Merged], entries: Sequence[LookedEntry]
) -> dict[str, int]:
    printed = [link.link for one in opened for e in one.bulletin.entries for link in e.links]
    weights = Counter(concern.weight for one in opened for concern in one.concerns)
    return {
        "entries": len(merged),
        "links": len(printed),
        "tracked": sum(link.url != link.printed for link in printed),
        "alone": sum(len(entry.places) < len(opened) for entry in merged),
        "defects": sum(weights.values()),
        "errors": weights[Weight.ERROR],
        "stale": sum(bool(entry.stale) for entry in entries),
        "known": sum(bool(entry.known) for entry in entries),
        "same": sum(bool(entry.same) for entry in entries),
    }


@dataclass(frozen=True)
class _StaleFinder:
    """What the texts say of days to come that have passed since, and of what is under way."""

    inspector: Inspector
    now: datetime

    def find(self, entry: Merged, language: str) -> Iterator[Concern]:
        """Of an entry in one language."""
        incident = Incident(
            number="",
            section=entry.section,
            date=None,
            texts=entry.texts,
            links=entry.links,
            updated=self.now,
        )
        today = self.now.date()
        text = entry.texts[language]
        yield from self.inspector.stale(text, incident, written=today, today=today)
