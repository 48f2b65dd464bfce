"""What was sent to language models on somebody else's machine, the latest first."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from dalel.newsroom.incidents.models import SentTextRow

#: So many are shown.
SHOWN: Final = 200


def latest_sent() -> Sequence[SentTextRow]:
    """The latest texts that were sent."""
    return tuple(SentTextRow.objects.all()[:SHOWN])


def count_sent() -> tuple[int, datetime | None]:
    """How many were sent, and when the latest was."""
    last = SentTextRow.objects.first()
    return SentTextRow.objects.count(), last.time if last else None
