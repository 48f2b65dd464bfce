"""The table of members who want to be told that something waits for them."""

from datetime import time
from typing import Any

from django.db import models
from django.db.models import Q

from dalel.domain.reminder import WEEK, ReminderKind, ReminderPace, ReminderTimes, ReminderWay
from dalel.newsroom.accounts.models.member import Member
from dalel.newsroom.accounts.models.telegram_tie import TelegramTieRow
from dalel.newsroom.frame.base_models import enum_column, one_of


def all_kinds() -> list[Any]:
    """All that a member can be told of."""
    return [str(kind) for kind in ReminderKind]


def all_days() -> list[Any]:
    """All days of the week."""
    return [*WEEK]


class ReminderRow(models.Model):
    """What one member wants to be told of, by which way, and when; off until they turn it on.

    To an address that is not ``confirmed`` nothing goes but the link that confirms it. Of that
    link only the digest is kept; the worker makes its secret as it sends it. By Telegram whoever
    connected an account is told there, by the bot to which members send links.
    """

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="reminder")
    is_on = models.BooleanField(default=False)
    way = enum_column(ReminderWay, 12, default=ReminderWay.MAIL)
    address = models.CharField(max_length=254, blank=True)
    confirmed = models.DateTimeField(null=True, blank=True)
    #: From when on a link that confirms the address is to be sent; None: none is.
    asked = models.DateTimeField(null=True, blank=True)
    #: When such a link was sent last, to whatever address.
    linked = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64, default="", blank=True)
    expires = models.DateTimeField(null=True, blank=True)
    kinds = models.JSONField(default=all_kinds, blank=True)
    pace = enum_column(ReminderPace, 12, default=ReminderPace.AT_ONCE)
    at = models.TimeField(default=time(9))
    quiet_from = models.TimeField(default=time(21))
    quiet_to = models.TimeField(default=time(8))
    #: Days of the week, Monday is 1.
    days = models.JSONField(default=all_days, blank=True)
    #: When the member was told last, and of what: digests, out of which nothing can be read.
    told = models.DateTimeField(null=True, blank=True)
    told_of = models.JSONField(default=list, blank=True)
    #: Failures in a row, when it is tried again, and what the server said.
    failures = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("member",)
        constraints = (
            one_of("way", ReminderWay, "reminder_way_known"),
            one_of("pace", ReminderPace, "reminder_pace_known"),
            models.CheckConstraint(
                condition=Q(confirmed=None) | ~Q(address=""), name="reminder_confirms_an_address"
            ),
        )

    def __str__(self) -> str:
        return f"{self.member_id} {self.way}"

    @property
    def can_go(self) -> bool:
        """Whether there is a place to which it goes: a confirmed address, a connected account."""
        if self.way is ReminderWay.MAIL:
            return bool(self.address and self.confirmed)
        return self.account is not None

    @property
    def account(self) -> int | None:
        """The member's Telegram account, where one is connected."""
        found = TelegramTieRow.objects.filter(member=self.member_id).values_list(
            "account", flat=True
        )
        return found.first()

    @property
    def times(self) -> ReminderTimes:
        """When the member wants to be told."""
        return ReminderTimes(
            pace=self.pace,
            at=self.at,
            quiet_from=self.quiet_from,
            quiet_to=self.quiet_to,
            days=frozenset(self.days),
        )
