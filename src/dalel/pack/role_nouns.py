"""What those who take part in deeds are called: ``deeds/roles.toml``, and what cannot be one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path
from typing import Final

from dalel.domain.deeds import RoleNoun
from dalel.domain.errors import PackError
from dalel.pack.files import read

_FILE: Final = "deeds/roles.toml"
_LANGUAGES: Final = ("kk", "ru", "en")


@dataclass(frozen=True, kw_only=True)
class _Noun:
    group: str
    general: bool = False
    may_be: tuple[str, ...] = ()
    codes: frozenset[str] = frozenset()
    any: tuple[str, ...] = ()
    kk: tuple[str, ...] = ()
    ru: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Nouns:
    """``distinct``, ``loose``, ``things`` and ``steps`` name groups; see the head of the file."""

    distinct: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    steps: frozenset[str] = frozenset()
    nouns: Mapping[str, _Noun] = field(default_factory=dict)


def read_roles(folder: Path) -> Mapping[str, RoleNoun]:
    """The role nouns of a pack's folder by id; none where the pack has no such file.

    :raises PackError: when a noun names one that is not there, or lacks words in a language, or a
        list names a group that no noun belongs to.
    """
    if not (folder / _FILE).exists():
        return {}
    table = read(folder, _FILE, _Nouns)
    _check(table)
    akin: dict[str, set[str]] = {name: set() for name in table.nouns}
    apart: dict[str, set[str]] = {name: set() for name in table.nouns}
    for one, other in permutations(table.nouns, 2):
        if _may_be_one(table, one, other):
            akin[one].add(other)
        elif _cannot_be_one(table, one, other):
            apart[one].add(other)
    return {
        name: RoleNoun(
            words={language: (*noun.any, *getattr(noun, language)) for language in _LANGUAGES},
            codes=noun.codes,
            akin=frozenset(akin[name]),
            apart=frozenset(apart[name]),
            rivals=frozenset(
                other for other in apart[name] if table.nouns[other].group == noun.group
            ),
            loose=noun.group in table.loose,
            thing=noun.group in table.things,
            step=noun.group if noun.group in table.steps else "",
        )
        for name, noun in table.nouns.items()
    }


def _check(table: _Nouns) -> None:
    groups = {noun.group for noun in table.nouns.values()}
    for key in ("distinct", "loose", "things", "steps"):
        for group in sorted(getattr(table, key) - groups):
            raise PackError(_FILE, key, f"no noun is of the group {group!r}")
    for name, noun in table.nouns.items():
        for other in noun.may_be:
            if other not in table.nouns:
                raise PackError(_FILE, f"nouns.{name}.may_be", f"there is no noun {other!r}")
        for language in _LANGUAGES:
            if not (noun.any or getattr(noun, language)):
                raise PackError(_FILE, f"nouns.{name}.{language}", "no words")


def _may_be_one(table: _Nouns, one: str, other: str) -> bool:
    first, second = table.nouns[one], table.nouns[other]
    if other in first.may_be or one in second.may_be:
        return True
    return first.group == second.group and (first.general or second.general)


def _cannot_be_one(table: _Nouns, one: str, other: str) -> bool:
    first, second = table.nouns[one].group, table.nouns[other].group
    if first == second:
        return first in table.distinct
    return not {first, second} & table.loose
