"""The head of an entry's page for its reader: what one act approves, and what is new to him."""

from collections.abc import Collection
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from dalel.domain.holder import Hold
from dalel.domain.incident import Codes, Frame
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.evidence.queries.article_status import DiffPiece, difference
from dalel.newsroom.frame.context import is_alone, pack
from dalel.newsroom.incidents.actions import approve_metadata, codes, metadata
from dalel.newsroom.incidents.actions.approve_entry import review_of
from dalel.newsroom.incidents.actions.proposals import ChangeProposal
from dalel.newsroom.incidents.codes_labels import Coded, coded
from dalel.newsroom.incidents.models import IncidentRow
from dalel.newsroom.incidents.queries.holders import holders
from dalel.newsroom.incidents.queries.incidents import IncidentRecord
from dalel.newsroom.incidents.queries.review_parts import EntryReview
from dalel.newsroom.incidents.queries.review_queue import QueuedEntry, following, review_queue
from dalel.newsroom.incidents.queries.seen_versions import (
    SeenVersions,
    ShownVersions,
    seen_versions,
    versions_in,
)


@dataclass(frozen=True, kw_only=True)
class CodeChange:
    """A question of the codes whose answers changed."""

    question: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SinceSeen:
    """What changed since a member's last look: texts by language, codes, and the frame."""

    seen: SeenVersions
    texts: dict[str, tuple[DiffPiece, ...]] = field(default_factory=dict)
    codes: tuple[CodeChange, ...] = ()
    frame: tuple[Frame, Frame] | None = None

    @property
    def has_changes(self) -> bool:
        """Whether anything did."""
        return bool(self.texts or self.codes or self.frame)


@dataclass(frozen=True, kw_only=True)
class ReviewPanel:
    """What the head of the page shows.

    ``review``, ``queue`` and ``after``, which is the next in it, are for those who may approve.
    """

    shown: ShownVersions
    proposed: tuple[int, ...]
    since: SinceSeen | None
    is_seen: bool
    holds: tuple[Hold, ...]
    review: EntryReview | None = None
    queue: tuple[QueuedEntry, ...] = ()
    after: QueuedEntry | None = None


def review_panel(
    record: IncidentRecord,
    act: Act,
    waiting: Collection[ChangeProposal],
    asked: approve_metadata.Asked | None,
) -> ReviewPanel:
    """The head of an entry's page, for who reads it; ``asked`` is None where he may not approve."""
    number, alone = record.reading.incident.number, is_alone()
    shown, seen = versions_in(record), seen_versions(number, act.member.pk)
    held = holders(IncidentRow.objects.filter(number=number), ZoneInfo(pack().zone))
    queue = review_queue(act.member, alone=alone) if asked else ()
    return ReviewPanel(
        shown=shown,
        proposed=tuple(one.key for one in waiting),
        since=_since(record, seen, shown) if seen else None,
        is_seen=seen is not None and seen.shown == shown,
        holds=held.get(number, ()),
        review=review_of(record, act, pack(), waiting, asked=asked, alone=alone) if asked else None,
        queue=queue,
        after=following(queue, number),
    )


def _since(record: IncidentRecord, seen: SeenVersions, shown: ShownVersions) -> SinceSeen:
    number = record.reading.incident.number
    return SinceSeen(
        seen=seen,
        texts=_texts(record, seen.shown),
        codes=_codes(number, seen.shown.codes, shown.codes),
        frame=_frame(number, seen.shown.frame, shown.frame),
    )


def _texts(record: IncidentRecord, seen: ShownVersions) -> dict[str, tuple[DiffPiece, ...]]:
    """By language, how the newest text differs from the one that was seen."""
    changed = {}
    for language, versions in record.versions.items():
        new = versions[0].text
        old = next((one.text for one in versions if one.number == seen.texts.get(language)), None)
        if old is not None and (old.title, old.paragraphs) != (new.title, new.paragraphs):
            changed[language] = difference(
                *("\n\n".join([one.title or "", *one.paragraphs]) for one in (old, new))
            )
    return changed


def _codes(number: str, seen: int, shown: int) -> tuple[CodeChange, ...]:
    if seen == shown:
        return ()
    kept = {one.number: one.codes for one in codes.versions(number)}
    before, after = (_answers(kept.get(version)) for version in (seen, shown))
    return tuple(
        CodeChange(
            question=question, before=before.get(question, ()), after=after.get(question, ())
        )
        for question in dict.fromkeys((*after, *before))
        if before.get(question) != after.get(question)
    )


def _answers(kept: Codes | None) -> dict[str, tuple[str, ...]]:
    lines: tuple[Coded, ...] = coded(kept, pack()) if kept else ()
    return {line.question: line.answers for line in lines}


def _frame(number: str, seen: int, shown: int) -> tuple[Frame, Frame] | None:
    if seen == shown or not seen:
        return None
    kept = {one.number: one.frame for one in metadata.versions(number)}
    before, after = kept[seen], kept[shown]
    return None if before == after else (before, after)
