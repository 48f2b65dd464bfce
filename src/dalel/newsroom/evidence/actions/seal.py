"""Seals of all hash chains, and their timestamps from an authority."""

import asyncio
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from cryptography.x509 import Certificate

from dalel.domain.errors import TimestampError
from dalel.outside.services import ask_service
from dalel.steps.archive.chains import SEAL, last_of
from dalel.steps.archive.ledger import ChainHead, LedgerLine, Sealed, Stamped
from dalel.steps.archive.seals import seal, stamp, stamps_of
from dalel.steps.archive.timestamps import QUERY, is_proved, request
from dalel.steps.archive.vault import Vault

#: A seal is set so often, if anything was kept since the last one.
EVERY: Final = timedelta(days=1)


def seal_when_due(vault: Vault, now: datetime) -> LedgerLine | None:
    """Seal all chains when the last seal is a day old and something was written since."""
    last = last_seal(vault)
    if last is None:
        return seal(vault, now) if _heads(vault) else None
    _, event = last
    named = {head for head in event.heads if not head.chain.startswith(SEAL)}
    if now - event.time < EVERY or named == _heads(vault):
        return None
    return seal(vault, now)


def last_seal(vault: Vault) -> tuple[LedgerLine, Sealed] | None:
    """The latest seal, and the line in which it stands."""
    found = [
        (line, line.event)
        for path in vault.chain_files(SEAL)
        if (line := last_of(path, Sealed)) is not None and isinstance(line.event, Sealed)
    ]
    return max(found, key=lambda pair: pair[1].time, default=None)


def stamp_seal(
    vault: Vault, sealed: LedgerLine, authority: str, roots: Collection[Certificate]
) -> bool:
    """Have an authority confirm a seal and keep its answer; False when that was done already.

    :raises ServiceError: when it does not answer.
    :raises TimestampError: when its answer speaks of something else, or leads to none of the roots
        that are known here; the latter is kept all the same, and proves nothing.
    """
    if authority in stamps_of(vault, sealed):
        return False
    headers = {"Content-Type": QUERY, "Accept": "application/timestamp-reply"}
    status, answer = asyncio.run(ask_service(authority, headers=headers, body=request(sealed.link)))
    if status != 200:
        raise TimestampError(f"{authority} answers {status}")
    kept = stamp(vault, sealed, answer, authority=authority).event
    if isinstance(kept, Stamped) and not is_proved(kept.token, sealed.link, roots):
        raise TimestampError(
            f"the answer of {authority} is kept, and not proved: it leads to no root that is known "
            "here (timestamp_roots)"
        )
    return True


def _heads(vault: Vault) -> set[ChainHead]:
    """Where the chains stand that hold captures and decisions."""
    lasts = (last_of(path) for path in vault.chain_files() if not path.name.startswith(SEAL))
    return {line.head for line in lasts if line is not None}
