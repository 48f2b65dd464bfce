"""Seals: records of where all chains stood at one time.

A seal names the last link of every chain. Printed, mailed or time-stamped, it proves that nothing
before it was added, left out or changed, even by someone who owns the machine.
"""

from collections.abc import Collection
from datetime import datetime

from cryptography.x509 import Certificate

from dalel.steps.archive.chains import SEAL, Chain, last_of
from dalel.steps.archive.ledger import LedgerLine, Sealed, Stamped
from dalel.steps.archive.timestamps import token_of
from dalel.steps.archive.vault import Vault


def seal(vault: Vault, time: datetime) -> LedgerLine:
    """Write down where every chain stands. Its ``link`` is what to show, print or time-stamp.

    :raises ArchiveError: when no chain can be claimed.
    """
    with Chain.claim(vault, SEAL) as chain:
        lasts = (last_of(path) for path in vault.chain_files())
        heads = tuple(line.head for line in lasts if line is not None)
        return chain.append([Sealed(time=time, heads=heads)])[0]


def stamp(
    vault: Vault,
    sealed: LedgerLine,
    answer: bytes,
    *,
    authority: str,
    roots: Collection[Certificate],
) -> LedgerLine:
    """Keep an authority's answer about a seal beside it, once it is proved.

    :raises TimestampError: when it does not hold; then nothing is written.
    """
    token = token_of(answer, sealed.link, roots)
    with Chain.claim(vault, SEAL) as chain:
        return chain.append([Stamped(seal=sealed.link, authority=authority, token=token)])[0]
