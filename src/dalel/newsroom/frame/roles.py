"""What a member does in the newsroom."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a member does in the newsroom."""

    REPORTER = "reporter", _("reporter")
    EDITOR = "editor", _("editor")
    PUBLISHER = "publisher", _("publisher")
    ADMINISTRATOR = "administrator", _("administrator")
