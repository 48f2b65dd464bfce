"""How does a release get to a folder, a server or a bucket elsewhere?"""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dalel.domain.errors import DalelError
from dalel.outside.mirrors import Delivered, by_fsspec
from dalel.outside.rsync import by_rsync, is_rsync
from dalel.publish.tree.swap import exchange
from dalel.publish.tree.writing import MANIFEST, ForeignFolderError


class PreviewStaysError(DalelError):
    """A preview goes only into a folder of this machine: release an edition first."""


class NothingBuiltError(DalelError):
    """Nothing is built yet: dalel publish."""


def deliver(site: Path, target: str, options: Mapping[str, Any] | None = None) -> Delivered:
    """Send a built release where readers find it; only what changed is sent.

    :raises PreviewStaysError: when what stands in the folder is a preview.
    :raises NothingBuiltError: when nothing stands there.
    :raises DeliveryError: when it does not get there.
    """
    manifest = site / MANIFEST
    if not manifest.exists():
        raise NothingBuiltError
    if json.loads(manifest.read_bytes())["preview"]:
        raise PreviewStaysError
    if is_rsync(target):
        return by_rsync(site, target)
    if "://" in target:
        return by_fsspec(site, target, options)
    return _copied(site, Path(target).absolute())


def _copied(site: Path, target: Path) -> Delivered:
    """Into a folder of this machine, which changes in one step.

    :raises ForeignFolderError: when the folder is somebody else's.
    """
    is_there = target.exists() and any(target.iterdir())
    if is_there and not (target / MANIFEST).exists():
        raise ForeignFolderError(target)
    following = target.with_name(f".{target.name}.next")
    shutil.rmtree(following, ignore_errors=True)
    shutil.copytree(site, following)
    if target.exists():
        exchange(following, target)
        shutil.rmtree(following)
    else:
        following.rename(target)
    return Delivered(sent=None, deleted=None)
