"""The gazetteer: places of the country, with their names and inflected forms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dalel.domain.codebook import Labels


class PlaceKind(StrEnum):
    """What kind of place it is, from the widest to the narrowest."""

    COUNTRY = "country"
    REGION = "region"
    CITY = "city"
    DISTRICT = "district"


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place: ``code`` is ISO 3166 for countries and regions, else the country's own register.

    ``forms`` gives the cases of the name by language (gen, dat, acc, loc, abl, ins, loc_adj);
    ``variants`` other names in use now, ``former`` names of the past, by language. Where the bare
    name also means something else (``ambiguous``), only a name with a word such as "town" counts.
    """

    code: str
    kind: PlaceKind
    labels: Labels
    within: str | None
    forms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    variants: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    former: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ambiguous: bool = False
