"""What a sheet that came back would change in a text, and which of it stands against the desk's.

Three texts of one language are held against each other passage by passage: as it left, as it
stands now, and as it came back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

#: A stretch of passages, from one to before another; the title is the first of all.
Stretch = tuple[int, int]
_TITLE: Final = 0


@dataclass(frozen=True, kw_only=True)
class CellBack:
    """A cell that came back: its passage (0 the title), or new ones that stand behind it."""

    place: int
    passages: tuple[str, ...]
    is_new: bool = False


@dataclass(frozen=True, kw_only=True)
class CellChange:
    """What a cell would change.

    ``was``: as it left; ``stands``: at the desk now; ``wanted``: as it came back. ``at``: the
    passages of the desk's text whose place it would take, None where nobody can say which.
    ``is_conflict``: these passages are not as they left.
    """

    cell: int
    place: int
    was: tuple[str, ...]
    stands: tuple[str, ...]
    wanted: tuple[str, ...]
    at: Stretch | None
    is_conflict: bool


def sheet_changes(
    left: Sequence[str], stands: Sequence[str], back: Iterable[CellBack]
) -> tuple[CellChange, ...]:
    """What came back otherwise than it left, and is not at the desk already.

    ``left`` and ``stands`` have the title first, empty where there is none; empty where there was
    no text at all. ``cell`` of a change counts ``back``.
    """
    cells = tuple(back)
    old, now = _passages(left), _passages(stands)
    alone = _changes(old, old, cells, frozenset())
    if now == old:
        return alone
    there = _there(old, now, alone)
    return () if there is None else _changes(old, now, cells, there)


def _changes(
    old: Sequence[str], now: Sequence[str], cells: Sequence[CellBack], there: frozenset[int]
) -> tuple[CellChange, ...]:
    """The changes of all cells but those that stand ``there`` already."""
    homes = _homes(old[1:], now[1:])
    found: list[CellChange] = []
    #: How many passages that were put in behind a place stand there already.
    passed: dict[int, int] = {}
    for count, cell in enumerate(cells):
        is_known = cell.place < len(old) and not cell.is_new
        wanted = _wanted(cell)
        was = (plain(old[cell.place]),) if is_known else ()
        at = homes.get(cell.place) if is_known else _behind(cell.place, homes, len(now))
        if at is not None and not is_known:
            home = at[0]
            at = (home + passed.get(home, 0),) * 2
            if count in there:
                passed[home] = passed.get(home, 0) + len(wanted)
        if count in there or wanted == was:
            continue
        stands = tuple(map(plain, now[slice(*at)])) if at else ()
        if at is not None and is_known and stands == wanted:
            continue
        is_conflict = stands != was if is_known else at is None or _grew(at, homes, len(now))
        found.append(
            CellChange(
                cell=count,
                place=cell.place,
                was=was,
                stands=stands,
                wanted=wanted,
                at=at,
                is_conflict=is_conflict,
            )
        )
    return tuple(found)


def _wanted(cell: CellBack) -> tuple[str, ...]:
    """The passages of a cell; a title is one line, empty where it was taken out."""
    told = tuple(map(plain, cell.passages))
    return told if cell.place != _TITLE or cell.is_new else (" ".join(told),)


def _there(
    old: Sequence[str], now: Sequence[str], alone: Sequence[CellChange]
) -> frozenset[int] | None:
    """The cells whose words stand at the desk already, in the order of the text that came back.

    None where all of that text stands there. ``alone`` are the changes of the text that left.
    """
    back = [*map(plain, applied(old, alone))]
    here = [*map(plain, now)]
    if back == here:
        return None
    blocks = SequenceMatcher(None, back, here, autojunk=False).get_matching_blocks()
    same = {at for one in blocks for at in range(one.a, one.a + one.size)}
    found: set[int] = set()
    grown = 0
    for at, cell, wanted in _placed(alone):
        begin = at[0] + grown
        if wanted and same.issuperset(range(begin, begin + len(wanted))):
            found.add(cell)
        grown += len(wanted) - (at[1] - at[0])
    return frozenset(found)


def _placed(changes: Iterable[CellChange]) -> list[tuple[Stretch, int, tuple[str, ...]]]:
    """Where each change stands, of which cell it is, and what it puts there, in order."""
    return sorted((one.at, one.cell, one.wanted) for one in changes if one.at is not None)


def applied(stands: Sequence[str], chosen: Iterable[CellChange]) -> tuple[str, ...]:
    """The desk's text with these changes, the title first; those without a place change nothing."""
    now = _passages(stands)
    made: list[str] = []
    at = 0
    for (begin, end), _cell, wanted in _placed(chosen):
        made += now[at:begin]
        made += wanted
        at = max(at, end)
    return (*made, *now[at:])


def plain(text: str) -> str:
    """A passage without what nobody sees: however its words are spaced, it is the same."""
    return " ".join(text.split())


def _passages(text: Sequence[str]) -> tuple[str, ...]:
    return tuple(text) or ("",)


def _homes(old: Sequence[str], now: Sequence[str]) -> dict[int, Stretch]:
    """Where each passage that left stands now; those of which nobody can say it are left out."""
    homes = {_TITLE: (0, 1)}
    matcher = SequenceMatcher(None, [*map(plain, old)], [*map(plain, now)], autojunk=False)
    for tag, begin, end, begin_now, end_now in matcher.get_opcodes():
        if tag == "delete":
            homes |= {place + 1: (begin_now + 1, begin_now + 1) for place in range(begin, end)}
        elif end - begin == end_now - begin_now:
            homes |= {
                place + 1: (begin_now + place - begin + 1, begin_now + place - begin + 2)
                for place in range(begin, end)
            }
        elif end - begin == 1:
            homes[begin + 1] = (begin_now + 1, end_now + 1)
    return homes


def _behind(place: int, homes: dict[int, Stretch], length: int) -> Stretch | None:
    """Behind a passage; behind the last one that left where there was none of this place."""
    known = homes.get(place) or (homes[max(homes)] if place > max(homes) else None)
    if known is None:
        return None
    return (min(known[1], length),) * 2


def _grew(at: Stretch, homes: dict[int, Stretch], length: int) -> bool:
    """Whether something stands behind a place that did not stand there when it left."""
    later = [begin for begin, end in homes.values() if begin >= at[0] and end > begin]
    return min(later, default=length) > at[0]
