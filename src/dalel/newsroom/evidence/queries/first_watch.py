"""The first watch, which people wait for."""

from collections.abc import Mapping

from django.conf import settings

from dalel.newsroom.evidence.watch_progress import under_way, was_noted


def watching() -> Mapping[str, int] | None:
    """How far the watch is that somebody waits for; None: there is none."""
    return under_way(settings.DALEL.home)


def is_sample() -> bool:
    """Whether it is the sample press that this home watched."""
    return was_noted(settings.DALEL.home)
