"""What does the newsroom forget by itself, and what may it not forget?"""

from collections.abc import Callable, Collection
from datetime import datetime

from dalel.store import demands
from dalel.store.sessions import forget_ended

#: Drops rows older than a moment, but for the incidents of these numbers; tells how many.
Expiry = Callable[[datetime, Collection[str]], int]


def let_go(now: datetime, expiries: Collection[Expiry] = ()) -> int:
    """Drop sessions that are over, and whatever else has a schedule; tells how many rows.

    Incidents under legal hold keep everything; which these are, is asked each time anew.
    """
    held = demands.held()
    return forget_ended(now) + sum(expire(now, held) for expire in expiries)
