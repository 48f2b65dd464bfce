"""What happens by itself when its time has come?"""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from dalel.domain.errors import DalelError
from dalel.domain.message import SILENT, Voices
from dalel.flow.public.pressing import Out
from dalel.flow.public.releasing import SiteFollowsError, release, renew
from dalel.flow.upkeep.expiring import let_go
from dalel.pack import Pack
from dalel.store.acting import Act
from dalel.store.public import flashes, issues
from dalel.store.releases import owed

_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Tended:
    """What was done: issues released, flashes marked as unconfirmed, rows that expired."""

    released: tuple[int, ...]
    overdue: int
    expired: int


def tend(pack: Pack, out: Out, *, now: datetime, voices: Voices = SILENT) -> Tended:
    """Release what is scheduled, mark flashes that nobody stands behind, let old words go.

    An issue that cannot be released stays scheduled, and is tried again; so is a build that readers
    wait for, whatever kept it from being made.
    """
    released = []
    for number, member in issues.due(now):
        try:
            release(number, pack, out, act=Act(member=member, time=now), voices=voices)
        except SiteFollowsError:
            released.append(number)
        except DalelError as error:
            _LOG.warning("Edition %s is scheduled but not released: %s", number, error)
        else:
            released.append(number)
    overdue = flashes.mark_overdue(now)
    if owed():
        try:
            renew(pack, out, now=now)
        except DalelError as error:
            _LOG.warning("Readers wait, and the site is not built: %s", error)
    return Tended(released=tuple(released), overdue=overdue, expired=let_go(now))
