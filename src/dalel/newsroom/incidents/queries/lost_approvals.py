"""Public incidents of which an approval was taken back."""

from typing import Final

from django.db.models import Q

from dalel.domain.states import IncidentState, VersionState
from dalel.newsroom.accounts.models import AuditRow
from dalel.newsroom.incidents.models import IncidentRow

#: How the approvals of what goes with a text are written down; the detail is the version's number.
APPROVED_CODES: Final = "approved codes"
APPROVED_FRAME: Final = "approved section and links"

#: Readers have these already, in one version or another.
PUBLIC: Final = (IncidentState.PUBLISHED, IncidentState.CORRECTED, IncidentState.RETRACTED)


def bare() -> frozenset[str]:
    """The public incidents whose codes or frame were approved once and no longer are.

    Their texts may stand; what is said beside them would come out as nobody approved it.
    """
    public = IncidentRow.objects.filter(state__in=PUBLIC)
    found: set[str] = set()
    for deed, standing in (
        (APPROVED_CODES, Q(codes__state=VersionState.APPROVED)),
        (APPROVED_FRAME, Q(frames__state=VersionState.APPROVED)),
    ):
        once = AuditRow.objects.filter(action=deed).values("subject")
        lost = public.filter(number__in=once).exclude(standing)
        found |= set(lost.values_list("number", flat=True))
    return frozenset(found)
