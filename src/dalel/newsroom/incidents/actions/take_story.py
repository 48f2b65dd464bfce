"""Opens an incident from a story, with the suggested section and codes."""

from collections.abc import Mapping
from typing import Final

from dalel.domain.classification import Classification, SuggestedCode
from dalel.domain.codebook import Codebook
from dalel.domain.incident import CODED_LISTS, Codes
from dalel.newsroom.incidents.actions import triage
from dalel.newsroom.incidents.actions.story_decisions import By
from dalel.newsroom.stories.models import DecisionRow
from dalel.newsroom.stories.queries.cards import Card
from dalel.newsroom.stories.queries.inbox import card
from dalel.pack import Pack

#: The answers that claim nothing, where the codebook has them.
_UNCLAIMED: Final = {
    "direction": "neutral",
    "case_status": "not_applicable",
    "verification": "V1",
}


def take(key: str, pack: Pack, by: By) -> DecisionRow:
    """Open an incident from a story under the suggested section and codes, as a draft.

    :raises NotFoundError: when there is no such story. Raises as ``triage.take``.
    """
    story = card(key)
    book = pack.codebook
    return triage.take(
        key,
        story.section if story.section in book.section_by_number else book.sections[0].number,
        pack.number_prefix,
        by,
        codes=draft(story, pack),
        model=story.suggestion.model if story.suggestion else "",
    )


def draft(story: Card, pack: Pack) -> Codes | None:
    """The codes that are suggested for a story; None where not even the event type is."""
    book, found = pack.codebook, story.suggestion
    if found is None or story.event_type not in book.term_by_code["event_type"]:
        return None
    return Codes(
        codebook_version=book.version,
        event_type=story.event_type,
        direction=_unclaimed(book, "direction"),
        severity=min(5, max(1, round(story.severity))),
        severity_reason="",
        case_status=_unclaimed(book, "case_status"),
        verification=_known(book, "verification", found.verification),
        **_lists(found, pack),
    )


def _lists(found: Classification, pack: Pack) -> Mapping[str, tuple[str, ...]]:
    known = {
        name: frozenset(pack.codebook.term_by_code[variable])
        for name, variable in CODED_LISTS.items()
    }
    known["places"] = frozenset(place.code for place in pack.places)
    return {
        name: tuple(one.code for one in getattr(found, name) if one.code in codes)
        for name, codes in known.items()
    }


def _known(book: Codebook, variable: str, found: SuggestedCode | None) -> str:
    if found is None or found.code not in book.term_by_code[variable]:
        return _unclaimed(book, variable)
    return found.code


def _unclaimed(book: Codebook, variable: str) -> str:
    terms = book.terms[variable]
    code = _UNCLAIMED[variable]
    return code if code in book.term_by_code[variable] else terms[-1].code
