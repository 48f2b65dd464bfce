"""How does an incident's evidence leave the house, whole?"""

from dataclasses import dataclass
from pathlib import Path

from dalel.domain.errors import DalelError
from dalel.domain.evidence import Capture
from dalel.steps.archive.vault import Vault
from dalel.steps.archive.wacz import About, Exhibit, export_wacz
from dalel.store import evidence


class NoEvidenceError(DalelError):
    """Nothing that the incident cites was captured yet."""


@dataclass(frozen=True, kw_only=True)
class Exported:
    """What is in the package, and its SHA-256."""

    captures: int
    sha256: str
    without: tuple[str, ...]


def export_evidence(number: str, vault: Vault, out: Path, *, software: str) -> Exported:
    """Write the captures behind an incident as a WACZ package.

    ``without`` names the cited addresses of which nothing was captured.

    :raises NotFoundError: when there is no incident of this number.
    :raises NoEvidenceError: when nothing was captured.
    :raises ArchiveError: when a capture is sealed or not what was kept.
    """
    found = evidence.behind(number)
    if not found.captures:
        raise NoEvidenceError(
            f"Nothing that {number} cites was captured yet; dalel run keeps what is cited."
        )
    holders = {one.body_of for one, _ in found.captures if one.body_of} - {
        one.link for one, _ in found.captures
    }
    exhibits = [
        *(Exhibit(capture=one, title=title, page=_is_page(one)) for one, title in found.captures),
        *(Exhibit(capture=one, page=False) for one in evidence.by_links(holders)),
    ]
    about = About(
        title=f"Evidence of {number}",
        description=f"Captures of the addresses that {number} cites, byte for byte.",
        created=max(one.capture.time for one in exhibits),
        software=software,
    )
    return Exported(
        captures=len(exhibits),
        sha256=export_wacz(vault, exhibits, about, out),
        without=found.without,
    )


def _is_page(capture: Capture) -> bool:
    return 200 <= capture.status < 300
