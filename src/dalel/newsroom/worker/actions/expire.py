"""Deletes what has expired: sessions, old comments and unsaved texts."""

from datetime import datetime, timedelta
from typing import Final

from dalel.newsroom.accounts.actions.sessions import forget_ended
from dalel.newsroom.incidents.actions import autosave, remarks
from dalel.newsroom.incidents.queries import demand_register

#: What somebody typed and never saved is kept for so long.
AUTOSAVES: Final = timedelta(days=30)
#: What members said to each other is kept for so long.
REMARKS: Final = timedelta(days=180)


def let_go(now: datetime) -> int:
    """Drop sessions that are over, old comments and unsaved texts; tells how many rows.

    Incidents under legal hold keep everything; which these are, is asked each time anew.
    """
    held = demand_register.held()
    return (
        forget_ended(now)
        + autosave.expire(now - AUTOSAVES, held)
        + remarks.expire(now - REMARKS, held)
    )
