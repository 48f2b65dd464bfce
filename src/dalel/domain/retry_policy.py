"""Retries and back-off: when work is tried again, when it rests, when a page is looked at anew."""

from datetime import datetime, timedelta
from typing import Final

#: So many tries that failed in a row, and a row rests as stuck until a person looks.
MOST_ATTEMPTS: Final = 5
#: A row that was in work when its worker died, so many times in a row, rests in the same way.
MOST_DEATHS: Final = 5
#: So many of one source are in work at once: a host that wants long pauses holds nobody else up,
#: and what waits for it does not outlast its lease.
OF_ONE_SOURCE: Final = 8
#: A worker that is silent for longer has lost what it claimed.
LEASE: Final = timedelta(minutes=30)
#: After its first capture an article behind an incident is captured again at these ages.
RECAPTURES: Final = (
    timedelta(hours=1),
    timedelta(days=1),
    timedelta(days=7),
    timedelta(days=30),
)
_FIRST_RETRY: Final = timedelta(minutes=10)
_LONGEST_RETRY: Final = timedelta(hours=12)


def retry_at(attempts: int, now: datetime, wished: datetime | None = None) -> datetime | None:
    """When to try again after ``attempts`` failures, at least one; None: it is stuck.

    The wait doubles; ``wished`` is the earliest time that the other side asked for.
    """
    if attempts >= MOST_ATTEMPTS:
        return None
    later = now + min(_FIRST_RETRY * (1 << (attempts - 1)), _LONGEST_RETRY)
    return max(later, wished) if wished else later


def at_once(deaths: int, most: int) -> int:
    """How many of the rows that were in work at so many deaths in a row are taken together again.

    Fewer with each death, until the one that kills is alone and what it was with is done.
    """
    return max(1, most >> 3 * deaths)


def recapture_at(first: datetime, looked: datetime) -> datetime | None:
    """When an article first captured at ``first`` and last looked at at ``looked`` is due next.

    Ages that passed meanwhile are not made up for: one look tells what several would. None: never.
    """
    return next((first + age for age in RECAPTURES if first + age > looked), None)
