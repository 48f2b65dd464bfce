"""Asks outside archives, at a limited pace, to copy the addresses they may be told of."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeVar

from dalel.domain.errors import DalelError
from dalel.domain.evidence import EvidenceClass, OutsideArchive
from dalel.domain.evidence_disclosure import may_go_to_services
from dalel.newsroom.evidence.actions import outside_copies
from dalel.newsroom.evidence.actions.archive import put_down
from dalel.newsroom.evidence.models import OutsideCopyRow
from dalel.newsroom.frame import row_claims
from dalel.newsroom.frame.item_failure import ItemWork
from dalel.outside.services import ServiceError, ask_service, ask_with_headers
from dalel.steps.archive import archive_today
from dalel.steps.archive.archive_today import TodayBusyError, TodayError
from dalel.steps.archive.wayback import (
    Account,
    WaybackBusyError,
    WaybackError,
    WaybackKeysError,
    ask_for_copy,
    copy_of,
)

#: So many copies are asked for in a minute, whoever asks: an account may ask for a dozen.
A_MINUTE: Final = 4
#: So many outcomes are looked up in one go, and so long a copy takes at least.
_LOOKED_UP: Final = 20
_MAKING: Final = timedelta(minutes=2)
_T = TypeVar("_T")


@dataclass(frozen=True, kw_only=True)
class _Archive:
    """How an outside archive is asked for a copy, and for where a copy stands; how often."""

    name: OutsideArchive
    ask: Callable[[str, EvidenceClass, bool], Awaitable[str]]
    find: Callable[[str], Awaitable[str | None]]
    a_minute: int
    looked_up: int


@dataclass(frozen=True, kw_only=True)
class Copied:
    """How many copies were asked for, made and refused; ``problem``: why it was broken off."""

    asked: int = 0
    made: int = 0
    refused: int = 0
    problem: str = ""


def copy_outside(account: Account, worker: str, now: datetime) -> Copied:
    """Ask the Internet Archive for copies of what may be told, and look up those being made."""
    return _copy(_wayback(account), worker, now)


def copy_today(service: str, worker: str, now: datetime) -> Copied:
    """Ask archive.today likewise: for one copy at a time, and look up one."""
    return _copy(_today(service), worker, now)


def _wayback(account: Account) -> _Archive:
    async def ask(url: str, evidence_class: EvidenceClass, published: bool) -> str:  # noqa: FBT001 - as ``_Archive`` says.
        return await ask_for_copy(url, evidence_class, account, ask_service, published=published)

    async def find(job: str) -> str | None:
        return await copy_of(job, account, ask_service)

    return _Archive(
        name=OutsideArchive.WAYBACK, ask=ask, find=find, a_minute=A_MINUTE, looked_up=_LOOKED_UP
    )


def _today(service: str) -> _Archive:
    async def ask(url: str, evidence_class: EvidenceClass, published: bool) -> str:  # noqa: FBT001 - as ``_Archive`` says.
        return await archive_today.ask_for_copy(
            url, evidence_class, service, ask_with_headers, published=published
        )

    async def find(job: str) -> str | None:
        return await archive_today.copy_of(job, service, ask_with_headers)

    return _Archive(name=OutsideArchive.TODAY, ask=ask, find=find, a_minute=1, looked_up=1)


def _copy(archive: _Archive, worker: str, now: datetime) -> Copied:
    outside_copies.enlist(now, archive.name)
    minute = now - timedelta(minutes=1)
    budget = archive.a_minute - outside_copies.asked_since(minute, archive.name)
    making = outside_copies.to_look_up(archive.name)
    rows = row_claims.claim(making, worker, now, archive.looked_up)
    if budget > 0:
        wanted = outside_copies.to_ask(archive.name)
        rows += row_claims.claim(wanted, worker, now, budget, {None: len(rows)})
    return _work_through(rows, archive, now)


def _work_through(rows: Sequence[OutsideCopyRow], archive: _Archive, now: datetime) -> Copied:
    counts: Counter[str] = Counter()
    for place, row in enumerate(rows):
        try:
            counts[_work_on(row, archive, now)] += 1
        except WaybackKeysError as error:
            return _broken_off(rows[place:], counts, str(error))
        except (ServiceError, WaybackBusyError, TodayBusyError) as error:
            row_claims.fail(row, str(error), now)
            return _broken_off(rows[place + 1 :], counts, str(error))
        except (WaybackError, TodayError) as error:
            outside_copies.refused(row, str(error))
            counts["refused"] += 1
    return _told(counts)


def _work_on(row: OutsideCopyRow, archive: _Archive, now: datetime) -> str:
    with ItemWork(f"A copy of {row.url} elsewhere", passing=(DalelError,)) as item:
        return _look_up(row, archive, now) if row.job else _ask(row, archive, now)
    put_down(row, item.flaw, now)
    return ""


def _ask(row: OutsideCopyRow, archive: _Archive, now: datetime) -> str:
    evidence_class, published = outside_copies.standing(row)
    if not may_go_to_services(evidence_class, published=published):
        outside_copies.take_off(row)
        return ""
    job = asyncio.run(_awaited(archive.ask(row.url, evidence_class, published)))
    outside_copies.asked(row, job, now, now + _MAKING)
    return "asked"


def _look_up(row: OutsideCopyRow, archive: _Archive, now: datetime) -> str:
    address = asyncio.run(_awaited(archive.find(row.job)))
    if address is None:
        row_claims.fail(row, "the copy is being made", now)
        return ""
    outside_copies.made(row, address)
    return "made"


async def _awaited(answer: Awaitable[_T]) -> _T:
    return await answer


def _broken_off(rows: Sequence[OutsideCopyRow], counts: Counter[str], problem: str) -> Copied:
    for row in rows:
        row_claims.let_go(row)
    return _told(counts, problem)


def _told(counts: Counter[str], problem: str = "") -> Copied:
    return Copied(
        asked=counts["asked"], made=counts["made"], refused=counts["refused"], problem=problem
    )
