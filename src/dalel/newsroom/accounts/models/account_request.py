"""Changes of accounts that give power, and what became of them."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from dalel.domain.membership import AccountDeed
from dalel.newsroom.accounts.models.member import Member
from dalel.newsroom.frame.base_models import choices, one_of
from dalel.newsroom.frame.roles import Role


class AccountRequestRow(models.Model):
    """What one member wants of an account; ``member`` None: a new one, for whom ``note`` says.

    It may be carried out once ``confirmed_by`` is set or the paper code was given, or after
    ``alone_from`` where that is set, unless somebody stopped it.
    """

    deed = models.CharField(max_length=8, choices=choices(AccountDeed))
    member = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="account_requests"
    )
    note = models.CharField(max_length=128, blank=True)
    role = models.CharField(max_length=16, choices=Role)
    reads = models.JSONField(default=list, blank=True)
    #: An invitation to oneself: the new account is that of the person who asks.
    is_own = models.BooleanField(default=False)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    time = models.DateTimeField()
    alone_from = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    has_code = models.BooleanField(default=False)
    stopped_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    #: When it was carried out, or stopped.
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("time", "pk")
        constraints = (
            one_of("deed", AccountDeed, "account_deed_known"),
            one_of("role", Role, "account_request_role_known"),
            models.CheckConstraint(
                condition=Q(stopped_by=None) | Q(ended__isnull=False),
                name="account_request_stopped_is_over",
            ),
        )

    def __str__(self) -> str:
        return f"{self.deed} {self.role}"

    @property
    def username(self) -> str:
        """Of the account; empty: a new one."""
        return self.member.username if self.member else ""

    @property
    def makes_link(self) -> bool:
        """Whether carried out it gives a link, which is shown once."""
        return self.deed in {AccountDeed.INVITE, AccountDeed.LINK}

    def is_ready(self, now: datetime) -> bool:
        """Whether it may be carried out."""
        is_due = self.alone_from is not None and self.alone_from <= now
        return self.confirmed_by_id is not None or self.has_code or is_due
