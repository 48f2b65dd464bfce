"""The codes that the machine suggests for an incident, and the form that takes them over.

A suggestion fills a field of the form when a person takes it, never before; saved, it is the
person's word. One act takes few fields together (``domain.decided_codes.TOGETHER``).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from dalel.domain.classification import UNSURE, Classification, SuggestedCode
from dalel.domain.decided_codes import TOGETHER
from dalel.domain.incident import CODED_LISTS
from dalel.newsroom.incidents.queries.suggested_codes import suggested
from dalel.pack import Pack

#: An event type of which the text says less than this has no support in it, and is not offered.
_UNSUPPORTED: Final = 0.05
#: What is suggested by a judgement, and has one answer: the surest suggestion is taken.
_SINGLE: Final = ("event_type", "verification", "severity")
_ONE_ANSWER: Final = ("section", *_SINGLE)


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What is suggested: the section, and by field of the form codes, the likeliest first."""

    section: int | None = None
    fields: Mapping[str, tuple[SuggestedCode, ...]] = field(default_factory=dict)
    model: str = ""


def offer(number: str, pack: Pack, articles: Collection[int] | None = None) -> Offer:
    """What the machine suggests for an incident, as far as the codebook in force knows it.

    Whoever knows the keys of the articles behind it gives them.
    """
    found = suggested(number, articles)
    if found is None:
        return Offer()
    offered = {name: _known(name, found, pack) for name in (*_SINGLE, *CODED_LISTS, "places")}
    return Offer(
        section=found.section if found.section in pack.codebook.section_by_number else None,
        fields={name: listed for name, listed in offered.items() if listed},
        model=found.model,
    )


def goes_together(name: str, offered: Offer) -> bool:
    """Whether a field is suggested and one press may accept it with others.

    An event type only where it is sure: of those that are not, a person chooses.
    """
    codes = _offered_in(name, offered)
    if name == "event_type":
        return bool(codes) and offered.fields[name][0].score > UNSURE
    return name in TOGETHER and bool(codes)


def taken(form: Mapping[str, Any], offered: Offer, which: str) -> dict[str, Any]:
    """The form with one code as suggested (``field:code``), or with few fields (``together``).

    Together only what is empty and goes together is filled: what somebody chose stays. A single
    code joins those that are chosen already, where its field takes several.
    """
    filled = dict(form)
    if which == "together":
        for name in TOGETHER:
            if not goes_together(name, offered):
                continue
            filled[name] = form.get(name) or _suggestion(name, offered) or form.get(name, "")
        return filled
    name, _, code = which.partition(":")
    if name == "date":
        return filled | {"date": code}
    if code in _offered_in(name, offered):
        chosen = form.get(name)
        filled[name] = code if name in _ONE_ANSWER else [*dict.fromkeys([*(chosen or []), code])]
    return filled


def _offered_in(name: str, offered: Offer) -> list[str]:
    if name == "section":
        return [] if offered.section is None else [str(offered.section)]
    return [one.code for one in offered.fields.get(name, ())]


def _suggestion(name: str, offered: Offer) -> str | list[str]:
    codes = _offered_in(name, offered)
    return next(iter(codes), "") if name in _ONE_ANSWER else codes


def _known(name: str, found: Classification, pack: Pack) -> tuple[SuggestedCode, ...]:
    book = pack.codebook
    known = {
        "event_type": (_borne_out(found.event_types), frozenset(book.term_by_code["event_type"])),
        "verification": (_one(found.verification), frozenset(book.term_by_code["verification"])),
        "severity": (_one(found.severity), frozenset(str(one.level) for one in book.severity)),
        "places": (found.places, frozenset(place.code for place in pack.places)),
    }
    if name in CODED_LISTS:
        known[name] = (getattr(found, name), frozenset(book.term_by_code[CODED_LISTS[name]]))
    listed, codes = known[name]
    return tuple(one for one in listed if one.code in codes)


def _borne_out(found: Collection[SuggestedCode]) -> tuple[SuggestedCode, ...]:
    """The event types for which something speaks in the text."""
    return tuple(one for one in found if one.score >= _UNSUPPORTED)


def _one(found: SuggestedCode | None) -> tuple[SuggestedCode, ...]:
    """What has one answer, where it is sure: a wrong one would be taken by one press."""
    return (found,) if found and found.score > UNSURE else ()
