"""Who acts, and when."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from dalel.domain.errors import DalelError
from dalel.newsroom.accounts.models import AuditRow, Member
from dalel.newsroom.frame.transactions import joined


class AccountClosedError(DalelError):
    """The account was closed in the meantime; nothing was done."""


@dataclass(frozen=True, kw_only=True)
class Act:
    """Who acts, and when; ``way``: what acted in the member's name, empty where it was the desk."""

    member: Member
    time: datetime
    way: str = ""

    def note(self, action: str, subject: str, detail: str = "") -> None:
        """Write the act down, in the transaction that does it.

        :raises AccountClosedError: when the account was closed since the member came in.
        """
        with joined():
            at_work = Q(is_active=True) | Q(is_guest=True)
            if not Member.objects.filter(at_work, pk=self.member.pk).exists():
                raise AccountClosedError
            self.witness(action, subject, detail)

    def witness(self, action: str, subject: str, detail: str = "") -> None:
        """Write down what happened to an account, open or closed."""
        with joined():
            AuditRow.objects.create(
                time=self.time, member=self.member, action=action, subject=subject, detail=detail
            )
