"""What does the newsroom forget by itself, and what may it not forget?"""

from datetime import datetime, timedelta
from typing import Final

from dalel.store.incidents import autosaving, demands, remarks
from dalel.store.people.sessions import forget_ended

#: What somebody typed and never saved is kept for so long.
AUTOSAVES: Final = timedelta(days=30)
#: What members said to each other is kept for so long.
REMARKS: Final = timedelta(days=180)


def let_go(now: datetime) -> int:
    """Drop sessions that are over, old comments and unsaved texts; tells how many rows.

    Incidents under legal hold keep everything; which these are, is asked each time anew.
    """
    held = demands.held()
    return (
        forget_ended(now)
        + autosaving.expire(now - AUTOSAVES, held)
        + remarks.expire(now - REMARKS, held)
    )
