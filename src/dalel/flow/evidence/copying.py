"""How does an outside archive get its copies, slowly, and of what may be told alone?"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from dalel.domain.disclosure import may_go_to_services
from dalel.outside.services import ServiceError, ask_service
from dalel.steps.archive.wayback import (
    Account,
    WaybackBusyError,
    WaybackError,
    WaybackKeysError,
    ask_for_copy,
    copy_of,
)
from dalel.store.models import OutsideCopyRow
from dalel.store.watch import due, outside_copies

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
    rows = due.claim(outside_copies.to_look_up(), worker, now, _LOOKED_UP)
    if budget > 0:
        rows += due.claim(outside_copies.to_ask(), worker, now, budget)
    return _work_through(rows, account, now)


def _work_through(rows: Sequence[OutsideCopyRow], account: Account, now: datetime) -> Copied:
    counts: Counter[str] = Counter()
    for place, row in enumerate(rows):
        try:
            if done := _look_up(row, account, now) if row.job else _ask(row, account, now):
                counts[done] += 1
        except WaybackKeysError as error:
            return _broken_off(rows[place:], counts, str(error))
        except (ServiceError, WaybackBusyError) as error:
            due.fail(row, str(error), now)
            return _broken_off(rows[place + 1 :], counts, str(error))
        except WaybackError as error:
            outside_copies.refused(row, str(error))
            counts["refused"] += 1
    return _told(counts)


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
        due.fail(row, "the copy is being made", now)
        return ""
    outside_copies.made(row, address)
    return "made"


def _broken_off(rows: Sequence[OutsideCopyRow], counts: Counter[str], problem: str) -> Copied:
    for row in rows:
        due.let_go(row)
    return _told(counts, problem)


def _told(counts: Counter[str], problem: str = "") -> Copied:
    return Copied(
        asked=counts["asked"], made=counts["made"], refused=counts["refused"], problem=problem
    )
