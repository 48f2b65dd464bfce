"""What does a closed account's word still carry to the public, and how is that stopped?

Every approval is an act in the audit log; the last one of a version is the one that counts.
"""

from typing import Final

from django.db.models import Q, QuerySet

from dalel.domain.states import EditionState, IncidentState, VersionState, move
from dalel.store.acting import Act
from dalel.store.incidents import editing
from dalel.store.incidents.editing import APPROVED_CODES, APPROVED_FRAME
from dalel.store.incidents.superseding import set_state
from dalel.store.models import (
    AuditRow,
    CodesRow,
    DevelopmentRow,
    EditionRow,
    FrameRow,
    IncidentRow,
    IntroductionRow,
    Member,
    TextVersionRow,
)
from dalel.store.releases import last_release

_Versions = (
    QuerySet[TextVersionRow] | QuerySet[CodesRow] | QuerySet[FrameRow] | QuerySet[IntroductionRow]
)

#: How it is written down that an approval stands no more.
TOOK_BACK: Final = "took an approval back"
_DEVELOPMENT: Final = "approved a development"
_APPROVALS: Final = (
    "approved",
    APPROVED_CODES,
    APPROVED_FRAME,
    "approved an introduction",
    _DEVELOPMENT,
)
#: Readers have these already, in one version or another.
_PUBLIC: Final = (IncidentState.PUBLISHED, IncidentState.CORRECTED, IncidentState.RETRACTED)


def freeze(member: Member, act: Act) -> int:
    """Stop what the member's word has set on its way to the public; tells how much.

    What it wrote and sent to review is a draft again. What it approved and no reader has seen yet
    waits for somebody else's approval; where a newer version waits, it is done with.
    """
    return _call_back(member) + _take_back(member, act)


def stop_releases(member: Member) -> int:
    """Freeze the issues that this member scheduled; tells how many."""
    stopped = 0
    for edition in EditionRow.objects.filter(state=EditionState.SCHEDULED, scheduled_by=member):
        edition.state = move(EditionState.SCHEDULED, EditionState.FROZEN)
        edition.scheduled = edition.scheduled_by = None
        edition.save(update_fields=["state", "scheduled", "scheduled_by"])
        stopped += 1
    return stopped


def bare() -> frozenset[str]:
    """The public incidents whose codes or frame were approved once and no longer are.

    Their texts may stand; what is said beside them would come out as nobody approved it.
    """
    public = IncidentRow.objects.filter(state__in=_PUBLIC)
    found: set[str] = set()
    for deed, standing in (
        (APPROVED_CODES, Q(codes__state=VersionState.APPROVED)),
        (APPROVED_FRAME, Q(frames__state=VersionState.APPROVED)),
    ):
        once = AuditRow.objects.filter(action=deed).values("subject")
        lost = public.filter(number__in=once).exclude(standing)
        found |= set(lost.values_list("number", flat=True))
    return frozenset(found)


def _call_back(member: Member) -> int:
    texts = TextVersionRow.objects.filter(author=member, state=VersionState.IN_REVIEW)
    codes = CodesRow.objects.filter(author=member, state=VersionState.IN_REVIEW)
    frames = FrameRow.objects.filter(author=member, state=VersionState.IN_REVIEW)
    waiting = [*texts, *codes, *frames]
    for row in waiting:
        set_state(row, VersionState.DRAFT)
    return len(waiting)


def _take_back(member: Member, act: Act) -> int:
    seen = last_release()
    count = 0
    for deed in _last_approvals(member):
        is_read = seen is not None and deed.time <= seen and _is_public(deed.subject)
        if not is_read and _ask_anew(deed):
            act.note(TOOK_BACK, deed.subject, deed.detail)
            count += 1
    return count


def _last_approvals(member: Member) -> list[AuditRow]:
    """The approvals by this member that nobody else has given anew since."""
    mine = AuditRow.objects.filter(member=member, action__in=_APPROVALS)
    given = AuditRow.objects.filter(action__in=_APPROVALS, subject__in=mine.values("subject"))
    last = {(row.action, row.subject, row.detail): row for row in given.order_by("time", "pk")}
    return [row for row in last.values() if row.member_id == member.pk]


def _is_public(subject: str) -> bool:
    """Whether readers have the incident or the issue, in this version or another."""
    released = EditionRow.objects.filter(state=EditionState.RELEASED)
    return (
        IncidentRow.objects.filter(number=subject, state__in=_PUBLIC).exists()
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
        case editing.APPROVED_CODES:
            versions = CodesRow.objects.filter(incident__number=deed.subject)
        case editing.APPROVED_FRAME:
            versions = FrameRow.objects.filter(incident__number=deed.subject)
        case _:
            versions = IntroductionRow.objects.filter(
                edition__number=_edition(deed.subject), language=language
            )
    return versions, int(number)


def _edition(subject: str) -> int:
    """The number of an issue as an act names it; 0 where it is about something else."""
    number = subject.removeprefix("edition ")
    return int(number) if number.isdecimal() else 0
