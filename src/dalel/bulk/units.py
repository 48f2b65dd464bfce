"""Units of work and the plan that lists them: one input, one Parquet file."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dalel.domain.errors import DalelError
from dalel.steps.archive.durable_files import atomic

#: Raised when a line of a plan means something else.
VERSION: Final = 1
_KIND: Final = "bulk plan"
_READABLE: Final = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME: Final = 60
_LONGEST_INPUT: Final = 4000
_LARGEST: Final = 2**53
_NO_PLAN: Final = "no plan; dalel bulk plan makes one"

Ranges = tuple[tuple[int, int], ...]


class PlanError(DalelError):
    """A plan of bulk work cannot be read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ArchiveUnit:
    """One web archive, or ranges of its bytes: (offset, length) in order, none meeting the next.

    ``size`` is what is read of it, None where nobody could tell.
    """

    input: str
    ranges: Ranges = ()
    size: int | None = None

    @property
    def digest(self) -> str:
        """What tells this unit from every other one, however its size was told."""
        named = json.dumps([self.input, self.ranges], ensure_ascii=False)
        return hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:20]

    @property
    def name(self) -> str:
        """The name of its Parquet file, without an ending: words of its input, and its digest."""
        last = self.input.rstrip("/").rpartition("/")[2].lower()
        for ending in (".gz", ".warc", ".arc"):
            last = last.removesuffix(ending)
        words = _READABLE.sub("-", last).strip("-")[:_LONGEST_NAME].strip("-")
        return f"{words or 'input'}-{self.digest}"


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is to be read for a pack, in the order of the inputs' names."""

    pack: str
    units: tuple[ArchiveUnit, ...]

    @property
    def known_bytes(self) -> int:
        """How many bytes are read, as far as that is known."""
        return sum(unit.size or 0 for unit in self.units)

    @property
    def unsized(self) -> int:
        """Of how many units nobody knows how large they are."""
        return sum(unit.size is None for unit in self.units)


def in_full(place: str) -> str:
    """A path from the root on, so that each place has one name; an address as it is."""
    return place if "://" in place else str(Path(place).absolute())


def ordered(units: Iterable[ArchiveUnit]) -> tuple[ArchiveUnit, ...]:
    """Each input once, in order; a whole one stands for all ranges of it."""
    kept: dict[str, ArchiveUnit] = {}
    for unit in units:
        known = kept.get(unit.input)
        if known is None or not unit.ranges:
            kept[unit.input] = unit
        elif known.ranges:
            kept[unit.input] = _both(known, unit)
    return tuple(kept[name] for name in sorted(kept))


def _both(one: ArchiveUnit, other: ArchiveUnit) -> ArchiveUnit:
    ranges = merged([*one.ranges, *other.ranges], gap=0)
    return ArchiveUnit(input=one.input, ranges=ranges, size=sum(length for _, length in ranges))


def merged(ranges: Iterable[tuple[int, int]], *, gap: int, most: int | None = None) -> Ranges:
    """Ranges in order, those made one that lie no further apart than ``gap`` bytes.

    ``most``: none is made longer than this by another one; overlapping ones are made one anyway.
    """
    made: list[tuple[int, int]] = []
    for offset, length in sorted(ranges):
        start, end = (made[-1][0], sum(made[-1])) if made else (0, -1)
        whole = max(end, offset + length) - start
        is_near = offset - end <= gap and (most is None or whole <= most)
        if made and (offset < end or is_near):
            made[-1] = (start, whole)
        else:
            made.append((offset, length))
    return tuple(made)


def plan_lines(plan: Plan) -> Iterator[str]:
    """The plan as JSON Lines: a header, then a unit a line."""
    head = {
        "dalel": _KIND,
        "version": VERSION,
        "pack": plan.pack,
        "units": len(plan.units),
        "bytes": plan.known_bytes,
    }
    yield json.dumps(head, ensure_ascii=False) + "\n"
    for unit in plan.units:
        said: dict[str, Any] = {"input": unit.input}
        if unit.ranges:
            said["ranges"] = unit.ranges
        yield json.dumps(said | {"bytes": unit.size}, ensure_ascii=False) + "\n"


def write_plan(plan: Plan, path: Path) -> None:
    """Write a plan, which appears whole or not at all.

    :raises PlanError: when there is no such folder.
    """
    if not path.parent.is_dir():
        raise PlanError(f"{path}: there is no folder {path.parent} to write it to")
    with atomic(path) as stream:
        stream.writelines(line.encode() for line in plan_lines(plan))


def read_plan(path: Path) -> Plan:
    """A plan that was written, or made by hand.

    :raises PlanError: naming the line that is none.
    """
    try:
        # Names may hold signs at which ``splitlines`` would end a line.
        lines = path.read_text("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise PlanError(f"{path}: {_NO_PLAN}") from error
    except OSError as error:
        raise PlanError(f"{path}: cannot be read: {error}") from error
    if not any(lines):
        raise PlanError(f"{path}: no plan: it is empty")
    head = _head(lines[0], path)
    if head.get("dalel") != _KIND or head.get("version") != VERSION:
        raise PlanError(f"{path}:1: no plan of version {VERSION}: make it again (dalel bulk plan)")
    units = [
        _unit(_line(line, f"{path}:{at}"), f"{path}:{at}")
        for at, line in enumerate(lines[1:], start=2)
        if line.strip()
    ]
    if head.get("units") != len(units):
        raise PlanError(
            f"{path}: {head.get('units')} archives announced, {len(units)} there: the plan was cut "
            "or changed; make it again (dalel bulk plan)"
        )
    if len({unit.input for unit in units}) < len(units):
        raise PlanError(f"{path}: an input stands there twice")
    return Plan(pack=str(head.get("pack") or ""), units=tuple(units))


def _head(line: str, path: Path) -> dict[str, Any]:
    try:
        return _line(line, f"{path}:1")
    except PlanError as error:
        raise PlanError(f"{path}: {_NO_PLAN}") from error


def _line(line: str, place: str) -> dict[str, Any]:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise PlanError(
            f"{place}: not JSON: the plan was cut or changed; make it again (dalel bulk plan)"
        ) from error
    if not isinstance(said, dict):
        raise PlanError(f"{place}: not a JSON object")
    return said


def _unit(said: dict[str, Any], place: str) -> ArchiveUnit:
    name, size = said.get("input"), said.get("bytes")
    if not isinstance(name, str) or not name.strip() or len(name) > _LONGEST_INPUT:
        raise PlanError(f"{place}: no input")
    if size is not None and not is_size(size):
        raise PlanError(f"{place}: bytes: not a number of bytes: {size!r}")
    return ArchiveUnit(input=name, ranges=_ranges(said.get("ranges", ()), place), size=size)


def _ranges(said: object, place: str) -> Ranges:
    if not isinstance(said, Sequence) or isinstance(said, str):
        raise PlanError(f"{place}: ranges: not a list")
    end, ranges = 0, []
    for one in said:
        if not (isinstance(one, list) and len(one) == 2 and all(map(is_size, one))):
            raise PlanError(f"{place}: ranges: not [offset, length]: {one!r}")
        offset, length = one
        if offset < end or not length:
            raise PlanError(f"{place}: ranges: out of order, or empty: {one!r}")
        end = offset + length
        ranges.append((offset, length))
    return tuple(ranges)


def is_size(value: object) -> bool:
    """Whether a value can be a place or a length in a file."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _LARGEST
