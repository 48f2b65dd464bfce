"""The codes that the machine suggests for an incident, and the form that takes them over.

A suggestion fills a field of the form; a person saves it, and from then on it is the person's word.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from dalel.domain.classification import Classification, SuggestedCode
from dalel.domain.incident import CODED_LISTS
from dalel.newsroom.incidents.queries.suggested_codes import suggested
from dalel.pack import Pack

#: These have one answer: the surest suggestion is taken.
_SINGLE: Final = ("event_type", "verification", "severity")


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What is suggested: the section, and by field of the form codes, the likeliest first."""

    section: int | None = None
    fields: Mapping[str, tuple[SuggestedCode, ...]] = field(default_factory=dict)
    model: str = ""


def offer(number: str, pack: Pack) -> Offer:
    """What the machine suggests for an incident, as far as the codebook in force knows it."""
    found = suggested(number)
    if found is None:
        return Offer()
    offered = {name: _known(name, found, pack) for name in (*_SINGLE, *CODED_LISTS, "places")}
    return Offer(
        section=found.section if found.section in pack.codebook.section_by_number else None,
        fields={name: listed for name, listed in offered.items() if listed},
        model=found.model,
    )


def taken(form: Mapping[str, Any], offered: Offer, which: str) -> dict[str, Any]:
    """The form with one field, or ``all``, as suggested; what nothing is suggested for stays."""
    wanted = offered.fields if which == "all" else {which: offered.fields.get(which, ())}
    filled = dict(form)
    for name, listed in wanted.items():
        if listed:
            codes = [one.code for one in listed]
            filled[name] = codes[0] if name in _SINGLE else codes
    if which in {"all", "section"} and offered.section is not None:
        filled["section"] = str(offered.section)
    return filled


def _known(name: str, found: Classification, pack: Pack) -> tuple[SuggestedCode, ...]:
    book = pack.codebook
    known = {
        "event_type": (found.event_types, frozenset(book.term_by_code["event_type"])),
        "verification": (_one(found.verification), frozenset(book.term_by_code["verification"])),
        "severity": (_one(found.severity), frozenset(str(one.level) for one in book.severity)),
        "places": (found.places, frozenset(place.code for place in pack.places)),
    }
    if name in CODED_LISTS:
        known[name] = (getattr(found, name), frozenset(book.term_by_code[CODED_LISTS[name]]))
    listed, codes = known[name]
    return tuple(one for one in listed if one.code in codes)


def _one(found: SuggestedCode | None) -> tuple[SuggestedCode, ...]:
    return (found,) if found else ()
