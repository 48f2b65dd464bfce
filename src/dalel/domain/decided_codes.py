"""Which codes of an incident a person decided, and which are only suggested or open."""

from collections.abc import Collection
from typing import Final

from dalel.domain.incident import Codes

#: What every entry has: open, they hold it back.
NEEDED: Final = (
    "section",
    "event_type",
    "direction",
    "severity",
    "case_status",
    "verification",
)
#: What an entry may have several of or none; none claims nothing, and nobody need decide it.
OPTIONAL: Final = (
    "secondary_event_types",
    "rights",
    "actors",
    "targets",
    "means",
    "platforms",
    "places",
    "statutes",
)
#: All that is decided by name.
DECIDABLE: Final = (*NEEDED, *OPTIONAL)
#: What one act may accept as suggested; each of the others takes an act of its own.
TOGETHER: Final = ("section", "event_type", "places", "platforms")


def told(codes: Codes) -> tuple[str, ...]:
    """The fields, without the section, in which these codes say something."""
    return tuple(name for name in DECIDABLE if name != "section" and getattr(codes, name))


def undecided(codes: Codes, decided: Collection[str]) -> tuple[str, ...]:
    """The fields that would become public and that nobody decided, in the order of the form."""
    public = {*NEEDED, *told(codes)}
    return tuple(name for name in DECIDABLE if name in public and name not in decided)
