"""Upkeep of the evidence: sealing, shipping to storage, and copies in outside archives.

What cannot be done now is told, left alone for a while and tried again; it never stops a pass.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from cryptography.x509 import Certificate

from dalel.domain.errors import ArchiveError
from dalel.newsroom.evidence.actions.archive import Keeping
from dalel.newsroom.evidence.actions.copy_outside import Copied, copy_outside, copy_today
from dalel.newsroom.evidence.actions.seal import last_seal, seal_when_due, stamp_seal
from dalel.newsroom.frame.item_failure import ItemWork
from dalel.outside.services import ServiceError
from dalel.steps.archive.remote_copies import ship_closed, ship_decisions
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.wayback import Account

#: Something that failed is not tried again before so long.
REST: Final = timedelta(minutes=30)
#: A WARC file that is to be shipped is closed when it is so old, however small.
_OLD: Final = timedelta(days=1)


@dataclass(kw_only=True)
class Cared:
    """What was done for the evidence. ``problems`` tell what could not be, and why."""

    seal: str = ""
    stamped: int = 0
    shown: bool = False
    shipped: int = 0
    asked: int = 0
    copied: int = 0
    problems: list[str] = field(default_factory=list)


class Care:
    """Looks after a vault, pass after pass, as its newsroom set it up."""

    def __init__(
        self,
        *,
        authorities: Collection[str] = (),
        roots: Collection[Certificate] = (),
        account: Account | None = None,
        archive_today: str = "",
        show_seals: Callable[[Vault, str], bool] = lambda _vault, _link: False,
    ) -> None:
        #: The time-stamping authorities that are asked, and the certificates to which their
        #: answers must lead.
        self.authorities = authorities
        self.roots = roots
        #: Puts the seals, of which the last has this link, where the public finds them; tells
        #: whether anything was new there.
        self.show_seals = show_seals
        self.account = account
        #: Where archive.today is asked; empty: it is not.
        self.archive_today = archive_today
        self._rests: dict[str, datetime] = {}

    def look_after(self, keeping: Keeping, now: datetime) -> Cared:
        """Do what is due, if no other process is at it."""
        done = Cared()
        with keeping.vault.cared_for() as mine:
            if mine:
                self._seal(keeping, now, done)
                self._ship(keeping, now, done)
                self._copy(keeping, now, done)
        return done

    def _seal(self, keeping: Keeping, now: datetime, done: Cared) -> None:
        with self._trying("sealing", now, done) as is_due:
            if is_due and (sealed := seal_when_due(keeping.vault, now)) is not None:
                done.seal = sealed.link
        last = last_seal(keeping.vault)
        if last is None:
            return
        for authority in self.authorities:
            with self._trying(f"timestamp by {authority}", now, done) as is_due:
                if is_due and stamp_seal(keeping.vault, last[0], authority, self.roots):
                    done.stamped += 1
        with self._trying("seals on the site", now, done) as is_due:
            if is_due:
                done.shown = self.show_seals(keeping.vault, last[0].link)

    def _ship(self, keeping: Keeping, now: datetime, done: Cared) -> None:
        if keeping.vault.url is None:
            return
        with self._trying("shipping", now, done) as is_due:
            if is_due:
                keeping.close_file(begun_before=now - _OLD)
                for _ in ship_closed(keeping.vault):
                    done.shipped += 1
        with self._trying("decisions", now, done) as is_due:
            if is_due:
                ship_decisions(keeping.vault)
                # They are told as they are taken; this makes good what was missed.
                self._rests["decisions"] = now + REST

    def _copy(self, keeping: Keeping, now: datetime, done: Cared) -> None:
        account, service = self.account, self.archive_today
        if account is not None and not self._is_resting("copies", now):
            with self._trying("copies", now, done):
                found = copy_outside(account, keeping.worker, now)
                self._count("copies", found, now, done)
        if service and not self._is_resting("archive.today", now):
            with self._trying("archive.today", now, done):
                found = copy_today(service, keeping.worker, now)
                self._count("archive.today", found, now, done)

    def _count(self, what: str, found: Copied, now: datetime, done: Cared) -> None:
        done.asked += found.asked
        done.copied += found.made
        if found.problem:
            self._rest(what, found.problem, now, done)

    @contextmanager
    def _trying(self, what: str, now: datetime, done: Cared) -> Iterator[bool]:
        """Tell whether something is due; when it fails it is told of, and rests."""
        try:
            with ItemWork(
                f"Care for the evidence, {what}", passing=(ArchiveError, ServiceError)
            ) as item:
                yield not self._is_resting(what, now)
        except (ArchiveError, ServiceError) as error:
            self._rest(what, str(error), now, done)
        else:
            if item.failed:
                self._rest(what, item.flaw.reason, now, done)

    def _rest(self, what: str, problem: str, now: datetime, done: Cared) -> None:
        self._rests[what] = now + REST
        done.problems.append(f"{what}: {problem}")

    def _is_resting(self, what: str, now: datetime) -> bool:
        return self._rests.get(what, now) > now
