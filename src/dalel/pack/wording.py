"""Finds every wording for readers in a record and in those nested in it."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Final

from dalel.domain.codebook import Labels

#: Fields that hold one wording in every language ...
_WORDED: Final = frozenset(
    {
        "labels",
        "rule",
        "citation",
        "reason",
        "title",
        "question",
        "country",
        "abbreviation",
        "dates",
    }
)
#: ... and fields that hold several.
_MEMBERS_WORDED: Final = frozenset({"section_rules", "case_status_rules", "roles", "stages"})


def wordings(record: object, key: str = "") -> Iterator[tuple[str, Labels]]:
    """Every wording in a record and all records below it, with the key where it stands."""
    if is_dataclass(record):
        for field in fields(record):
            value = getattr(record, field.name)
            below = f"{key}.{field.name}" if key else field.name
            if field.name in _WORDED and isinstance(value, Mapping):
                yield below, value
            elif field.name in _MEMBERS_WORDED:
                yield from _worded_members(value, below)
            else:
                yield from wordings(value, below)
    else:
        for below, member in _members(record, key):
            yield from wordings(member, below)


def _worded_members(value: object, key: str) -> Iterator[tuple[str, Labels]]:
    # The roles and stages of one naming rule are plain codes, the stages of deeds are records.
    for below, member in _members(value, key):
        if isinstance(member, Mapping):
            yield below, member
        else:
            yield from wordings(member, below)


def _members(value: object, key: str) -> Iterator[tuple[str, object]]:
    numbered = enumerate(value) if isinstance(value, tuple) else ()
    named = value.items() if isinstance(value, Mapping) else ()
    return ((f"{key}[{name!r}]", member) for name, member in (*numbered, *named))
