"""Where in a record do words for readers stand?"""

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
        "abbreviations",
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
            else:
                yield from _members(value, below, worded=field.name in _MEMBERS_WORDED)
    else:
        yield from _members(record, key, worded=False)


def _members(value: object, key: str, *, worded: bool) -> Iterator[tuple[str, Labels]]:
    numbered = enumerate(value) if isinstance(value, tuple) else ()
    named = value.items() if isinstance(value, Mapping) else ()
    for name, member in (*numbered, *named):
        below = f"{key}[{name!r}]"
        if worded and isinstance(member, Mapping):
            yield below, member
        elif is_dataclass(member):
            yield from wordings(member, below)
