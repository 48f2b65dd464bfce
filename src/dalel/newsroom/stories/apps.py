"""How Django knows the stories."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from dalel.newsroom.frame.transactions import writing


class StoriesConfig(AppConfig):
    """The stories; what waits to be judged is kept by triggers."""

    name = "dalel.newsroom.stories"

    def ready(self) -> None:
        """Set the triggers after every migration: SQLite drops those of a table made anew."""
        post_migrate.connect(_keep, sender=self)


def _keep(**_signal: Any) -> None:
    # Models load after apps.
    from dalel.newsroom.stories.models.waiting import keep_waiting  # noqa: PLC0415

    with writing():
        keep_waiting()
