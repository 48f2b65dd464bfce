"""Builds, signs and keeps the newsroom's public site, and purges what was taken back."""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dalel.domain.errors import DalelError
from dalel.domain.public_seal import PublicSeal
from dalel.domain.snapshot import Snapshot
from dalel.domain.withdrawal import without
from dalel.newsroom.incidents.queries.saved_files import store
from dalel.newsroom.incidents.queries.snapshot import gone, names_of_gone
from dalel.newsroom.incidents.queries.withdrawn_words import withdrawn_digests
from dalel.newsroom.releases.actions.release_key import KeyAbsentError, PresentKey, present
from dalel.pack import Pack
from dalel.publish.build import BuildReport, build
from dalel.publish.progress import SWITCH, Told, unheard
from dalel.publish.tree.release_shelf import ReleaseShelf, forget
from dalel.publish.tree.snapshot_file import cleared
from dalel.steps.archive.seals import seals_of
from dalel.steps.archive.vault import Vault

_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class SiteBuilder:
    """A newsroom's own site: its releases are signed and kept.

    ``preview`` is the folder that members look at before a release, ``evidence`` the folder whose
    seals a release shows.
    """

    site: Path
    shelf: ReleaseShelf
    key: Path
    preview: Path
    evidence: Path | None = None

    def seals(self) -> tuple[PublicSeal, ...]:
        """The seals of the evidence up to now."""
        return seals_of(Vault(folder=self.evidence)) if self.evidence else ()


def press_of(configured: Any) -> SiteBuilder:
    """Where settings say that the public site is built, signed and kept."""
    return SiteBuilder(
        site=configured.site_folder,
        shelf=ReleaseShelf(configured.releases_folder),
        key=configured.signing_key,
        preview=configured.preview_folder,
        evidence=configured.evidence_folder,
    )


@dataclass(frozen=True, kw_only=True)
class Later:
    """The builder of a home is asked to build: whoever serves people builds nothing itself.

    ``place`` names the home in the queue.
    """

    place: str
    press: SiteBuilder


#: Where a build goes at once: into a plain folder, or through the press.
Now = Path | SiteBuilder
#: Where a build goes, at once or later.
Out = Now | Later


class BuildOvertakenError(DalelError):
    """Something was taken back while the site was built; it is built anew without it."""

    permanent = False


def press(
    snapshot: Snapshot, out: Now, base: str, *, whole_set: bool = True, told: Told = unheard
) -> BuildReport:
    """Build a snapshot; through the press a release is signed and kept.

    Whatever was taken back leaves the kept releases and the preview first, so that nothing of it
    is left even when the build cannot be made. What is taken back while it is made never gets to
    readers by it: it is made anew.

    :raises DalelError: as ``dalel.publish.build``.
    """

    def made(heard: Told) -> BuildReport:
        if isinstance(out, SiteBuilder):
            purge(out)
        # Measures were worked out after words were taken out, and may name whom they should not.
        taken = gone(), withdrawn_digests()
        clear = cleared(snapshot, *taken)
        if isinstance(out, Path):
            return _build(clear, out, base, told=heard)
        if clear.preview:
            return _build(clear, out.site, base, told=heard)
        report = _released(clear, out, base, heard, whole_set=whole_set)
        out.shelf.keep(clear, out.site, *taken)
        return report

    return _up_to_date(made, told)


def _build(snapshot: Snapshot, out: Path, base: str, *, told: Told) -> BuildReport:
    """Build with the pictures of entries, which lie where members' files are kept."""
    return build(snapshot, out, base, pictures=store().folder, told=told)


def _released(
    snapshot: Snapshot, out: SiteBuilder, base: str, told: Told, *, whole_set: bool = True
) -> BuildReport:
    """The same of a release, which is signed and shows the seals of the evidence."""
    keys = _present(out.key)
    return build(
        snapshot,
        out.site,
        base,
        signer=keys.signer if keys else None,
        keys=keys.succession if keys else None,
        pictures=store().folder,
        seals=out.seals(),
        whole_set=whole_set,
        told=told,
    )


def _present(file: Path) -> PresentKey | None:
    """The key that signs; where it is not here the site goes up unsigned, loudly.

    What was taken back must disappear also when the key is lost.
    """
    try:
        return present(file)
    except KeyAbsentError as error:
        _LOG.error("the site is built without a signature: %s", error)
        return None


def _up_to_date(make: Callable[[Told], BuildReport], told: Told = unheard) -> BuildReport:
    """Build, and again when something was taken back meanwhile."""
    while True:
        taken = taken_back()
        with suppress(BuildOvertakenError):
            report = make(_guarded(taken, told))
            if taken_back() == taken:
                return report


def _guarded(taken: frozenset[str], told: Told) -> Told:
    """Before readers would see the build, look whether it may hold what was taken back since."""

    def heard(step: str, share: float) -> None:
        if step == SWITCH and taken_back() != taken:
            raise BuildOvertakenError
        told(step, share)

    return heard


def purge(out: SiteBuilder) -> int:
    """Take what was taken back out of all that is kept; gives how many releases changed."""
    forget(out.preview, taken_back())
    return out.shelf.purge(gone(), withdrawn_digests())


def taken_back() -> frozenset[str]:
    """What may stand nowhere any more, as the notes of a build name it."""
    return names_of_gone() | frozenset(withdrawn_digests().values())


def restored(name: str, out: SiteBuilder, base: str, pack: Pack) -> BuildReport:
    """Put a kept release up again, without what was taken back since.

    :raises UnknownReleaseError: when none of this name is kept.
    """

    # What measures loads what checks, which few who know of builds need.
    from dalel.newsroom.figures.queries.measures import measured  # noqa: PLC0415

    def made(heard: Told) -> BuildReport:
        withdrawn = withdrawn_digests()
        snapshot = measured(pack, cleared(out.shelf.load(name), gone(), withdrawn))
        masked = without(snapshot, withdrawn)
        return _released(masked, out, base, heard)

    return _up_to_date(made)
