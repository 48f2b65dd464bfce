"""Delivers the built site to a folder, a server or an object store."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dalel.domain.errors import DalelError
from dalel.outside.mirrors import Delivered, DeliveryError, SiteChangedError, by_fsspec, shown
from dalel.outside.rsync import by_rsync, is_rsync
from dalel.publish.tree.atomic_writes import MANIFEST, ForeignFolderError, is_preview
from dalel.publish.tree.folder_lock import locked
from dalel.publish.tree.swap import exchange


class PreviewStaysError(DalelError):
    """A preview goes only into a folder of this machine: release an edition first."""


class NothingBuiltError(DalelError):
    """Nothing is built yet: dalel publish."""


class DeliveryRunningError(DalelError):
    """Something is being sent already; wait until it is done."""

    permanent = False


def deliver(site: Path, target: str, options: Mapping[str, Any] | None = None) -> Delivered:
    """Send a built release where readers find it; only what changed is sent.

    :raises PreviewStaysError: when what stands in the folder is a preview.
    :raises NothingBuiltError: when nothing stands there.
    :raises DeliveryError: when it does not get there.
    :raises SiteChangedError: when the site was built anew meanwhile: what stands there is mixed.
    :raises DeliveryRunningError: when something else is being sent.
    """
    try:
        with locked(site.with_name(f".{site.name}.sending.lock"), DeliveryRunningError):
            manifest = release_at(site)
            done = _sent(site, target, options, manifest)
            if release_at(site) != manifest:
                raise SiteChangedError
    except OSError as error:
        # Of our own files: it says which.
        raise DeliveryError(f"{shown(target)}: {error}") from error
    return done


def release_at(site: Path) -> bytes:
    """The manifest of the release that stands in a folder.

    :raises PreviewStaysError: when it is a preview.
    :raises NothingBuiltError: when nothing stands there.
    """
    try:
        manifest = (site / MANIFEST).read_bytes()
    except FileNotFoundError:
        raise NothingBuiltError from None
    if is_preview(manifest):
        raise PreviewStaysError
    return manifest


def _sent(site: Path, target: str, options: Mapping[str, Any] | None, manifest: bytes) -> Delivered:
    if is_rsync(target):
        return by_rsync(site, target)
    if "://" in target:
        return by_fsspec(site, target, options)
    try:
        return _copied(site, Path(target).absolute(), manifest)
    except OSError as error:
        # Not its words: a copy that failed names every file.
        reason = error.strerror or "not every file could be copied"
        raise DeliveryError(f"{shown(target)}: {reason}") from error


def _copied(site: Path, target: Path, manifest: bytes) -> Delivered:
    """Into a folder of this machine, which changes in one step, the release of a manifest.

    :raises ForeignFolderError: when the folder is somebody else's.
    :raises SiteChangedError: when the copy is of two builds; then the folder stays as it was.
    """
    is_there = target.exists() and any(target.iterdir())
    if is_there and not (target / MANIFEST).exists():
        raise ForeignFolderError(target)
    following = target.with_name(f".{target.name}.next")
    shutil.rmtree(following, ignore_errors=True)
    try:
        shutil.copytree(site, following)
        if release_at(site) != manifest:
            raise SiteChangedError
        if target.exists():
            exchange(following, target)
            # What stood there before may hold what was withdrawn: that it stays is an error.
            shutil.rmtree(following)
        else:
            following.rename(target)
    finally:
        shutil.rmtree(following, ignore_errors=True)
    return Delivered(sent=None, deleted=None)
