"""Stops what a closed account's approvals have set on its way to the public.

Every approval is an act in the audit log; the last one of a version is the one that counts.
"""

from typing import Final

from django.db.models import Q, QuerySet

from dalel.domain.public_change import ProposalState
from dalel.domain.states import EditionState, VersionState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import AuditRow, Member
from dalel.newsroom.editions.models import EditionRow, IntroductionRow
from dalel.newsroom.frame.state_moves import move_row
from dalel.newsroom.incidents.actions.supersede import set_state
from dalel.newsroom.incidents.models import (
    CodesRow,
    DevelopmentRow,
    IncidentRow,
    MetadataRow,
    ProposalRow,
    TextVersionRow,
)
from dalel.newsroom.incidents.queries import lost_approvals
from dalel.newsroom.incidents.queries.approved_versions import TOOK_BACK
from dalel.newsroom.incidents.queries.lost_approvals import PUBLIC
from dalel.newsroom.releases.queries.release_times import last_release

_Versions = (
    QuerySet[TextVersionRow]
    | QuerySet[CodesRow]
    | QuerySet[MetadataRow]
    | QuerySet[IntroductionRow]
)

_DEVELOPMENT: Final = "approved a development"
_APPROVALS: Final = (
    "approved",
    lost_approvals.APPROVED_CODES,
    lost_approvals.APPROVED_FRAME,
    "approved an introduction",
    _DEVELOPMENT,
)


def freeze(member: Member, act: Act) -> int:
    """Stop what the member's word has set on its way to the public; tells how much.

    What it wrote and sent to review is a draft again, and what it proposed waits no more. What it
    approved and no reader has seen yet waits for somebody else's approval; where a newer version
    waits, it is done with.
    """
    return _call_back(member) + _take_back(member, act) + _stop_proposals(member, act)


def stop_releases(member: Member) -> int:
    """Freeze the issues that this member scheduled; tells how many."""
    stopped = 0
    for edition in EditionRow.objects.filter(state=EditionState.SCHEDULED, scheduled_by=member):
        edition.scheduled = edition.scheduled_by = None
        move_row(edition, EditionState.FROZEN, "scheduled", "scheduled_by")
        stopped += 1
    return stopped


def _call_back(member: Member) -> int:
    texts = TextVersionRow.objects.filter(author=member, state=VersionState.IN_REVIEW)
    codes = CodesRow.objects.filter(author=member, state=VersionState.IN_REVIEW)
    frames = MetadataRow.objects.filter(author=member, state=VersionState.IN_REVIEW)
    waiting = [*texts, *codes, *frames]
    for row in waiting:
        set_state(row, VersionState.DRAFT)
    return len(waiting)


def _stop_proposals(member: Member, act: Act) -> int:
    rows = ProposalRow.objects.filter(member=member, state=ProposalState.WAITING)
    return rows.update(state=ProposalState.TAKEN_BACK, decided_by=act.member, decided=act.time)


def _take_back(member: Member, act: Act) -> int:
    count = 0
    for deed in _last_approvals(member):
        if not _is_read(deed) and _ask_anew(deed):
            act.note(TOOK_BACK, deed.subject, deed.detail)
            count += 1
    return count


def _last_approvals(member: Member) -> list[AuditRow]:
    """The approvals by this member that nobody else has given anew since."""
    mine = AuditRow.objects.filter(member=member, action__in=_APPROVALS)
    given = AuditRow.objects.filter(action__in=_APPROVALS, subject__in=mine.values("subject"))
    last = {(row.action, row.subject, row.detail): row for row in given.order_by("time", "pk")}
    return [row for row in last.values() if row.member_id == member.pk]


def _is_read(deed: AuditRow) -> bool:
    """Whether readers have what was approved; a released issue is theirs before it is built."""
    if not _is_public(deed.subject):
        return False
    number = _edition(deed.subject)
    issues = EditionRow.objects.filter(
        Q(entries__incident__number=deed.subject) | Q(number=number),
        state=EditionState.RELEASED,
        released__gte=deed.time,
    )
    seen = last_release()
    return (seen is not None and deed.time <= seen) or issues.exists()


def _is_public(subject: str) -> bool:
    """Whether readers have the incident or the issue, in this version or another."""
    released = EditionRow.objects.filter(state=EditionState.RELEASED)
    return (
        IncidentRow.objects.filter(number=subject, state__in=PUBLIC).exists()
        or released.filter(number=_edition(subject)).exists()
    )


def _ask_anew(deed: AuditRow) -> bool:
    """Take an approval back; False where it does not stand any more."""
    if deed.action == _DEVELOPMENT:
        rows = DevelopmentRow.objects.filter(incident__number=deed.subject, date_iso=deed.detail)
        return rows.exclude(approved_by=None).update(approved_by=None) > 0
    versions, number = _line(deed)
    row = versions.filter(number=number, state=VersionState.APPROVED).first()
    if row is None:
        return False
    is_newest = not versions.filter(number__gt=number).exists()
    set_state(row, VersionState.IN_REVIEW if is_newest else VersionState.SUPERSEDED)
    return True


def _line(deed: AuditRow) -> tuple[_Versions, int]:
    """All versions of what was approved, and the number of the one that was."""
    language, _, number = deed.detail.rpartition(" ")
    versions: _Versions
    match deed.action:
        case "approved":
            versions = TextVersionRow.objects.filter(
                incident__number=deed.subject, language=language
            )
        case lost_approvals.APPROVED_CODES:
            versions = CodesRow.objects.filter(incident__number=deed.subject)
        case lost_approvals.APPROVED_FRAME:
            versions = MetadataRow.objects.filter(incident__number=deed.subject)
        case _:
            versions = IntroductionRow.objects.filter(
                edition__number=_edition(deed.subject), language=language
            )
    return versions, int(number)


def _edition(subject: str) -> int:
    """The number of an issue as an act names it; 0 where it is about something else."""
    number = subject.removeprefix("edition ")
    return int(number) if number.isdecimal() else 0
