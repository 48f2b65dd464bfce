"""How Django knows the frame."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class FrameConfig(AppConfig):
    """What every part of the newsroom stands on; it comes last, when all parts are known."""

    name = "dalel.newsroom.frame"
    label = "frame"

    def ready(self) -> None:
        """Set the guards of rows whenever tables are made, and let every part connect itself."""
        # Models load after apps.
        from dalel.newsroom.frame.append_only import set_guards  # noqa: PLC0415

        post_migrate.connect(set_guards, sender=self)
        autodiscover_modules("labels", "receivers")
