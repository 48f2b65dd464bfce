"""Withholding and reclassifying evidence, in the archive, the rows and every copy.

The chain first, then the bytes, then the rows: what a crash left undone is done by doing it again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dalel.domain.addresses import AddressRules
from dalel.domain.errors import DalelError, StorageError
from dalel.domain.evidence import EvidenceClass
from dalel.newsroom.evidence.actions import withhold_rows
from dalel.newsroom.evidence.actions.archive import adopt
from dalel.newsroom.evidence.queries import exhibits
from dalel.steps.archive import decisions as deciding
from dalel.steps.archive.ledger import Barred, Classed, Withheld
from dalel.steps.archive.remote_copies import ship_decisions, take_back
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.withheld_bodies import finish
from dalel.steps.archive.withheld_bodies import withhold as bury


class TooMuchError(DalelError):
    """Bodies are withheld address by address."""


@dataclass(frozen=True, kw_only=True)
class Cause:
    """Why something was decided, by whom, and when."""

    reason: str
    by: str
    time: datetime


@dataclass(frozen=True, kw_only=True)
class WithheldCount:
    """How many bodies and texts are gone, and whether nothing more of the address is kept.

    ``untold``: why the other place was not told yet.
    """

    bodies: int
    texts: int
    is_barred: bool
    untold: str = ""


@dataclass(frozen=True, kw_only=True)
class Mended:
    """What a home learnt from elsewhere and made good.

    Lines of chains and decisions that it lacked, bodies that were buried, captures that got rows.
    """

    lines: int
    decisions: int
    buried: int
    adopted: int


def withhold(what: str, vault: Vault, rules: AddressRules, why: Cause) -> WithheldCount:
    """Destroy the bodies of an address, or of one capture by its link; digests and reason stay.

    Of a page or post nothing more is kept from now on.

    :raises NotFoundError: when there is no such thing.
    :raises TooMuchError: when a whole incident is meant.
    :raises ArchiveError: when the reason does not fit, or a record is not there.
    """
    adopt(vault)
    found = exhibits.find(what, rules)
    addresses = {one.cited for one in found.exhibits}
    if len(addresses) > 1 or found.without:
        raise TooMuchError(f"{what} cites several addresses: withhold each by itself.")
    # What other pages show, too, says nothing of this one.
    shared = exhibits.shared_parts(found.exhibits)
    captures = exhibits.holders(
        one.capture
        for one in found.exhibits
        if not {one.capture.link, one.capture.body_of} & shared
    )
    for capture in captures:
        bury(vault, capture, reason=why.reason, by=why.by, time=why.time)
    [address] = addresses
    # A feed or a list is read again all the same: only the captures that were meant are gone.
    is_barred = exhibits.is_page(address) and not exhibits.is_link(what)
    if is_barred and not _is_barred(vault, address):
        deciding.bar(vault, address, reason=why.reason, by=why.by, time=why.time)
    return WithheldCount(
        bodies=len(captures), texts=apply(vault), is_barred=is_barred, untold=_tell(vault)
    )


def put_in_class(
    what: str, evidence_class: EvidenceClass, vault: Vault, rules: AddressRules, why: Cause
) -> tuple[tuple[str, ...], str]:
    """Decide who may see the evidence of an incident, an address, or one capture by its link.

    Gives what it was decided about, and why the other place was not told yet.

    :raises NotFoundError: when there is no such thing.
    :raises ArchiveError: when there is no reason.
    """
    adopt(vault)
    found = exhibits.find(what, rules)
    # A decision about an article is one about what will be captured of it, too.
    by_address = not exhibits.is_link(what)
    about = tuple(
        dict.fromkeys(
            one.cited if by_address and exhibits.is_article(one.cited) else one.capture.link
            for one in found.exhibits
        )
    )
    deciding.put_in_class(vault, about, evidence_class, reason=why.reason, by=why.by, time=why.time)
    apply(vault)
    return about, _tell(vault)


def apply(vault: Vault) -> int:
    """Let the rows know all that was ever decided; gives how many texts went now."""
    gone = 0
    for event in deciding.decisions(vault):
        match event:
            case Withheld(capture=link, reason=reason):
                gone += withhold_rows.withhold(link, reason)
            case Barred(address=address, reason=reason):
                gone += withhold_rows.bar(address, reason)
            case Classed(about=about, evidence_class=evidence_class):
                withhold_rows.put_in_class(about, evidence_class)
    return gone


def mend(vault: Vault, chains: Sequence[Path] = ()) -> Mended:
    """Learn from the other place, and from chains of decisions, what this home lacks; do it.

    For a restored home in which nobody works yet, and after a crash.

    :raises StorageError: when the other place cannot be read.
    :raises ArchiveError: when its lines do not follow from those that are here.
    """
    vault.prepare()
    lines, shipped = take_back(vault)
    learnt = deciding.learn(vault, [*shipped, *(path.read_bytes() for path in chains)])
    buried = finish(vault)
    adopted = adopt(vault)
    apply(vault)
    return Mended(lines=lines, decisions=len(learnt), buried=len(buried), adopted=adopted)


def _is_barred(vault: Vault, address: str) -> bool:
    found = deciding.decisions(vault)
    return any(isinstance(event, Barred) and event.address == address for event in found)


def _tell(vault: Vault) -> str:
    try:
        ship_decisions(vault)
    except StorageError as error:
        return str(error)
    return ""
