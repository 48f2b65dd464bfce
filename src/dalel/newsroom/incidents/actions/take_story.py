"""Opens an incident from a story, with the suggested section and codes."""

from collections.abc import Mapping

from dalel.domain.classification import Classification
from dalel.domain.incident import CODED_LISTS, Codes
from dalel.newsroom.incidents.actions import triage
from dalel.newsroom.incidents.actions.story_decisions import By
from dalel.newsroom.stories.models import DecisionRow
from dalel.newsroom.stories.queries.cards import Card
from dalel.newsroom.stories.queries.inbox import card
from dalel.pack import Pack


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


def draft(story: Card, pack: Pack) -> Codes:
    """The codes that are suggested for a story; what nothing is suggested for is open.

    Nobody decided any of them, so that an entry is held back until somebody did.
    """
    terms, found = pack.codebook.term_by_code, story.suggestion
    verified = found.verification.code if found and found.verification else ""
    return Codes(
        codebook_version=pack.codebook.version,
        event_type=story.event_type if story.event_type in terms["event_type"] else "",
        direction="",
        severity=min(5, max(1, round(story.severity))) if found else 0,
        severity_reason="",
        case_status="",
        verification=verified if verified in terms["verification"] else "",
        **(_lists(found, pack) if found else {}),
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
