"""Connects what the apps listen to and add, before anybody acts."""

from functools import cache

from django.utils.module_loading import autodiscover_modules


@cache
def connect() -> None:
    """Load the ``receivers`` of all apps, once a process.

    A process that only looks leaves them out: they load half of the newsroom. Whatever decides and
    writes connects them first, so that no act goes unheard.
    """
    autodiscover_modules("receivers")
