"""Where does the public folder lie, who signs it, and what is kept of it?"""

from dataclasses import dataclass
from pathlib import Path

from dalel.domain.snapshot import Snapshot
from dalel.domain.withdrawing import without
from dalel.flow.public.measuring import measured
from dalel.pack import Pack
from dalel.publish import BuildReport, build
from dalel.publish.tree.keeping import Shelf, cleared, forget
from dalel.publish.tree.signing import signer
from dalel.store.incidents import withdrawing
from dalel.store.public.snapshots import gone, names_of_gone


@dataclass(frozen=True, kw_only=True)
class Press:
    """A newsroom's own site: its releases are signed and kept.

    ``preview`` is the folder that members look at before a release.
    """

    site: Path
    shelf: Shelf
    key: Path
    preview: Path


#: Where a build goes: into a plain folder, or through the press.
Out = Path | Press


def press(snapshot: Snapshot, out: Out, base: str) -> BuildReport:
    """Build a snapshot; through the press a release is signed and kept.

    Whatever was taken back leaves the kept releases and the preview first, so that nothing of it
    is left even when the build cannot be made.

    :raises DalelError: as ``dalel.publish.build``.
    """
    if isinstance(out, Path):
        return build(snapshot, out, base)
    purge(out)
    # Measures were worked out after the words were taken out, and may name whom they should not.
    snapshot = without(snapshot, withdrawing.words())
    if snapshot.preview:
        return build(snapshot, out.site, base)
    report = build(snapshot, out.site, base, signer=signer(out.key))
    out.shelf.keep(snapshot, out.site)
    return report


def purge(out: Press) -> int:
    """Take what was taken back out of all that is kept; gives how many releases changed."""
    forget(out.preview, taken_back())
    return out.shelf.purge(gone(), withdrawing.words())


def taken_back() -> frozenset[str]:
    """What may stand nowhere any more, as the notes of a build name it."""
    return names_of_gone() | frozenset(withdrawing.digests())


def restored(name: str, out: Press, base: str, pack: Pack) -> BuildReport:
    """Put a kept release up again, without what was taken back since.

    :raises UnknownReleaseError: when none of this name is kept.
    """
    words = withdrawing.words()
    snapshot = measured(pack, cleared(out.shelf.load(name), gone(), words))
    return build(without(snapshot, words), out.site, base, signer=signer(out.key))
