"""Where does the public folder lie, who signs it, and what is kept of it?"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dalel.domain.snapshot import Snapshot
from dalel.domain.withdrawing import without
from dalel.flow.public.measuring import measured
from dalel.pack import Pack
from dalel.publish import BuildReport, build
from dalel.publish.tree.freezing import cleared
from dalel.publish.tree.keeping import Shelf, forget
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
    is left even when the build cannot be made. What is taken back while it is made goes at once
    when it is done.

    :raises DalelError: as ``dalel.publish.build``.
    """
    if isinstance(out, Path):
        return build(snapshot, out, base)

    def made() -> BuildReport:
        purge(out)
        # Measures were worked out after words were taken out, and may name whom they should not.
        clear = cleared(snapshot, gone(), withdrawing.withdrawn())
        if clear.preview:
            return build(clear, out.site, base)
        report = build(clear, out.site, base, signer=signer(out.key))
        out.shelf.keep(clear, out.site)
        return report

    return _up_to_date(made)


def _up_to_date(make: Callable[[], BuildReport]) -> BuildReport:
    """Build, and again when something was taken back meanwhile."""
    while True:
        taken = taken_back()
        report = make()
        if taken_back() == taken:
            return report


def purge(out: Press) -> int:
    """Take what was taken back out of all that is kept; gives how many releases changed."""
    forget(out.preview, taken_back())
    return out.shelf.purge(gone(), withdrawing.withdrawn())


def taken_back() -> frozenset[str]:
    """What may stand nowhere any more, as the notes of a build name it."""
    return names_of_gone() | frozenset(withdrawing.withdrawn().values())


def restored(name: str, out: Press, base: str, pack: Pack) -> BuildReport:
    """Put a kept release up again, without what was taken back since.

    :raises UnknownReleaseError: when none of this name is kept.
    """

    def made() -> BuildReport:
        withdrawn = withdrawing.withdrawn()
        snapshot = measured(pack, cleared(out.shelf.load(name), gone(), withdrawn))
        return build(without(snapshot, withdrawn), out.site, base, signer=signer(out.key))

    return _up_to_date(made)
