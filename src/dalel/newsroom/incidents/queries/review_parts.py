"""What of an incident waits for approval, part by part, and why a member may not approve it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from dalel.domain.approval import Candidate, Refusal, refusals
from dalel.domain.incident import Provenance
from dalel.domain.states import SHOWN, VersionState
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.accounts.queries.persons import same_persons
from dalel.newsroom.incidents.queries.incidents import IncidentRecord
from dalel.newsroom.incidents.queries.kept_evidence import evidence_lack
from dalel.newsroom.incidents.queries.records import IncidentReading


class PartKind(StrEnum):
    """What is approved of an entry."""

    TEXT = "text"
    RECORD = "codes, section, date and links"
    PROPOSAL = "proposed change"
    ENTRY = "entry"


@dataclass(frozen=True, kw_only=True)
class ReviewPart:
    """A part of an entry; ``name`` is the language of a text, or what a proposal is about.

    ``why``: what stands against its approval.
    """

    kind: PartKind
    name: str = ""
    why: tuple[Refusal, ...] = ()


@dataclass(frozen=True, kw_only=True)
class WaitingProposal:
    """A proposed change of an entry, and the account that proposed it."""

    key: int
    kind: str
    username: str


@dataclass(frozen=True, kw_only=True)
class EntryReview:
    """All that one act would approve of an entry: nothing where no version of it is in review.

    ``texts`` says by language in review why the member may not approve that text alone.
    """

    parts: tuple[ReviewPart, ...]
    texts: Mapping[str, tuple[Refusal, ...]]

    @property
    def refused(self) -> tuple[ReviewPart, ...]:
        """The parts against which something stands."""
        return tuple(part for part in self.parts if part.why)

    @property
    def may_try(self) -> bool:
        """Whether nothing stands against it, or nothing but concerns that a proposal may answer."""
        has_proposals = any(part.kind is PartKind.PROPOSAL for part in self.parts)
        allowed = {Refusal.CONCERNS} if has_proposals else set()
        return bool(self.parts) and all({*part.why} <= allowed for part in self.parts)


@dataclass(frozen=True, kw_only=True)
class Reviewer:
    """Who would approve; ``alone``: the newsroom is one person."""

    member: Member
    alone: bool = False


def text_refusals(
    record: IncidentRecord, reviewer: Reviewer, *, is_undecided: bool
) -> Mapping[str, tuple[Refusal, ...]]:
    """By language in review, why the member may not approve the text.

    ``is_undecided``: codes would come out with it that nobody decided.
    """
    authors = same_persons(record.authors)
    return {
        language: refusals(
            Candidate(
                language=language,
                state=state,
                authors=authors.get(language, frozenset()),
                holding=sum(
                    one.concern.holds_back and one.concern.language in {None, language}
                    for one in record.kept
                ),
                is_stale=language in record.stale,
                is_undecided=is_undecided,
                is_uncoded=_is_uncoded(record.reading),
            ),
            member=reviewer.member.username,
            reads=frozenset(reviewer.member.reads),
            alone=reviewer.alone,
        )
        for language, state in record.reading.states.items()
        if state is VersionState.IN_REVIEW
    }


def entry_review(
    record: IncidentRecord,
    reviewer: Reviewer,
    *,
    texts: Mapping[str, tuple[Refusal, ...]],
    codes_and_frame: tuple[Refusal, ...] | None,
    proposals: Iterable[WaitingProposal],
    languages: Iterable[str],
) -> EntryReview:
    """What one act would approve of an entry.

    ``texts`` is what ``text_refusals`` gives; ``codes_and_frame`` says why the member may not
    approve these, None where they do not wait. Those that were changed and not sent hold all
    back: what is shown would not be what is approved. Without anything in review there is no part.
    """
    if not texts and codes_and_frame is None:
        return EntryReview(parts=(), texts={})
    of_texts = (_text_part(record, language, texts) for language in languages)
    parts = [part for part in of_texts if part is not None]
    is_held = VersionState.DRAFT in {record.reading.codes_state, record.reading.frame_state}
    if codes_and_frame is not None or is_held:
        # What goes with a text is told with the text, but for whose hand it is.
        told = {why for part in parts for why in part.why if why is not Refusal.OWN_TEXT}
        why = tuple(one for one in codes_and_frame or () if one not in told)
        if is_held and Refusal.NOT_IN_REVIEW not in why:
            why = (Refusal.NOT_IN_REVIEW, *why)
        parts.append(ReviewPart(kind=PartKind.RECORD, why=why))
    parts += _proposal_parts(proposals, reviewer)
    if lacking := evidence_lack(record.reading.incident):
        parts.append(ReviewPart(kind=PartKind.ENTRY, why=(lacking,)))
    return EntryReview(parts=tuple(parts), texts=texts)


def _text_part(
    record: IncidentRecord, language: str, texts: Mapping[str, tuple[Refusal, ...]]
) -> ReviewPart | None:
    """The part of a text; None where it is approved and nothing is to be done about it."""
    state = record.reading.states.get(language)
    if language in texts:
        why = texts[language]
    elif state is None:
        why = (Refusal.NO_TEXT,)
    elif state is VersionState.DRAFT:
        why = (Refusal.NOT_IN_REVIEW,)
    elif language in record.stale:
        why = (Refusal.STALE,)
    else:
        return None
    return ReviewPart(kind=PartKind.TEXT, name=language, why=why)


def _proposal_parts(proposals: Iterable[WaitingProposal], reviewer: Reviewer) -> list[ReviewPart]:
    waiting = list(proposals)
    hands = same_persons({str(one.key): [one.username] for one in waiting})
    return [
        ReviewPart(
            kind=PartKind.PROPOSAL,
            name=one.kind,
            why=(Refusal.OWN_TEXT,)
            if not reviewer.alone and reviewer.member.username in hands[str(one.key)]
            else (),
        )
        for one in waiting
    ]


def _is_uncoded(reading: IncidentReading) -> bool:
    """As ``undecided_codes.is_uncoded``, of what was read already."""
    incident = reading.incident
    return (
        reading.codes_state is None
        and incident.provenance is Provenance.WRITTEN
        and incident.state not in SHOWN
    )
