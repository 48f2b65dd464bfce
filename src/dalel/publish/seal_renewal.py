"""Renewal of the seals on a site that stands: each day's seal goes out without a release.

Only the list of seals and the line that shows the newest one change, then the manifest, which is
signed anew under the release's own time. Every other file stays the very one that was released, and
nothing is read of the record: so nothing can get out by it that nobody approved.
"""

import re
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from dalel.domain.public_seal import SEAL_LIST, PublicSeal
from dalel.publish.data.seal_list import is_showing, renewed
from dalel.publish.tree.atomic_writes import MANIFEST, SIGNATURE, Tree, alone, is_preview
from dalel.publish.tree.signing import Signer

_TIME: Final = re.compile(rb"timestamp:(\d+)")


def renew_seals(site: Path, seals: tuple[PublicSeal, ...], signer: Signer) -> bool:
    """Put the seals on the release that stands in a folder; False: nothing is new, or none stands.

    :raises BuildRunningError: when a build is writing the folder.
    """
    if not _is_behind(site, seals):
        return False
    with alone(site):
        # Whoever was waited for may have built it.
        return _is_behind(site, seals) and _renew(site, seals, signer)


def shows(site: Path, link: str) -> bool:
    """Whether the list in a site's folder holds a seal."""
    return link.encode() in _content(site / SEAL_LIST)


def is_signed_release(site: Path) -> bool:
    """Whether what stands in a folder is a release, and signed."""
    manifest = _content(site / MANIFEST)
    return bool(manifest) and not is_preview(manifest) and (site / SIGNATURE).exists()


def _is_behind(site: Path, seals: tuple[PublicSeal, ...]) -> bool:
    return bool(seals) and is_signed_release(site) and not shows(site, seals[-1].link)


def _renew(site: Path, seals: tuple[PublicSeal, ...], signer: Signer) -> bool:
    tree = Tree(site)
    tree.open()
    notes = tree.noted()
    for path in tree.before:
        tree.keep(path)
    standing = ((path, _content(site / path)) for path in tree.before if is_showing(path))
    for file in renewed(standing, _content(site / SEAL_LIST), seals):
        tree.write(file)
    found = _TIME.search(_content(site / SIGNATURE))
    when = datetime.fromtimestamp(int(found[1]) if found else 0, UTC)
    tree.close(preview=False, sign=lambda manifest: signer.sign(manifest, MANIFEST, when))
    if notes:
        manifest = sha256(_content(site / MANIFEST)).hexdigest()
        tree.note({**notes, "manifest": manifest})
    return True


def _content(file: Path) -> bytes:
    return file.read_bytes() if file.exists() else b""
