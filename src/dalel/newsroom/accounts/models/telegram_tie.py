"""The rows by which members add links from Telegram."""

from django.db import models
from django.db.models import Q

from dalel.newsroom.accounts.models.member import Member


class TelegramTieRow(models.Model):
    """A member's Telegram account, or the code by which one is tied; of that the digest alone."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="telegram")
    #: The number that Telegram gave the account; None: none is tied yet.
    account = models.BigIntegerField(null=True, blank=True, unique=True)
    time = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64, default="", blank=True)
    expires = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("member",)

    def __str__(self) -> str:
        return f"{self.member_id}"


class MembersBotRow(models.Model):
    """How far the bot of members has read; there is one row, or none."""

    #: The number of the update that is read next, and when it moved.
    after = models.BigIntegerField(default=0)
    moved = models.DateTimeField(null=True, blank=True)
    #: The worker that reads, and until when nobody else does.
    lease_by = models.CharField(max_length=128, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    #: The name under which people find it.
    name = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(pk=1), name="members_bot_is_one"),)

    def __str__(self) -> str:
        return self.name
