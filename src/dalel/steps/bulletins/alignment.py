"""Alignment of the entries of two language versions of a bulletin."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from dalel.domain.bulletin import Bulletin, BulletinEntry


class PairingBasis(StrEnum):
    """By what two entries were found to be one."""

    LINK = "link"
    ORDER = "order"


@dataclass(frozen=True, kw_only=True)
class EntryPair:
    """An entry and its counterpart; one of them is None where there is none, and so the basis."""

    first: BulletinEntry | None
    second: BulletinEntry | None
    basis: PairingBasis | None


def pair(first: Bulletin, second: Bulletin) -> tuple[EntryPair, ...]:
    """The entries of both bulletins, aligned: by canonical link, then by section and order.

    Order counts only between neighbours that are aligned already, and only where both bulletins
    have equally many entries there; anything else would be a guess and stays without counterpart.
    The pairs come in the order of the first bulletin, then what only the second has.
    """
    by_link = dict(_by_link(first.entries, second.entries))
    by_order: dict[tuple[int, int], BulletinEntry] = {}
    sections = sorted({entry.section for entry in (*first.entries, *second.entries)})
    for section in sections:
        ours = [entry for entry in first.entries if entry.section == section]
        theirs = [entry for entry in second.entries if entry.section == section]
        by_order.update(_by_order(ours, theirs, by_link))
    pairs = []
    for entry in first.entries:
        basis = PairingBasis.LINK if _key(entry) in by_link else PairingBasis.ORDER
        mate = by_link.get(_key(entry)) or by_order.get(_key(entry))
        pairs.append(EntryPair(first=entry, second=mate, basis=basis if mate else None))
    taken = {_key(pair.second) for pair in pairs if pair.second}
    alone = (entry for entry in second.entries if _key(entry) not in taken)
    return (*pairs, *(EntryPair(first=None, second=entry, basis=None) for entry in alone))


def _key(entry: BulletinEntry) -> tuple[int, int]:
    return entry.section, entry.order


def _addresses(entry: BulletinEntry) -> set[str]:
    return {printed.link.canonical for printed in entry.links}


def _by_link(
    ours: Sequence[BulletinEntry], theirs: Sequence[BulletinEntry]
) -> Iterator[tuple[tuple[int, int], BulletinEntry]]:
    """Entries that share an address, where each of the two shares it with no other."""
    holders: dict[str, list[BulletinEntry]] = {}
    for entry in theirs:
        for address in _addresses(entry):
            holders.setdefault(address, []).append(entry)
    found: dict[tuple[int, int], BulletinEntry] = {}
    for entry in ours:
        mates = {_key(mate): mate for a in _addresses(entry) for mate in holders.get(a, [])}
        if len(mates) == 1:
            found[_key(entry)] = next(iter(mates.values()))
    wanted = [_key(mate) for mate in found.values()]
    yield from ((key, mate) for key, mate in found.items() if wanted.count(_key(mate)) == 1)


def _by_order(
    ours: Sequence[BulletinEntry],
    theirs: Sequence[BulletinEntry],
    by_link: dict[tuple[int, int], BulletinEntry],
) -> Iterator[tuple[tuple[int, int], BulletinEntry]]:
    """Entries of one section without a common address, between those that have one."""
    mates = {_key(mate): key for key, mate in by_link.items()}
    our_gaps = _gaps([(entry, _key(entry) if _key(entry) in by_link else None) for entry in ours])
    their_gaps = _gaps([(entry, mates.get(_key(entry))) for entry in theirs])
    for anchor, gap in our_gaps.items():
        other = their_gaps.get(anchor, [])
        if len(gap) == len(other):
            yield from ((_key(entry), mate) for entry, mate in zip(gap, other, strict=True))


def _gaps(
    entries: Sequence[tuple[BulletinEntry, tuple[int, int] | None]],
) -> dict[tuple[int, int] | None, list[BulletinEntry]]:
    """Runs of entries without an anchor, by the anchor before them (None at the start)."""
    gaps: dict[tuple[int, int] | None, list[BulletinEntry]] = {}
    anchor = None
    for is_free, run in groupby(entries, key=lambda one: one[1] is None):
        members = list(run)
        if is_free:
            gaps[anchor] = [entry for entry, _anchor in members]
        else:
            anchor = members[-1][1]
    return gaps
