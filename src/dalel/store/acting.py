"""Who acts, when, and on which incident?"""

from dataclasses import dataclass
from datetime import datetime

from dalel.domain.errors import DalelError
from dalel.store.models import AuditRow, IncidentRow, Member


class NotFoundError(DalelError):
    """There is no such thing in the record."""


@dataclass(frozen=True, kw_only=True)
class Act:
    """Who acts, and when."""

    member: Member
    time: datetime

    def note(self, action: str, subject: str, detail: str = "") -> None:
        """Write the act down."""
        AuditRow.objects.create(
            time=self.time, member=self.member, action=action, subject=subject, detail=detail
        )


def incident_row(number: str) -> IncidentRow:
    """The incident of a number, or of the name that it had before.

    :raises NotFoundError: when there is none.
    """
    row = (
        IncidentRow.objects.filter(number=number).first()
        or IncidentRow.objects.filter(provisional=number).exclude(provisional="").first()
    )
    if row is None:
        raise NotFoundError(f"There is no incident {number}.")
    return row
