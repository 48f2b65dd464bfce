"""What happens by itself when its time has come?"""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from dalel.domain.errors import DalelError
from dalel.flow.pressing import Out
from dalel.flow.releasing import publish, release
from dalel.pack import Pack
from dalel.store import autosaving, flashes, issues, remarks
from dalel.store.editing import Act

#: What somebody typed and never saved is kept for so long.
AUTOSAVES: Final = timedelta(days=30)
#: What members said to each other is kept for so long, unless an incident is under legal hold.
REMARKS: Final = timedelta(days=180)

_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Tended:
    """What was done: issues released, flashes marked as unconfirmed, rows that expired."""

    released: tuple[int, ...]
    overdue: int
    expired: int


def tend(pack: Pack, out: Out, *, now: datetime, held: Collection[str] = ()) -> Tended:
    """Release what is scheduled, mark flashes that nobody stands behind, let old words go.

    An issue that cannot be released stays scheduled, and is tried again. ``held``: the numbers of
    incidents under legal hold.
    """
    released = []
    for number, member in issues.due(now):
        try:
            release(number, pack, out, act=Act(member=member, time=now))
        except DalelError as error:
            _LOG.warning("Edition %s is scheduled but not released: %s", number, error)
        else:
            released.append(number)
    overdue = flashes.mark_overdue(now)
    if overdue:
        try:
            publish(pack, out, now=now)
        except DalelError as error:
            _LOG.warning("Flashes are overdue, and the site is not built: %s", error)
    expired = autosaving.expire(now - AUTOSAVES, held) + remarks.expire(now - REMARKS, held)
    return Tended(released=tuple(released), overdue=overdue, expired=expired)
