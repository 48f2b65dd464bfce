"""The apps of the newsroom, among all that Django knows."""

from collections.abc import Iterator

from django.apps import AppConfig, apps
from django.db.models import Model


def own_apps() -> Iterator[AppConfig]:
    """The apps of the newsroom, in their order."""
    return (app for app in apps.get_app_configs() if app.name.startswith("dalel.newsroom."))


def own_models() -> Iterator[type[Model]]:
    """The rows of the newsroom, those of many-to-many relations among them."""
    for app in own_apps():
        yield from app.get_models(include_auto_created=True)
