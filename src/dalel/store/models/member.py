"""Who belongs to the newsroom?"""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

#: What a username may hold.
USERNAME = RegexValidator(r"^[\w.@+-]+\Z", _("A username has letters, digits and . - _ @ + only."))


class Role(models.TextChoices):
    """What a member does in the newsroom."""

    REPORTER = "reporter", _("reporter")
    EDITOR = "editor", _("editor")
    PUBLISHER = "publisher", _("publisher")
    ADMINISTRATOR = "administrator", _("administrator")


class Members(BaseUserManager["Member"]):
    """How members are found and made."""

    def create_user(self, username: str, password: str | None = None, **columns: Any) -> "Member":
        """Add a member; without a password nobody can sign in as them."""
        member = self.model(username=self.model.normalize_username(username), **columns)
        member.set_password(password)
        member.full_clean()
        member.save(using=self._db)
        return member


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
    #: True while the password is one that the machine made up.
    password_temporary = models.BooleanField(default=False)
    joined = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Members] = Members()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ("username",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="member_role_known"
            ),
        )

    def __str__(self) -> str:
        return self.name or self.username
