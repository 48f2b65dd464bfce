"""The pack's table of deeds: ``deeds/table.toml``, its stages, and the words of each language.

A line of words is ``наложить штраф : patient=на+acc``: the dictionary form, and after the colon the
roles that stand otherwise than in the language's rule, several ways parted by ``|``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from dalel.domain.claim import ClaimRole
from dalel.domain.codebook import TRACKS, Codebook
from dalel.domain.deeds import Deed, DeedTable, Stage, Telling, Tellings
from dalel.domain.errors import PackError
from dalel.pack.files import read
from dalel.pack.role_nouns import read_roles

_FOLDER: Final = "deeds"
_TABLE: Final = f"{_FOLDER}/table.toml"
_STAGES: Final = f"{_FOLDER}/stages.toml"
#: Files of the folder that hold no language's words.
_NO_LANGUAGES: Final = frozenset({"table", "stages", "roles"})
#: What a line of words may say the place of.
_ROLES: Final = frozenset({"agent", "patient", "where", *ClaimRole})
_RELATIONS: Final = ("implies", "excludes", "near", "undoes")


@dataclass(frozen=True, kw_only=True)
class _Words:
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()


def read_deeds(folder: Path) -> DeedTable:
    """The table of a pack's folder; an empty one where the pack has none.

    :raises PackError: when words tell a deed that the table does not have or one line tells two,
        when a deed names one that is not there, implies itself, or excludes what it implies or is
        near to, or when a role is unknown or not written as ``name=case``.
    """
    if not (folder / _TABLE).exists():
        return DeedTable()
    deeds = _related(read(folder, _TABLE, dict[str, Deed]))
    exists = (folder / _STAGES).exists()
    stages = read(folder, _STAGES, dict[str, Stage]) if exists else {}
    tellings = {
        language: _tellings(folder, f"{_FOLDER}/{language}.toml", frozenset(deeds))
        for language in sorted(path.stem for path in (folder / _FOLDER).glob("*.toml"))
        if language not in _NO_LANGUAGES
    }
    return DeedTable(deeds=deeds, stages=stages, tellings=tellings, roles=read_roles(folder))


def problems(table: DeedTable, codebook: Codebook) -> Iterator[tuple[str, str]]:
    """What a table names that neither the codebook nor its stages have, as (key, problem)."""
    for name, deed in table.deeds.items():
        for code in deed.event_types:
            if code not in codebook.term_by_code["event_type"]:
                yield f"{name}.event_types", f"{code!r} is not known"
        if deed.stage and deed.stage not in table.stages:
            yield f"{name}.stage", f"{deed.stage!r} is not known"


def stage_problems(table: DeedTable) -> Iterator[tuple[str, str]]:
    """The tracks of stages that the codebook does not have, as (key, problem)."""
    for name, stage in table.stages.items():
        for track in stage.tracks:
            if track not in TRACKS:
                yield f"{name}.tracks", f"{track!r} is not known"


def _related(deeds: Mapping[str, Deed]) -> Mapping[str, Deed]:
    """The deeds with what follows from their relations: see ``DeedTable``."""
    _refuse_unknown(deeds)
    implied = {name: _followed(name, deeds) for name in deeds}
    near = _both_ways({name: deed.near for name, deed in deeds.items()})
    excluded = _both_ways({name: deed.excludes for name, deed in deeds.items()})
    excluded = _both_ways(
        {
            name: frozenset[str]().union(*(excluded[each] for each in (name, *implied[name])))
            for name in deeds
        }
    )
    # What implies little stands nearest to the line that is wrong.
    for name in sorted(deeds, key=lambda deed: len(implied[deed])):
        for relation, others in (("implies", implied[name]), ("near", near[name])):
            for other in sorted(others & excluded[name]):
                raise PackError(_TABLE, f"{name}.{relation}", f"it also excludes {other!r}")
    return {
        name: replace(deed, implies=implied[name], excludes=excluded[name], near=near[name])
        for name, deed in deeds.items()
    }


def _refuse_unknown(deeds: Mapping[str, Deed]) -> None:
    for name, deed in deeds.items():
        for relation in _RELATIONS:
            for other in getattr(deed, relation):
                if other not in deeds:
                    raise PackError(_TABLE, f"{name}.{relation}", f"there is no deed {other!r}")
                if other == name:
                    raise PackError(_TABLE, f"{name}.{relation}", "a deed cannot name itself")


def _followed(name: str, deeds: Mapping[str, Deed]) -> frozenset[str]:
    """All that a deed implies, by any number of steps."""
    found, left = set[str](), set(deeds[name].implies)
    while left:
        other = left.pop()
        found.add(other)
        left |= deeds[other].implies - found
    if name in found:
        raise PackError(_TABLE, f"{name}.implies", "it implies itself, by way of others")
    return frozenset(found)


def _both_ways(table: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    found = {name: set(others) for name, others in table.items()}
    for name, others in table.items():
        for other in others:
            found[other].add(name)
    return {name: frozenset(others) for name, others in found.items()}


def _tellings(folder: Path, name: str, known: frozenset[str]) -> Mapping[str, Tellings]:
    words = read(folder, name, dict[str, _Words])
    for deed in words:
        if deed not in known:
            raise PackError(name, deed, "the table has no such deed")
    found = {
        deed: Tellings(
            verbs=tuple(_telling(line, name, deed) for line in each.verbs),
            nouns=tuple(_telling(line, name, deed) for line in each.nouns),
        )
        for deed, each in words.items()
    }
    _refuse_repeated(found, name)
    return found


def _refuse_repeated(found: Mapping[str, Tellings], name: str) -> None:
    first: dict[object, str] = {}
    for deed, each in found.items():
        for kind, tellings in (("verbs", each.verbs), ("nouns", each.nouns)):
            for telling in tellings:
                key = (kind, telling.words, frozenset(telling.roles.items()))
                if key in first:
                    line = " ".join(telling.words)
                    raise PackError(name, f"{deed}.{kind}", f"{line!r} also tells {first[key]!r}")
                first[key] = deed


def _telling(line: str, name: str, deed: str) -> Telling:
    words, _, roles = line.partition(":")
    found: dict[str, tuple[str, ...]] = {}
    for role in roles.split():
        key, mark, ways = role.partition("=")
        if not (mark and all(ways.split("|"))):
            raise PackError(name, deed, f"no role: {role!r}")
        if key not in _ROLES:
            raise PackError(name, deed, f"{key!r} is no role")
        if key in found:
            raise PackError(name, deed, f"the role {key!r} stands twice: {line!r}")
        found[key] = tuple(ways.split("|"))
    if not words.split():
        raise PackError(name, deed, f"no words: {line!r}")
    return Telling(words=tuple(words.split()), roles=found)
