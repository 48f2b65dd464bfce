"""Asks an outside archive, at a limited pace, to copy the addresses it may be told of."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from dalel.domain.errors import DalelError
from dalel.domain.evidence_disclosure import may_go_to_services
from dalel.newsroom.evidence.actions import outside_copies
from dalel.newsroom.evidence.actions.archive import put_down
from dalel.newsroom.evidence.models import OutsideCopyRow
from dalel.newsroom.frame import row_claims
from dalel.newsroom.frame.item_failure import ItemWork
from dalel.outside.services import ServiceError, ask_service
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


@dataclass(frozen=True, kw_only=True)
class Copied:
    """How many copies were asked for, made and refused; ``problem``: why it was broken off."""

    asked: int = 0
    made: int = 0
    refused: int = 0
    problem: str = ""


def copy_outside(account: Account, worker: str, now: datetime) -> Copied:
    """Ask for copies of what may be told and is not copied yet, and look up those being made."""
    outside_copies.enlist(now)
    budget = A_MINUTE - outside_copies.asked_since(now - timedelta(minutes=1))
    rows = row_claims.claim(outside_copies.to_look_up(), worker, now, _LOOKED_UP)
    if budget > 0:
        rows += row_claims.claim(outside_copies.to_ask(), worker, now, budget, {None: len(rows)})
    return _work_through(rows, account, now)


def _work_through(rows: Sequence[OutsideCopyRow], account: Account, now: datetime) -> Copied:
    counts: Counter[str] = Counter()
    for place, row in enumerate(rows):
        try:
            counts[_work_on(row, account, now)] += 1
        except WaybackKeysError as error:
            return _broken_off(rows[place:], counts, str(error))
        except (ServiceError, WaybackBusyError) as error:
            row_claims.fail(row, str(error), now)
            return _broken_off(rows[place + 1 :], counts, str(error))
        except WaybackError as error:
            outside_copies.refused(row, str(error))
            counts["refused"] += 1
    return _told(counts)


def _work_on(row: OutsideCopyRow, account: Account, now: datetime) -> str:
    with ItemWork(f"A copy of {row.url} elsewhere", passing=(DalelError,)) as item:
        return _look_up(row, account, now) if row.job else _ask(row, account, now)
    put_down(row, item.flaw, now)
    return ""


def _ask(row: OutsideCopyRow, account: Account, now: datetime) -> str:
    evidence_class, published = outside_copies.standing(row)
    if not may_go_to_services(evidence_class, published=published):
        outside_copies.take_off(row)
        return ""
    job = asyncio.run(
        ask_for_copy(row.url, evidence_class, account, ask_service, published=published)
    )
    outside_copies.asked(row, job, now, now + _MAKING)
    return "asked"


def _look_up(row: OutsideCopyRow, account: Account, now: datetime) -> str:
    address = asyncio.run(copy_of(row.job, account, ask_service))
    if address is None:
        row_claims.fail(row, "the copy is being made", now)
        return ""
    outside_copies.made(row, address)
    return "made"


def _broken_off(rows: Sequence[OutsideCopyRow], counts: Counter[str], problem: str) -> Copied:
    for row in rows:
        row_claims.let_go(row)
    return _told(counts, problem)


def _told(counts: Counter[str], problem: str = "") -> Copied:
    return Copied(
        asked=counts["asked"], made=counts["made"], refused=counts["refused"], problem=problem
    )
