"""Deletes what has expired: sessions, keys, old comments, unanswered links and unsaved texts."""

from datetime import datetime, timedelta
from typing import Final

from dalel.newsroom.accounts.actions import link_keys, telegram_ties
from dalel.newsroom.accounts.actions.reminders import forget_dead_links
from dalel.newsroom.accounts.actions.sessions import forget_ended
from dalel.newsroom.accounts.actions.sign_in_tries import forget_tries
from dalel.newsroom.accounts.actions.wrong_tries import forget_wrong
from dalel.newsroom.evidence.actions import added_links, asked_links
from dalel.newsroom.incidents.actions import autosave, remarks
from dalel.newsroom.incidents.queries import demand_register

#: What somebody typed and never saved is kept for so long.
AUTOSAVES: Final = timedelta(days=30)
#: What members said to each other is kept for so long.
REMARKS: Final = timedelta(days=180)


def let_go(now: datetime) -> int:
    """Drop sessions, keys, comments, unsaved texts and unanswered links; tells how many rows.

    Incidents under legal hold keep everything; which these are, is asked each time anew.
    """
    held = demand_register.held()
    return (
        forget_ended(now)
        + forget_tries(now)
        + forget_wrong(now)
        + link_keys.forget_ended(now)
        + telegram_ties.forget_codes(now)
        + asked_links.expire(now)
        + added_links.expire_notes(now - REMARKS)
        + forget_dead_links(now)
        + autosave.expire(now - AUTOSAVES, held)
        + remarks.expire(now - REMARKS, held)
    )
