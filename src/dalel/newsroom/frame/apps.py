"""How Django knows the frame."""

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate

from dalel.newsroom.frame.listeners import connect


class FrameConfig(AppConfig):
    """What every part of the newsroom stands on; it comes last, when all parts are known."""

    name = "dalel.newsroom.frame"
    label = "frame"

    def ready(self) -> None:
        """Set the guards of rows whenever tables are made, and let every part connect itself.

        Where the settings say ``ONLY_LOOKS``, parts are connected when something is written after
        all.
        """
        # Models load after apps.
        from dalel.newsroom.frame.append_only import set_guards  # noqa: PLC0415

        post_migrate.connect(set_guards, sender=self)
        if not settings.ONLY_LOOKS:
            connect()
