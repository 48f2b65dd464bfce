"""Seals: records of where all chains stood at one time.

A seal names the last link of every chain. Printed, mailed or time-stamped, it proves that nothing
before it was added, left out or changed, even by someone who owns the machine.
"""

from datetime import UTC, date, datetime

from dalel.domain.public_seal import PublicSeal
from dalel.steps.archive.chains import SEAL, Chain, last_of, lines_after
from dalel.steps.archive.ledger import LedgerLine, Sealed, Stamped, events_of, sound_lines
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


def stamp(vault: Vault, sealed: LedgerLine, answer: bytes, *, authority: str) -> LedgerLine:
    """Keep an authority's answer about a seal beside it; ``verify`` says what it proves.

    :raises TimestampError: when it is no answer about this seal; then nothing is written.
    """
    token = token_of(answer, sealed.link)
    with Chain.claim(vault, SEAL) as chain:
        return chain.append([Stamped(seal=sealed.link, authority=authority, token=token)])[0]


def stamps_of(vault: Vault, sealed: LedgerLine) -> dict[str, str]:
    """The answers that are kept about the last seal, by their authority."""
    found = {}
    for path in vault.chain_files(SEAL):
        last = sealed if path.stem == sealed.chain else last_of(path, Sealed)
        for line in lines_after(path, last.number if last else 0):
            if isinstance(line.event, Stamped) and line.event.seal == sealed.link:
                found[line.event.authority] = line.event.token
    return found


def seals_of(vault: Vault) -> tuple[PublicSeal, ...]:
    """All seals since the beginning, the newest last."""
    found = []
    for path in vault.chain_files(SEAL):
        with path.open("rb") as stream:
            found += [
                (seal.time, line.link) for line, seal in events_of(sound_lines(stream), Sealed)
            ]
    return tuple(PublicSeal(day=day_of(time), link=link) for time, link in sorted(found))


def day_of(time: datetime) -> date:
    """The day by which a seal is called: that of its time in UTC."""
    return time.astimezone(UTC).date()
