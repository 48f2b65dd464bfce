"""Inputs of bulk work: paths, patterns, folders, stores, lists, indexes, and months of news.

Addresses are whatever fsspec knows: a path, ``s3://bucket/folder``, ``https://...``. What a store
asks for is set in its environment (``FSSPEC_S3_ENDPOINT_URL``, ``AWS_ACCESS_KEY_ID``).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import fsspec

from dalel.bulk.indexes import (
    ArchiveIndexError,
    IndexedPlaces,
    LineCounts,
    is_name,
    read_lines,
    read_table,
)
from dalel.bulk.pack_hosts import PackHosts
from dalel.bulk.units import ArchiveUnit, Plan, PlanError, in_full, ordered
from dalel.language.letters import legible
from dalel.pack import Pack
from dalel.steps.archive.durable_files import reaching

#: Where Common Crawl lies (https://commoncrawl.org/get-started).
COMMON_CRAWL: Final = "https://data.commoncrawl.org/"
#: Ranges that lie no further apart are read as one: asking once more costs as much.
GAP: Final = 64 << 10
#: Names may hold anything, also ends of lines.
_WARC: Final = re.compile(r".+\.w?arc(\.gz)?", re.IGNORECASE | re.DOTALL)
_LINES: Final = re.compile(r".+\.cdxj?(\.gz)?", re.IGNORECASE)
_TABLE: Final = re.compile(r".+\.parquet", re.IGNORECASE)
_LIST: Final = re.compile(r".+\.(txt|paths|list)(\.gz)?", re.IGNORECASE)
_MONTH: Final = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
_LONGEST_LINE: Final = 4000
_MOST_LINES: Final = 10_000_000


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What is to be read.

    ``base`` stands before the relative names of lists and indexes; empty: the folder of each.
    """

    inputs: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    base: str = ""
    common_crawl: str = COMMON_CRAWL
    gap: int = GAP


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A plan, and what became of the lines of lists and indexes.

    ``unusable`` are the first ones that could not be used, ``absent`` files of this machine that
    lists and indexes name and that are not there.
    """

    plan: Plan
    counts: Counter[str]
    unusable: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


def plan_of(sought: Sought, pack: Pack) -> Planned:
    """What is to be read for a pack.

    :raises PlanError: when an input is none. :raises StorageError: when one cannot be reached.
    """
    lines = LineCounts()
    hosts = PackHosts(pack)
    units = [unit for place in sought.inputs for unit in _units(place, sought, hosts, lines)]
    for month in sought.months:
        base = sought.common_crawl.rstrip("/") + "/"
        units += _listed(news_of(month, base), base, lines)
    plan = Plan(pack=pack.id, units=ordered(units))
    return Planned(
        plan=plan,
        counts=lines.counts,
        unusable=tuple(lines.unusable),
        absent=tuple(
            unit.input
            for unit in plan.units
            if "://" not in unit.input and not Path(unit.input).exists()
        ),
    )


def news_of(month: str, base: str) -> str:
    """The address of the list of a month of Common Crawl's news.

    :raises PlanError: when it is no month.
    """
    match = _MONTH.fullmatch(month)
    if match is None:
        raise PlanError(f"{month}: no month of Common Crawl's news: write it as 2026-01")
    return f"{base}crawl-data/CC-NEWS/{match[1]}/{match[2]}/warc.paths.gz"


def _units(
    place: str, sought: Sought, hosts: PackHosts, lines: LineCounts
) -> Iterator[ArchiveUnit]:
    with reaching(place):
        system, path = fsspec.core.url_to_fs(place)
        # A web server has no folders, whatever its addresses look like.
        if not place.startswith(("http:", "https:")) and system.isdir(path):
            found = _below(system, path)
        elif any(mark in path for mark in "*?[") and not system.exists(path):
            found = dict(sorted(system.glob(path, detail=True).items()))
        else:
            found = {path: system.info(path)}
    if not found:
        raise PlanError(f"{place}: no web archive there")
    for name, about in found.items():
        if legible(name) != name:
            # Neither a plan nor a Parquet file could name it.
            lines.refuse(f"{legible(name)}: rename it: its name is no text (UTF-8)")
        elif about.get("type") != "directory":
            yield from _unit(_address(system, name), about, sought, hosts, lines)


def _below(system: Any, path: str) -> dict[str, dict[str, Any]]:
    """The archives of a folder and those below it; where it has none, its indexes."""
    files = sorted(system.find(path, detail=True).items())
    for kinds in ((_WARC,), (_LINES, _TABLE)):
        if found := {name: about for name, about in files if _is_any(name, kinds)}:
            return found
    return {}


def _is_any(name: str, kinds: tuple[re.Pattern[str], ...]) -> bool:
    return any(kind.fullmatch(name) for kind in kinds)


def _address(system: Any, path: str) -> str:
    name = str(system.unstrip_protocol(path))
    return name.removeprefix("file://") if name.startswith("file://") else name


def _unit(
    place: str, about: dict[str, Any], sought: Sought, hosts: PackHosts, lines: LineCounts
) -> Iterable[ArchiveUnit]:
    base = in_full(sought.base) if sought.base else place.rpartition("/")[0]
    base = f"{base.rstrip('/')}/"
    if _WARC.fullmatch(place):
        return [ArchiveUnit(input=place, size=about.get("size"))]
    if _LINES.fullmatch(place) or _TABLE.fullmatch(place):
        return _indexed(place, base, sought.gap, hosts, lines)
    if _LIST.fullmatch(place):
        return _listed(place, base, lines)
    raise PlanError(
        f"{place}: neither a web archive (.warc, .warc.gz) nor a list (.txt, .txt.gz, "
        "warc.paths.gz) nor an index (.cdx, .cdxj, .parquet)"
    )


def _indexed(
    place: str, base: str, gap: int, hosts: PackHosts, lines: LineCounts
) -> list[ArchiveUnit]:
    found = IndexedPlaces(place=place, lines=lines)
    read = read_table if _TABLE.fullmatch(place) else read_lines
    try:
        with reaching(place), _opened(place) as stream:
            read(stream, hosts, found)
    except ArchiveIndexError as error:
        raise PlanError(f"{place}: {error}") from error
    return list(found.units(base, gap=gap))


def _listed(place: str, base: str, lines: LineCounts) -> list[ArchiveUnit]:
    """The archives that a list names, a path or address a line; ``#`` begins a remark."""
    units = []
    with reaching(place), _opened(place) as stream:
        for at, raw in enumerate(iter(lambda: stream.readline(_LONGEST_LINE), b""), start=1):
            line = raw.decode("utf-8", "replace").strip()
            if at > _MOST_LINES:
                break
            if not line or line.startswith("#"):
                continue
            lines.counts["listed"] += 1
            if (whole := _named(line, base)) is None:
                lines.refuse(f"{place}:{at}: {line}")
                continue
            units.append(ArchiveUnit(input=whole, size=_size(whole)))
    return units


def _named(line: str, base: str) -> str | None:
    """What a line of a list names: a person wrote it, so that it may lead anywhere."""
    if not line.isprintable() or not _WARC.fullmatch(line):
        return None
    if "://" in line or line.startswith("/"):
        return line
    return f"{base}{line}" if is_name(line) else None


def _size(place: str) -> int | None:
    """How large a file of this machine is; others are not asked one by one."""
    if "://" in place:
        return None
    system, path = fsspec.core.url_to_fs(place)
    return int(system.size(path)) if system.exists(path) else None


def _opened(place: str) -> Any:
    return fsspec.open(place, "rb", compression="gzip" if place.endswith(".gz") else None)
