"""The user model: a member of the newsroom."""

from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any, ClassVar, Final

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from dalel.domain.membership import NOTICE, SMALL_TEAM
from dalel.newsroom.frame.roles import Role

#: What a username may hold.
USERNAME = RegexValidator(r"^[\w.@+-]+\Z", _("A username has letters, digits and . - _ @ + only."))
#: An account that was closed so lately still counts, or closing colleagues would make a small team.
_LATELY: Final = timedelta(days=30)


class Members(BaseUserManager["Member"]):
    """How members are found and made."""

    def create_user(self, username: str, password: str | None = None, **columns: Any) -> "Member":
        """Add a member; without a password nobody can sign in as them."""
        member = self.model(username=self.model.normalize_username(username), **columns)
        member.set_password(password)
        member.full_clean()
        member.save(using=self._db)
        return member

    def create_guest(self, username: str, **columns: Any) -> "Member":
        """Add somebody who reads what one link shows; no account, nobody signs in as a guest."""
        return self.create_user(
            username, is_active=False, is_guest=True, is_confirmed=True, **columns
        )

    def team(self, now: datetime) -> "QuerySet[Member]":
        """All who belong to the newsroom, those too whose accounts were closed lately."""
        closed = self.filter(suspensions__time__gte=now - _LATELY).values("pk")
        return self.filter(Q(is_active=True) | Q(pk__in=closed))

    def outgrown(self, now: datetime) -> datetime | None:
        """From when on the newsroom is no small one, a day after one more came; None: it is."""
        joined = self.team(now).order_by("joined").values_list("joined", flat=True)
        fourth = next(iter(joined[SMALL_TEAM : SMALL_TEAM + 1]), None)
        return fourth + NOTICE if fourth else None


class Member(AbstractBaseUser):
    """A person with an account. Who has left is inactive, never deleted."""

    username = models.CharField(
        _("Username"),
        max_length=64,
        unique=True,
        validators=[USERNAME],
    )
    name = models.CharField(_("Name"), max_length=128, blank=True)
    role = models.CharField(_("Role"), max_length=16, choices=Role, default=Role.REPORTER)
    #: Languages in which they can judge a text.
    reads = models.JSONField(default=list, blank=True)
    #: The language of their screens; empty: as the newsroom's.
    language = models.CharField(max_length=8, blank=True)
    is_active = models.BooleanField(default=True)
    #: Whether they may answer what is asked of a lawyer; an administrator gives it, to any role.
    may_advise = models.BooleanField(default=False)
    #: Somebody who reads what one link shows, and has no account; see ``create_guest``.
    is_guest = models.BooleanField(default=False)
    #: True while the password is one that the machine made up.
    password_temporary = models.BooleanField(default=False)
    #: True from when the second factor was taken away until a new one is set up.
    factor_lost = models.BooleanField(default=False)
    joined = models.DateTimeField(auto_now_add=True)
    #: Whose invitation made the account; None: the keeper of the machine made it.
    brought_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    #: Whether somebody besides the inviter stood behind the account; see ``queries.persons``.
    is_confirmed = models.BooleanField(default=False)

    objects: ClassVar[Members] = Members()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ("username",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="member_role_known"
            ),
            models.CheckConstraint(
                condition=Q(is_guest=False) | Q(is_active=False), name="guest_has_no_account"
            ),
        )

    def __str__(self) -> str:
        return self.name or self.username

    @cached_property
    def is_of_few(self) -> bool:
        """Whether the newsroom is small, as it was when this row was first asked."""
        now = datetime.now(UTC)
        outgrown = Member.objects.outgrown(now)
        return outgrown is None or now < outgrown
