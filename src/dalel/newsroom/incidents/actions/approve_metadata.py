"""Approval of an incident's codes, section, date and links apart from its texts.

With a text goes what was sent with it (``newsroom.incidents.actions.texts.approve``). What somebody
changed after that, or what the approver of the text had a hand in, is approved here.
"""

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import QuerySet, Value

from dalel.domain.approval import Candidate, Refusal, hands, refusals
from dalel.domain.concern import Weight
from dalel.domain.states import ConcernState, VersionState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.queries.persons import same_persons
from dalel.newsroom.frame.base_models import AddedVersion
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions.supersede import StaleEditError, put_in_force
from dalel.newsroom.incidents.actions.texts import ApprovalRefusedError, show_correction, touch
from dalel.newsroom.incidents.models import CodesRow, ConcernRow, MetadataRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.lost_approvals import APPROVED_CODES, APPROVED_FRAME
from dalel.newsroom.incidents.queries.undecided_codes import undecided_codes

V = TypeVar("V", bound=AddedVersion)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What waits for approval: the newest codes and frame by number, 0 where they do not.

    ``against``: why this member may not approve them.
    """

    codes: int
    frame: int
    against: tuple[Refusal, ...]

    @property
    def waits(self) -> bool:
        """Whether anything does."""
        return bool(self.codes or self.frame)


def asked(number: str, act: Act, *, alone: bool = False) -> Asked:
    """What of an incident waits beside its texts, in four queries."""
    codes, frame = _read(number)
    holding = ConcernRow.objects.filter(
        incident__number=number, state=ConcernState.OPEN, weight=Weight.ERROR, language=""
    )
    # Codes and links are in no language: everybody reads them.
    candidate = Candidate(
        language="",
        state=VersionState.IN_REVIEW if codes.asked or frame.asked else VersionState.DRAFT,
        authors=codes.hands | frame.hands,
        holding=holding.count(),
        is_undecided=bool(undecided_codes(number)),
    )
    why = refusals(candidate, member=act.member.username, reads=frozenset({""}), alone=alone)
    return Asked(codes=codes.asked, frame=frame.asked, against=why)


def approve(number: str, *, codes: int, frame: int, act: Act, alone: bool = False) -> None:
    """Approve exactly these versions of codes, section, date and links.

    :raises StaleEditError: when others wait by now.
    :raises ApprovalRefusedError: when something stands against it.
    """
    with writing():
        now = asked(number, act, alone=alone)
        if now.against:
            raise ApprovalRefusedError(now.against)
        _put_in_force(_codes(number), seen=codes, asked=now.codes)
        _put_in_force(_frames(number), seen=frame, asked=now.frame)
        incident = incident_row(number)
        show_correction(incident)
        touch(incident, act)
        for deed, version in ((APPROVED_CODES, now.codes), (APPROVED_FRAME, now.frame)):
            if version:
                act.note(deed, incident.number, str(version))


@dataclass(frozen=True, kw_only=True)
class _Read:
    asked: int
    hands: frozenset[str]


def _codes(number: str) -> "QuerySet[CodesRow]":
    return CodesRow.objects.filter(incident__number=number).order_by("number")


def _frames(number: str) -> "QuerySet[MetadataRow]":
    return MetadataRow.objects.filter(incident__number=number).order_by("number")


def _read(number: str) -> tuple[_Read, _Read]:
    """Of codes and frames: the number of the newest version if it waits, and who made it."""
    columns = ("number", "state", "author__username")
    kinds = {"codes": _codes(number), "frames": _frames(number)}
    codes, frames = (
        rows.order_by().values_list(Value(kind), *columns) for kind, rows in kinds.items()
    )
    versions: dict[str, list[tuple[int, str, str]]] = {kind: [] for kind in kinds}
    for kind, *version in codes.union(frames, all=True):
        versions[kind].append((version[0], version[1], version[2] or ""))
    waiting = {
        kind: sorted(found)
        for kind, found in versions.items()
        if found and max(found)[1] == VersionState.IN_REVIEW
    }
    made_by = same_persons(
        {
            kind: hands((VersionState(state), username) for _, state, username in found)
            for kind, found in waiting.items()
        }
    )
    of_codes, of_frames = (
        _Read(asked=waiting[kind][-1][0], hands=made_by[kind])
        if kind in waiting
        else _Read(asked=0, hands=frozenset())
        for kind in kinds
    )
    return of_codes, of_frames


def _put_in_force(rows: "QuerySet[V]", *, seen: int, asked: int) -> None:
    newest = rows.last()
    if newest is not None and seen != asked:
        raise StaleEditError(newest)
    if newest is not None and asked:
        put_in_force(newest, rows)
