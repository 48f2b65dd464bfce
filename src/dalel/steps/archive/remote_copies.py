"""Shipping closed WARC files and decisions to remote storage, and taking lines back.

Beside each shipped WARC file lie the lines of its chain, so that the place proves itself: put
behind the lines of an older backup they are the chain again, link for link.
"""

from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO

from dalel.domain.errors import ArchiveError
from dalel.steps.archive.chains import Chain, last_of, lines_after
from dalel.steps.archive.decisions import chains_of_decisions
from dalel.steps.archive.ledger import (
    FileClosed,
    FileOpened,
    Kept,
    LedgerLine,
    line_bytes,
    sound_lines,
)
from dalel.steps.archive.vault import Vault

_WARC = ".warc.gz"
_CHAIN = ".jsonl"


def ship_closed(vault: Vault) -> Iterator[str]:
    """Move every WARC file that no worker goes on with to the vault's address; gives their names.

    :raises StorageError: when one cannot be sent; it stays, and those before it are sent.
    """
    for name in closed_files(vault) if vault.url is not None else ():
        lines = _lines_of(vault, name)
        vault.ship_lines(f"{name.removesuffix(_WARC)}{_CHAIN}", b"".join(map(line_bytes, lines)))
        vault.ship(name)
        yield name


def ship_decisions(vault: Vault) -> None:
    """Let the address know what was decided, so that a restored older backup learns of it.

    :raises StorageError: when it cannot be told.
    """
    for name, content in chains_of_decisions(vault) if vault.url is not None else ():
        vault.ship_lines(name, content)


def closed_files(vault: Vault) -> list[str]:
    """The WARC files here that no worker will go on with, by name."""
    found: list[str] = []
    for path in vault.chain_files():
        last = last_of(path)
        if last is None:
            continue
        current = last.event.file if isinstance(last.event, FileOpened | Kept) else None
        names = sorted(local.name for local in vault.warcs.glob(f"{path.stem}-*{_WARC}"))
        # A file is named by the line that tells of it; one without a line is just being begun.
        found += [one for one in names if one != current and _first_line(one) <= last.number]
    return found


def take_back(vault: Vault) -> tuple[int, list[bytes]]:
    """Take the lines that the address holds and the chains here lack.

    Gives how many there were, and the content of the chains of decisions that lie there. For a
    restored home in which nobody works yet.

    :raises StorageError: when the address cannot be read.
    :raises ArchiveError: when the lines do not follow from those that are here.
    """
    pieces: dict[str, dict[int, LedgerLine]] = defaultdict(dict)
    decided: list[bytes] = []
    for _, content in vault.shipped_lines():
        lines = list(sound_lines(BytesIO(content)))
        if any(isinstance(line.event, FileOpened) for line in lines):
            pieces[lines[0].chain] |= {line.number: line for line in lines}
        else:
            decided.append(content)
    count = sum(_follow(vault, chain, lines) for chain, lines in sorted(pieces.items()))
    shipped = vault.shipped_files()
    for name in closed_files(vault):
        local = vault.warcs / name
        if shipped.get(name, 0) > local.stat().st_size:
            # A backup had the beginning of it, from before it was closed.
            local.unlink()
    return count, decided


def _follow(vault: Vault, name: str, lines: dict[int, LedgerLine]) -> int:
    """Put lines behind a chain's end, as far as they follow from it."""
    chain = Chain.take(vault, name)
    if chain is None:
        raise ArchiveError(f"{name}: the chain is held or damaged; its shipped lines stay away")
    with chain:
        new: list[LedgerLine] = []
        while (line := lines.get(chain.head.number + len(new) + 1)) is not None:
            new.append(line)
        if new and new[0].previous != chain.head.link:
            raise ArchiveError(f"{name}: the shipped lines do not follow from those that are here")
        chain.append([line.event for line in new])
    return len(new)


def _lines_of(vault: Vault, name: str) -> list[LedgerLine]:
    """The lines of a chain that tell of a file."""
    path = vault.chains / f"{name.rpartition('-')[0]}{_CHAIN}"
    return [
        line
        for line in lines_after(path, _first_line(name) - 1)
        if isinstance(line.event, FileOpened | Kept | FileClosed) and line.event.file == name
    ]


def _first_line(name: str) -> int:
    number = name.removesuffix(_WARC).rpartition("-")[2]
    return int(number) if number.isdecimal() else 0
