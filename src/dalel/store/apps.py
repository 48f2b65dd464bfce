"""How does Django know the store?"""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class StoreConfig(AppConfig):
    """The rows; their guards are set whenever the tables may have been made anew."""

    name = "dalel.store"
    label = "store"

    def ready(self) -> None:
        from dalel.store.guards import set_guards  # noqa: PLC0415 - models load after apps

        post_migrate.connect(set_guards, sender=self)
