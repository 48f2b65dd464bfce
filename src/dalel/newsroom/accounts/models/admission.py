"""Rows for suspensions, invitations and the newsroom's settings."""

from django.db import models
from django.db.models import F, Q

from dalel.domain.bulletin_rhythm import Rhythm
from dalel.newsroom.accounts.models.member import Member
from dalel.newsroom.frame.base_models import choices, one_of
from dalel.newsroom.frame.roles import Role


class SuspensionRow(models.Model):
    """A time in which an account was closed: by whom, why, and which two opened it again."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="suspensions")
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    time = models.DateTimeField()
    reason = models.TextField(blank=True)
    asked_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    asked = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-time", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["member"], condition=Q(ended=None), name="suspension_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended=None, confirmed_by=None)
                | (
                    Q(ended__isnull=False, confirmed_by__isnull=False, asked_by__isnull=False)
                    & ~Q(confirmed_by=F("asked_by"))
                    & ~Q(confirmed_by=F("member"))
                ),
                name="suspension_ended_by_two",
            ),
        )

    def __str__(self) -> str:
        return f"{self.member_id} {self.time}"


class InvitationRow(models.Model):
    """A link that lets somebody in once; only the digest of its secret is kept.

    With a ``member`` it opens that account again, with a new password; without, a new account.
    """

    digest = models.CharField(max_length=64, unique=True)
    #: For whom, in words of whoever made it.
    note = models.CharField(max_length=128, blank=True)
    role = models.CharField(max_length=16, choices=Role)
    reads = models.JSONField(default=list, blank=True)
    member = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="links"
    )
    #: None: the keeper of the machine made it.
    by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    time = models.DateTimeField()
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True, blank=True)
    #: Whether a second member stood behind the invitation.
    is_confirmed = models.BooleanField(default=False)

    class Meta:
        ordering = ("-time", "-pk")
        constraints = (one_of("role", Role, "invitation_role_known"),)

    def __str__(self) -> str:
        return f"{self.role} {self.expires}"

    @property
    def is_first(self) -> bool:
        """Whether it opens the newsroom's first account, of which no member can be the inviter."""
        return self.by_id is None and self.member_id is None

    @property
    def username(self) -> str:
        """Of the account that it opens again; empty: a new one."""
        return self.member.username if self.member else ""


class NewsroomRow(models.Model):
    """What the newsroom asks of its members and says of itself; there is one row, or none."""

    #: Roles that sign in with a second factor.
    second_factor = models.JSONField(default=list, blank=True)
    #: What stands in the imprint, by field and language; it goes before what the pack says.
    imprint = models.JSONField(default=dict, blank=True)
    #: Where the public site stands, with a slash at the end; empty: as the pack says.
    site_address = models.CharField(max_length=200, default="", blank=True)
    #: An e-mail or web address at which an outlet reaches us; the settings outrank it.
    contact = models.CharField(max_length=200, default="", blank=True)
    #: How often the bulletin comes out; empty: nobody said.
    rhythm = models.CharField(max_length=12, choices=choices(Rhythm), default="", blank=True)
    #: The steps of the welcome that somebody put aside.
    put_aside = models.JSONField(default=list, blank=True)
    #: Of the paper code that stands once for a second member; empty: nobody holds one.
    recovery_digest = models.CharField(max_length=64, default="", blank=True)
    #: The public halves of the keys to which saved originals are encrypted, a line each.
    upload_keys = models.TextField(default="", blank=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(pk=1), name="newsroom_is_one"),)

    def __str__(self) -> str:
        return f"{self.second_factor}"
