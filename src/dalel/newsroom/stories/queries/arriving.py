"""How much of what the sources gave is still to be read."""

from datetime import datetime
from typing import Any

from dalel.newsroom.evidence.models import FindingRow
from dalel.newsroom.evidence.queries.first_watch import watching
from dalel.newsroom.frame import worker_lives
from dalel.newsroom.stories.queries.judged_versions import count_unjudged, count_unplaced


def progress(now: datetime) -> dict[str, Any]:
    """How far the watch is that somebody waits for, and how much waits while a worker reads."""
    far, is_watched = watching(), worker_lives.is_at_work()
    waiting = 0
    if far is not None:
        waiting = to_read(now)
    elif is_watched:
        waiting = to_fetch(now)
    return {"watching": far, "waiting": waiting, "is_watched": is_watched}


def to_fetch(now: datetime) -> int:
    """How many pages wait to be fetched now."""
    return FindingRow.open_work().filter(next_at__lte=now).count()


def to_read(now: datetime) -> int:
    """How many pages wait to be fetched, and articles to be judged or put to a story."""
    return to_fetch(now) + count_unjudged(now) + count_unplaced(now)
