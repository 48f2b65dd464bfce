"""Runs scheduled tasks: due releases, overdue flashes and the deletion of expired rows."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from dalel.domain.message import SILENT, Voices
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame.item_failure import ItemWork
from dalel.newsroom.frame.pending_builds import owed
from dalel.newsroom.incidents.actions import search_rules, sentence_memory
from dalel.newsroom.releases.actions import editions, flashes
from dalel.newsroom.releases.actions.build_site import Later, Out
from dalel.newsroom.releases.actions.release import SiteFollowsError, release, renew
from dalel.newsroom.worker.actions.expire import let_go
from dalel.pack import Pack


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
    for number, member in editions.due(now):
        with ItemWork(f"Edition {number} is scheduled but not released") as item:
            _release(number, pack, out, Act(member=member, time=now), voices)
        if not item.failed:
            released.append(number)
    overdue = expired = 0
    with ItemWork("Flashes that nobody stands behind"):
        overdue = flashes.mark_overdue(now)
    with ItemWork("Readers wait, and the site is not built"):
        # What the builder is asked for it pays itself.
        if owed() and not isinstance(out, Later):
            renew(pack, out, now=now)
    with ItemWork("What is to be forgotten"):
        expired = let_go(now)
    with ItemWork("Sentences that are not in the memory yet"):
        sentence_memory.catch_up()
    with ItemWork("Texts that are found by older rules"):
        search_rules.index_again()
    return Tended(released=tuple(released), overdue=overdue, expired=expired)


def _release(number: int, pack: Pack, out: Out, act: Act, voices: Voices) -> None:
    """Release an issue; whose site follows is released."""
    with suppress(SiteFollowsError):
        release(number, pack, out, act=act, voices=voices)
