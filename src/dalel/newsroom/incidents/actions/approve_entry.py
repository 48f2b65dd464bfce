"""Approval of a whole entry in one act: texts, codes, section, date, links and what is proposed.

All of it is approved or none. The form names the versions and proposals that its page showed; what
changed since is refused.
"""

from collections.abc import Collection

from dalel.domain.approval import Refusal
from dalel.domain.errors import DalelError
from dalel.domain.public_change import ProposalState
from dalel.domain.states import VersionState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame.state_moves import OvertakenError
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions import approve_metadata, proposals, write
from dalel.newsroom.incidents.actions import texts as editing
from dalel.newsroom.incidents.actions.proposals import ChangeProposal
from dalel.newsroom.incidents.actions.seen_versions import keep_seen
from dalel.newsroom.incidents.models import IncidentRow
from dalel.newsroom.incidents.queries import incidents
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.review_parts import (
    EntryReview,
    PartKind,
    Reviewer,
    ReviewPart,
    WaitingProposal,
    entry_review,
    text_refusals,
)
from dalel.newsroom.incidents.queries.seen_versions import ShownVersions, shown_versions
from dalel.pack import Pack


class EntryRefusedError(DalelError):
    """The entry may not be approved as a whole; ``parts`` say what stands against which of it."""

    def __init__(self, parts: tuple[ReviewPart, ...]) -> None:
        super().__init__(", ".join(why for part in parts for why in part.why))
        self.parts = parts


def approve_entry(
    number: str,
    shown: ShownVersions,
    proposed: Collection[int],
    *,
    act: Act,
    pack: Pack,
    alone: bool = False,
) -> IncidentRow:
    """Approve all that waits of an entry, as it was shown, or nothing.

    What is proposed is approved first: a decision on a name may answer a concern that holds the
    texts back. So the checks run again in between, within the transaction.

    :raises NotFoundError: when there is no incident of this number.
    :raises OvertakenError: when there are other versions or proposals than those that were shown.
    :raises EntryRefusedError: when something stands against any of it, or nothing waits.
    """
    number = incident_row(number).number
    if not proposed:
        write.recheck(number, pack, now=act.time)
    with writing():
        waiting = proposals.waiting(incident=number)
        if shown_versions(number) != shown or {one.key for one in waiting} != {*proposed}:
            raise OvertakenError
        review = reviewed(number, act, pack, waiting, alone=alone)
        if not review.may_try:
            nothing = ReviewPart(kind=PartKind.ENTRY, why=(Refusal.NOT_IN_REVIEW,))
            raise EntryRefusedError(review.refused or (nothing,))
        if waiting:
            _approve_proposals(waiting, act, alone=alone)
            write.recheck(number, pack, now=act.time)
            review = reviewed(number, act, pack, (), alone=alone)
            if review.refused:
                raise EntryRefusedError(review.refused)
        incident = _approve_versions(number, shown, act, pack, alone=alone)
        keep_seen(incident.number, shown, act)
    return incident


def reviewed(
    number: str, act: Act, pack: Pack, waiting: Collection[ChangeProposal], *, alone: bool
) -> EntryReview:
    """What one act would approve of an entry, and what stands against it."""
    record = incidents.incident(number)
    asked = approve_metadata.asked(number, act, alone=alone)
    return review_of(record, act, pack, waiting, asked=asked, alone=alone)


def review_of(
    record: incidents.IncidentRecord,
    act: Act,
    pack: Pack,
    waiting: Collection[ChangeProposal],
    *,
    asked: approve_metadata.Asked,
    alone: bool,
) -> EntryReview:
    """As ``reviewed``, of what was read already."""
    reviewer = Reviewer(member=act.member, alone=alone)
    return entry_review(
        record,
        reviewer,
        texts=text_refusals(
            record, reviewer, is_undecided=Refusal.CODES_UNDECIDED in asked.against
        ),
        codes_and_frame=asked.against if asked.waits else None,
        proposals=[
            WaitingProposal(key=one.key, kind=one.after.kind, username=one.username)
            for one in waiting
        ],
        languages=pack.languages,
    )


def _approve_proposals(waiting: Collection[ChangeProposal], act: Act, *, alone: bool) -> None:
    for one in waiting:
        if proposals.approve(one.key, act, alone=alone) is ProposalState.STALE:
            raise OvertakenError


def _approve_versions(
    number: str, shown: ShownVersions, act: Act, pack: Pack, *, alone: bool
) -> IncidentRow:
    """Approve the texts in review, and codes and frame with them or after them."""
    incident = incident_row(number)
    for language, version in sorted(shown.texts.items()):
        if incident.versions.filter(
            language=language, number=version, state=VersionState.IN_REVIEW
        ).exists():
            incident = editing.approve(
                incident.number,
                language,
                version,
                act=act,
                prefix=pack.number_prefix,
                alone=alone,
            )
    asked = approve_metadata.asked(incident.number, act, alone=alone)
    if asked.waits:
        approve_metadata.approve(
            incident.number, codes=asked.codes, frame=asked.frame, act=act, alone=alone
        )
    return incident_row(incident.number)
