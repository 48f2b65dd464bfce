"""Export of an incident's evidence as a WACZ package."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dalel.domain.addresses import AddressRules
from dalel.domain.errors import DalelError
from dalel.domain.evidence_disclosure import may_be_exported
from dalel.newsroom.evidence.queries import exhibits as evidence
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.wacz import About, WaczCapture, export_wacz


class NoEvidenceError(DalelError):
    """Nothing that the incident cites was captured yet."""


@dataclass(frozen=True, kw_only=True)
class Exported:
    """What is in the package, and its SHA-256; ``sealed`` captures were left out."""

    captures: int
    sha256: str
    without: tuple[str, ...]
    sealed: int


def export_evidence(
    what: str, vault: Vault, rules: AddressRules, out: Path, *, software: str
) -> Exported:
    """Write the captures behind an incident, or of an address, as a WACZ package.

    What is sealed stays here. ``without`` names the cited addresses of which nothing was captured.

    :raises NotFoundError: when there is no such incident or address.
    :raises NoEvidenceError: when nothing was captured, or all of it is sealed.
    :raises ArchiveError: when a capture is not what was kept.
    """
    found = evidence.find(what, rules)
    if not found.exhibits:
        raise NoEvidenceError(
            f"Nothing that {what} cites was captured yet; dalel run keeps what is cited."
        )
    exhibits = _may_go(found.exhibits)
    if not exhibits:
        raise NoEvidenceError(f"All evidence of {what} is sealed: it never leaves the house.")
    about = About(
        title=f"Evidence of {what}",
        description=f"Captures behind {what}, byte for byte.",
        created=max(one.capture.time for one in exhibits),
        software=software,
    )
    listed = {one.capture.link for one in exhibits}
    return Exported(
        captures=len(exhibits),
        sha256=export_wacz(vault, exhibits, about, out),
        without=found.without,
        sealed=sum(one.capture.link not in listed for one in found.exhibits),
    )


def _may_go(found: Iterable[evidence.CapturedExhibit]) -> list[WaczCapture]:
    """What may be handed on, with the captures that hold the bodies of the others."""
    known = {one.capture.link: one for one in found}
    held = {
        one.link: one
        for one in evidence.holders(exhibit.capture for exhibit in known.values())
        if one.link not in known
    }
    bodies = held | {link: one.capture for link, one in known.items()}
    free = [
        one
        for one in known.values()
        if all(
            may_be_exported(part.evidence_class)
            for part in (one.capture, bodies[one.capture.body_of or one.capture.link])
        )
    ]
    needed = {one.capture.body_of for one in free} & held.keys()
    return [
        *(WaczCapture(capture=one.capture, title=one.title, page=_is_page(one)) for one in free),
        *(WaczCapture(capture=held[link], page=False) for link in held if link in needed),
    ]


def _is_page(one: evidence.CapturedExhibit) -> bool:
    return 200 <= one.capture.status < 300 and not one.is_part
