"""The shelf of kept releases: rebuilding them, and removing what was taken back.

A release is kept as the snapshot it was built from, with its manifest and signature, not as its
files: what is withdrawn later can be taken out of a snapshot, and everything that is built from it
is then without it. Whatever is taken back leaves all kept snapshots at once, and with it go a
manifest and signature that vouch for what nobody shall see again.
"""

import json
import logging
import os
import shutil
from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

import cattrs

from dalel.domain.errors import DalelError
from dalel.domain.incident import Incident, emptied
from dalel.domain.snapshot import Snapshot
from dalel.publish.tree.atomic_writes import MANIFEST, SIGNATURE, Tree
from dalel.publish.tree.build_tasks import incident_digest
from dalel.publish.tree.folder_lock import locked
from dalel.publish.tree.snapshot_file import frozen, rid_of, thawed

_LOG: Final = logging.getLogger(__name__)
_SNAPSHOT: Final = "snapshot.json"
#: What a kept release was rid of.
_RID: Final = "rid.json"
#: SHA-256 of the snapshot; those kept by earlier versions have none.
_DIGEST: Final = "snapshot.sha256"
_PARTS: Final = frozenset({_SNAPSHOT, _DIGEST, MANIFEST, SIGNATURE, _RID})
#: So many releases are kept; the oldest goes first.
_KEPT: Final = 50


class UnknownReleaseError(DalelError):
    """No release of this name is kept."""


class DamagedReleaseError(DalelError):
    """A kept release is not what was kept."""


@dataclass(frozen=True)
class ReleaseShelf:
    """The folder of kept releases; each has a folder of its own, named by its time and digest."""

    folder: Path

    def keep(
        self,
        snapshot: Snapshot,
        site: Path,
        incidents: Mapping[str, Incident],
        withdrawn: Mapping[str, str],
    ) -> str:
        """Keep the release that stands in a site's folder; gives its name.

        Its snapshot was cleared of the ``incidents`` and words that were taken back (as ``purge``
        has them), so that nobody need look for them in it.
        """
        manifest = (site / MANIFEST).read_bytes()
        name = f"{snapshot.time:%Y-%m-%dT%H%M%SZ}-{sha256(manifest).hexdigest()[:8]}"
        if (self.folder / name).exists():
            return name
        draft = self.folder / f".{name}"
        with self._alone():
            shutil.rmtree(draft, ignore_errors=True)
            draft.mkdir(parents=True)
            content = frozen(snapshot)
            (draft / _SNAPSHOT).write_bytes(content)
            (draft / _DIGEST).write_text(sha256(content).hexdigest(), "ascii")
            (draft / _RID).write_bytes(_told(_names_of(incidents, withdrawn)))
            for file in (MANIFEST, SIGNATURE):
                if (site / file).exists():
                    shutil.copyfile(site / file, draft / file)
            draft.rename(self.folder / name)
            for oldest in self.names()[_KEPT:]:
                shutil.rmtree(self.folder / oldest)
        return name

    def names(self) -> list[str]:
        """The kept releases, the latest first."""
        if not self.folder.exists():
            return []
        found = (path.name for path in self.folder.iterdir() if (path / _SNAPSHOT).exists())
        return sorted((name for name in found if not name.startswith(".")), reverse=True)

    def load(self, name: str) -> Snapshot:
        """The snapshot of a kept release.

        :raises UnknownReleaseError: when none of this name is kept.
        :raises DamagedReleaseError: when it is not what was kept.
        """
        if name not in self.names():
            raise UnknownReleaseError(
                f"No release {name} is kept; dalel releases list names those that are."
            )
        content = _sound(self.folder / name)
        try:
            return thawed(content)
        except (ValueError, KeyError, TypeError, cattrs.BaseValidationError) as error:
            raise _damaged(name) from error

    def purge(self, incidents: Mapping[str, Incident], withdrawn: Mapping[str, str]) -> int:
        """Take out of every kept release what was taken back since; gives how many changed.

        ``incidents`` are those that were taken back, by number; ``withdrawn`` the words, each with
        its digest. What a release was rid of stands beside it, so that it is not read again for
        nothing. One that is damaged cannot be rid of anything, nor ever be put up again: it goes.
        """
        taken = _names_of(incidents, withdrawn)
        with self._alone():
            for litter in self._litter():
                shutil.rmtree(litter) if litter.is_dir() else litter.unlink()
            return sum(
                self._rid_or_drop(self.folder / name, taken, incidents, withdrawn)
                for name in self.names()
            )

    def _rid_or_drop(
        self,
        kept: Path,
        taken: set[str],
        incidents: Mapping[str, Incident],
        withdrawn: Mapping[str, str],
    ) -> bool:
        try:
            return self._rid(kept, taken, incidents, withdrawn)
        except (ValueError, KeyError, TypeError, cattrs.BaseValidationError, DamagedReleaseError):
            _LOG.warning("The kept release %s is damaged and was dropped", kept.name)
            shutil.rmtree(kept)
            return True

    def _rid(
        self,
        kept: Path,
        taken: set[str],
        incidents: Mapping[str, Incident],
        withdrawn: Mapping[str, str],
    ) -> bool:
        file, rid = kept / _SNAPSHOT, kept / _RID
        if rid.exists() and taken <= set(json.loads(rid.read_bytes())):
            return False
        before = _sound(kept)
        after, was_there = rid_of(before, incidents, withdrawn)
        if was_there:
            # By the digest of a page anybody who tries finds the name that was taken out of it.
            for name in (MANIFEST, SIGNATURE):
                (kept / name).unlink(missing_ok=True)
        if after != before:
            # Whoever is killed here leaves a snapshot without a digest, not with a wrong one.
            (kept / _DIGEST).unlink(missing_ok=True)
            _replace(file, after)
            _replace(kept / _DIGEST, sha256(after).hexdigest().encode())
        _replace(rid, _told(taken))
        return was_there

    def _litter(self) -> list[Path]:
        """What whoever was killed here left behind: nobody would ever take anything out of it."""
        drafts = self.folder.glob(".*")
        parts = (one for name in self.names() for one in (self.folder / name).iterdir())
        return [*drafts, *(one for one in parts if one.name not in _PARTS)]

    def _alone(self) -> AbstractContextManager[None]:
        return locked(self.folder.with_name(f".{self.folder.name}.lock"))


def _names_of(incidents: Mapping[str, Incident], withdrawn: Mapping[str, str]) -> set[str]:
    """How what was taken back is told apart without repeating it."""
    left = {number: incident_digest(emptied(incident)) for number, incident in incidents.items()}
    return {f"{number} {what}" for number, what in left.items()} | set(withdrawn.values())


def _told(taken: Collection[str]) -> bytes:
    return json.dumps(sorted(taken)).encode()


def _sound(kept: Path) -> bytes:
    """The snapshot of a kept release as it was written.

    :raises DamagedReleaseError: when it is another.
    """
    content = (kept / _SNAPSHOT).read_bytes()
    digest = kept / _DIGEST
    if digest.exists() and digest.read_bytes() != sha256(content).hexdigest().encode():
        raise _damaged(kept.name)
    return content


def _damaged(name: str) -> DamagedReleaseError:
    return DamagedReleaseError(
        f"the kept release {name} is damaged and cannot be put up again: delete its folder, or "
        "bring it back from a copy"
    )


def _replace(file: Path, content: bytes) -> None:
    draft = file.with_suffix(f".{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(file)


def built_without(folder: Path) -> frozenset[str]:
    """What the build that stands in a folder knew to be taken back; nothing if in doubt."""
    return frozenset(Tree(folder).noted().get("hidden", ()))


def forget(folder: Path, hidden: Collection[str]) -> bool:
    """Throw a preview away that was built before something was taken back.

    With it goes what a build left behind that was killed; whoever builds it now is waited for.
    """
    tree = Tree(folder)
    with locked(tree.lock):
        is_there = folder.exists()
        known = tree.notes.read_text("utf-8") if is_there and tree.notes.exists() else ""
        if is_there and all(f'"{one}"' in known for one in hidden):
            return False
        for path in (folder, tree.twin):
            shutil.rmtree(path, ignore_errors=True)
        for path in (*tree.drafts(), tree.notes):
            path.unlink(missing_ok=True)
    return is_there
